// Who an actor is to a case: the post (or receipt) under which a lifecycle's actor word fits. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "domain/definitions.h"
#include "domain/event.h"
#include "domain/role.h"

namespace huiyin {

// The actor as they stand under `word` ("centre", "lead" ... of the lifecycle), or nothing when it does not fit.
std::optional<By> standing(const Lifecycle& lifecycle, std::string_view word, const Case& state, const Actor& actor,
                           const Definitions& today);

// True when any post of the actor, whatever its role, lies in a unit the word points at: the one who handled a case is
// not the one who judges it, not even with another hat on.
bool is_involved(const Lifecycle& lifecycle, std::string_view word, const Case& state, const Actor& actor,
                 const Definitions& today);

// The actor as an event records them when no word is asked for.
By by_of(const Actor& actor);

// The unit that holds a case in `rule`'s state on that day, or who has its work by then; falls through to the centre.
Holder holder_of(const HolderRule& rule, const Case& state, const Definitions& today, LocalDate on);

// The unit a duty or tier word means at this place: @grid / grid_of_place and so on, `centre`, or a unit code. Empty
// when the place has none.
std::string unit_of_word(std::string_view word, const PlaceCodes& place, const Definitions& today);

}  // namespace huiyin
