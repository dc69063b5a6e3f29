// What waits to leave: messages that were not handed over yet. Their bodies hold codes only.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"

namespace huiyin {

struct OutboxLine {
  int64_t id = 0;
  std::string kind, case_no, body;
  std::string state;  // waiting, again (an attempt was refused), failed (given up until somebody sends it again)
  int64_t attempts = 0;
  int64_t next_at_ms = 0;  // of those that are tried again
  std::string error;       // what the last attempt met
  bool operator==(const OutboxLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(OutboxLine, (), (id, kind, case_no, body, state, attempts, next_at_ms, error))

struct OutboxList {
  std::vector<OutboxLine> messages;
};
BOOST_DESCRIBE_STRUCT(OutboxList, (), (messages))

// Oldest first. For the supervisor and the system administrator: else not_your_role. `limit` 1..1000, else
// invalid_input.
Result<OutboxList> show_outbox(App& app, const Caller& caller, size_t limit);

// Sent again at once, as if never tried; for the same. Unknown, or left already -> unknown_thing.
Result<void> resend_message(App& app, const Caller& caller, int64_t id);

}  // namespace huiyin
