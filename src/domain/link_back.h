// How a case learns that another was opened on it: the other end of a link made by an opening. Pure.
#pragma once

#include "domain/decide.h"

namespace huiyin {

// A silent event "linked" on `state`: whistled_by for whistles_for, repeated_by for repeat_of, else related.
DraftEvent link_back(const Case& state, const Link& link_of_the_new_case, CaseId new_case, const Context& context);

}  // namespace huiyin
