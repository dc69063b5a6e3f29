#include "domain/duty_in_force.h"

#include <algorithm>

namespace huiyin {

std::string unit_in_force(std::string_view unit, std::string_view backstop, const UnitTree& units, LocalDate on) {
  if (unit.empty()) return {};
  for (const auto code : {unit, backstop}) {
    if (const Unit* acting = code.empty() ? nullptr : units.acting(code, on)) return acting->code;
  }
  return units.centre().code;
}

Result<Duty> duty_in_force(std::string_view category, const PlaceCodes& place, LocalDate on, const Definitions& today) {
  auto duty = today.duties.decide(category, place, on, today.places);
  if (!duty) return duty;
  const auto in_force = [&](const std::string& unit) { return unit_in_force(unit, duty->backstop, today.units, on); };
  duty->lead = in_force(duty->lead);
  duty->supervising = in_force(duty->supervising);
  std::vector<std::string> parties;
  for (const std::string& named : duty->parties) {
    const Unit* party = today.units.acting(named, on);  // one dissolved without a successor is not asked
    if (!party || party->code == duty->lead || std::ranges::find(parties, party->code) != parties.end()) continue;
    parties.push_back(party->code);
  }
  duty->parties = std::move(parties);
  duty->backstop = in_force(duty->backstop);
  return duty;
}

}  // namespace huiyin
