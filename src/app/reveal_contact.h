// A requester's contact, shown to one person for one reason, on record. Everywhere else it is masked or absent.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "app/app.h"
#include "app/caller.h"
#include "app/open_case.h"

namespace huiyin {

// "张*", "138****0000", "z***@example.org".
ContactInput masked_contact(const ContactInput& contact);

// Who may: intake, dispatcher, caller and supervisor; handlers of a case they hold, lead or take part in, unless it is
// confidential: then calls go through the centre (not_your_role). Unknown or invisible case -> unknown_case; reason of
// fewer than 2 or more than 200 characters -> invalid_input; nothing to reveal or erased -> unknown_thing.
// The reveal is audited before the answer.
Result<ContactInput> reveal_contact(App& app, const Caller& caller, const std::string& case_no,
                                    const std::string& reason);

}  // namespace huiyin
