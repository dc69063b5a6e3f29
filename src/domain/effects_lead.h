// The effects that put units in charge: lead, tiers, parties. Internal to the engine.
#pragma once

#include "domain/turn.h"

namespace huiyin {

// Whom programme and duty table put in charge of the case as it stands, at its place, today; with the row that decided.
struct Appointed {
  std::string lead;
  std::vector<std::string> parties;
  std::string supervising, backstop;
  int32_t duty_line = 0;
};
// No duty row, or no unit on duty -> nobody_in_charge.
Result<Appointed> appointed(const Turn& turn);
// The unit leads from now on; nobody in it is assigned yet.
void put_in_charge(Turn& turn, const std::string& unit);
// The unit of a tier at this place, or who has its work; empty when there is none.
std::string tier_unit(const Turn& turn, size_t tier);

// The lead of the form; without one, of the duty table, which also gives the supervising unit and the backstop.
// Unknown or dissolved unit -> unknown_thing; no duty row -> nobody_in_charge.
Result<void> set_lead(Turn& turn);
// The actor's own unit takes it (solved on the spot).
Result<void> lead_self(Turn& turn);
// The next of the programme's tiers that has a unit at this place; none left -> rule_not_met.
Result<void> next_tier(Turn& turn);
// The form's `parts`, else the duty row's parties; each with its own state and clock. A unit already in is left alone.
Result<void> add_parties(Turn& turn);
// One party of the lifecycle's part `part`.
Result<void> add_party(Turn& turn, const PartRule& part, const std::string& unit, const std::string& task,
                       int64_t account = 0);

}  // namespace huiyin
