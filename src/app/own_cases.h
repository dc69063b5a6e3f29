// A requester's way back to their own cases by the phone they left with them (design.md §7): a code goes to that phone,
// and whoever has it is handed the receipts. No staff comes near this: it takes the code, and it shows what the receipt
// shows.
#pragma once

#include <boost/describe.hpp>
#include <functional>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/attempt_limit.h"
#include "app/case_line.h"
#include "app/send_text.h"

namespace huiyin {

// What this door remembers between requests; one a server. Safe from any thread.
struct PhoneDoor {
  explicit PhoneDoor(TextGateway gateway) : texts(std::move(gateway)) {}
  AttemptLimit sendings;  // by phone
  AttemptLimit mistakes;  // wrong codes, by phone
  TextSender texts;
};

struct OwnCase {
  std::string case_no, receipt, programme, phase;
  Wording category_title, state_wording;
  int64_t opened_at_ms = 0;
  bool operator==(const OwnCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(OwnCase, (), (case_no, receipt, programme, phase, category_title, state_wording, opened_at_ms))

// Sends a code (`message` puts it into words) where a case holds that number; the answer is the same where none does.
// Not a phone number -> invalid_input at /phone; more than five in fifteen minutes -> too_many.
Result<void> send_phone_code(App& app, PhoneDoor& door, const std::string& phone,
                             const std::function<std::string(const std::string& code)>& message);

// The cases of that phone with their receipts, newest first, at most fifty; those whose words were erased are gone from
// here. A wrong code, or one whose time is over -> invalid_input at /code; after five wrong ones too_many.
Result<std::vector<OwnCase>> cases_of_phone(App& app, PhoneDoor& door, const std::string& phone,
                                            const std::string& code);

}  // namespace huiyin
