// Whoever a form names to do something.
#pragma once

#include "app/app.h"
#include "domain/form.h"

namespace huiyin {

// A form that names a unit and a person of it: the account exists, is not disabled and holds a post in that unit or in
// one under it today. Unknown -> unknown_thing; of another unit -> rule_not_met; both at "/assignee".
Result<void> check_assignee(const App& app, const FormData& form);

}  // namespace huiyin
