// The duty table as it holds on a day: what is due from a unit that was dissolved by then is due from whoever has its
// work. Pure; safe from any thread.
#pragma once

#include <string_view>

#include "domain/definitions.h"

namespace huiyin {

// Who has the work of `unit` on that day: itself or its successor; else the backstop, or who has the backstop's; else
// the centre. Empty stays empty. A unit the tree does not know counts as dissolved.
std::string unit_in_force(std::string_view unit, std::string_view backstop, const UnitTree& units, LocalDate on);

// The duty table's answer (see DutyTable::decide for its refusals) with every unit in force.
Result<Duty> duty_in_force(std::string_view category, const PlaceCodes& place, LocalDate on, const Definitions& today);

}  // namespace huiyin
