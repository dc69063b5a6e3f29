#include "domain/effects_lead.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/standing.h"

namespace huiyin {
namespace {

Result<Duty> duty_of(const Turn& turn) {
  const Case& state = turn.self();
  const LocalDate today = turn.today().calendar.zone().local(turn.context.now_at_ms).date;
  return turn.today().duties.decide(state.category, state.place, today, turn.today().places);
}

Result<void> known_unit(const Turn& turn, const std::string& unit, const char* where) {
  if (turn.today().units.unit(unit) != nullptr) return {};
  return refuse(RefusalCode::unknown_thing, fmt::format("there is no unit '{}'", unit), where);
}

// Where a lead stands among the programme's tiers; a unit outside them stands at the top: it cannot raise, only return.
int32_t tier_of(const Turn& turn, const std::string& unit) {
  const auto& tiers = turn.programme.tiers;
  for (size_t index = 0; index < tiers.size(); ++index) {
    if (unit_of_word(tiers[index], turn.self().place, turn.today()) == unit) return static_cast<int32_t>(index);
  }
  return std::max<int32_t>(0, static_cast<int32_t>(tiers.size()) - 1);
}

void put_in_charge(Turn& turn, const std::string& unit) {
  turn.self().lead = unit;
  turn.self().assignee = 0;
  turn.self().tier = tier_of(turn, unit);
}

bool takes_part(const Case& state, const std::string& unit) {
  return std::ranges::any_of(state.parties, [&](const Party& party) { return !party.settled && party.unit == unit; });
}

}  // namespace

Result<void> set_lead(Turn& turn) {
  const auto duty = duty_of(turn);
  const auto given = turn.form.codes.find("lead");
  if (given == turn.form.codes.end() && !duty) return std::unexpected(duty.error());
  const std::string lead = given != turn.form.codes.end() ? given->second : duty->lead;
  if (auto known = known_unit(turn, lead, "/lead"); !known) return known;
  put_in_charge(turn, lead);
  if (duty) {
    turn.self().supervising_unit = duty->supervising;
    turn.self().backstop = duty->backstop;
    turn.form.numbers["duty_line"] = duty->line;
  }
  return {};
}

Result<void> lead_self(Turn& turn) {
  if (!turn.by.unit.empty()) put_in_charge(turn, turn.by.unit);
  return {};
}

Result<void> next_tier(Turn& turn) {
  const auto& tiers = turn.programme.tiers;
  for (auto index = static_cast<size_t>(turn.self().tier) + 1; index < tiers.size(); ++index) {
    const auto unit = unit_of_word(tiers[index], turn.self().place, turn.today());
    if (turn.today().units.unit(unit) == nullptr || unit == turn.self().lead) continue;
    put_in_charge(turn, unit);
    turn.self().tier = static_cast<int32_t>(index);
    return {};
  }
  return refuse(RefusalCode::rule_not_met, "there is no tier above this one");
}

Result<void> add_party(Turn& turn, const PartRule& part, const std::string& unit, const std::string& task) {
  if (auto known = known_unit(turn, unit, "/unit"); !known) return known;
  Case& state = turn.self();
  if (takes_part(state, unit)) return refuse(RefusalCode::rule_not_met, "the unit already takes part", "/unit");
  const int32_t id = state.parties.empty() ? 1 : state.parties.back().id + 1;
  const PartState& first = part.states.front();
  state.parties.push_back({.id = id, .part = part.name, .unit = unit, .state = first.name, .task = task});
  if (first.clock.empty()) return {};
  return start_clock(state, first.clock, id, unit, turn.world());
}

Result<void> add_parties(Turn& turn) {
  if (turn.lifecycle.parts.empty()) return {};
  const auto given = turn.form.lists.find("parts");
  const auto duty = duty_of(turn);
  std::vector<std::string> units;
  if (given != turn.form.lists.end()) {
    units = given->second;
  } else if (duty && !turn.form.codes.contains("lead")) {
    units = duty->parties;
  }
  for (const auto& unit : units) {
    if (takes_part(turn.self(), unit) || unit == turn.self().lead) continue;
    if (auto added = add_party(turn, turn.lifecycle.parts.front(), unit, {}); !added) return added;
  }
  return {};
}

}  // namespace huiyin
