// One command on one case, and the same command on many. Who may do what is the lifecycle's; here is who may see.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "app/open_case.h"
#include "base/json.h"

namespace huiyin {

struct CommandInput {
  std::string case_no;
  std::string command;             // "dispatch", "party.done", "extension", "grant", "approve" ...
  std::optional<int64_t> version;  // the version the user saw; commuting moves do without
  json::Value form;                // an object of domain/form.h's fields; null = empty
  int64_t occurred_at_ms = 0;      // devices and offline workers: when it happened there; 0 = now
};

struct CommandAnswer {
  CaseLine row;           // the case after the command, as the caller may see it
  std::string receipt;    // when the command renewed the caller's receipt
  bool replayed = false;  // an idempotent repeat: nothing was done again
};
BOOST_DESCRIBE_STRUCT(CommandAnswer, (), (row, receipt, replayed))

// Refusals: those of domain decide(), and unknown_case (also for a case the caller may not see), invalid_input (form),
// idempotency_reused, store_unavailable. A person without receipt may endorse what is public and nothing else:
// not_your_role. An `occurred_at_ms` in the future or more than 31 days back -> invalid_input.
// `done` is called once: at once for refusals before the store, else on the store's answering thread.
void run_command(App& app, const Caller& caller, const CommandInput& input, const std::optional<IdempotencyKey>& once,
                 std::function<void(Result<CommandAnswer>)> done);
Result<CommandAnswer> run_command(App& app, const Caller& caller, const CommandInput& input,
                                  const std::optional<IdempotencyKey>& once = std::nullopt);

inline constexpr size_t kBulkCasesMax = 200;

struct BulkTarget {
  std::string case_no;
  std::optional<int64_t> version;
};
struct BulkOutcome {
  std::string case_no;
  std::optional<CommandAnswer> answer;  // exactly one of the two
  std::optional<Refusal> refusal;
};

// The same command and form on each case, each with its own outcome, in the order given. More than kBulkCasesMax ->
// too_large; none, or a case named twice -> invalid_input; nothing is done then.
void run_bulk(App& app, const Caller& caller, const std::vector<BulkTarget>& targets, const std::string& command,
              const json::Value& form, std::function<void(Result<std::vector<BulkOutcome>>)> done);
Result<std::vector<BulkOutcome>> run_bulk(App& app, const Caller& caller, const std::vector<BulkTarget>& targets,
                                          const std::string& command, const json::Value& form);

}  // namespace huiyin
