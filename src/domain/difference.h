// The patch between two states of a case. `decide` lets its rules change a working copy and stores the difference, so
// that a rule never has to know how its result is recorded. Pure; safe from any thread.
#pragma once

#include "domain/event.h"

namespace huiyin {

// apply(before, an event with these changes) equals `after`, but for n, version and updated_at_ms, which the event
// itself moves, and for stopped clocks, which leave the state.
Changes difference(const Case& before, const Case& after);

}  // namespace huiyin
