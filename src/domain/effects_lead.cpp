#include "domain/effects_lead.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/duty_in_force.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

Result<Duty> duty_of(const Turn& turn) {
  const Case& state = turn.self();
  return duty_in_force(state.category, state.place, turn.local_date(), turn.today());
}

Result<void> known_unit(const Turn& turn, const std::string& unit, const char* where) {
  const Unit* acting = turn.today().units.acting(unit, turn.local_date());
  if (acting != nullptr && acting->code == unit) return {};
  if (turn.today().units.unit(unit) == nullptr) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no unit '{}'", unit), where);
  }
  Refusal gone{RefusalCode::unknown_thing, fmt::format("unit '{}' has been dissolved", unit), where, {}};
  if (acting != nullptr) gone.allowed = {acting->code};
  return std::unexpected(std::move(gone));
}

// Where a lead stands among the programme's tiers; a unit outside them stands at the top: it cannot raise, only return.
int32_t tier_of(const Turn& turn, const std::string& unit) {
  const auto& tiers = turn.programme.tiers;
  for (size_t index = 0; index < tiers.size(); ++index) {
    if (tier_unit(turn, index) == unit) return static_cast<int32_t>(index);
  }
  return std::max<int32_t>(0, static_cast<int32_t>(tiers.size()) - 1);
}

bool takes_part(const Case& state, const std::string& unit) {
  return std::ranges::any_of(state.parties, [&](const Party& party) { return !party.settled && party.unit == unit; });
}

// The first tier that has a unit at this place.
std::string first_tier(const Turn& turn) {
  for (size_t index = 0; index < turn.programme.tiers.size(); ++index) {
    if (auto unit = tier_unit(turn, index); !unit.empty()) return unit;
  }
  return {};
}

// Whom the programme puts in charge where nobody is named. The unit a complaint is about never leads it: its
// supervising unit does, and where that is the same one, the backstop.
Result<std::string> lead_by_programme(const Turn& turn, const Result<Duty>& duty) {
  if (turn.programme.lead == LeadWord::first_tier) {
    if (auto unit = first_tier(turn); !unit.empty()) return unit;
  }
  if (!duty) return std::unexpected(duty.error());
  if (turn.programme.lead != LeadWord::supervising) return duty->lead;
  if (!duty->supervising.empty() && duty->supervising != duty->lead) return duty->supervising;
  if (!duty->backstop.empty() && duty->backstop != duty->lead) return duty->backstop;
  return turn.today().units.centre().code;
}

Result<void> not_about_itself(const Turn& turn, const Result<Duty>& duty, const std::string& lead) {
  if (turn.programme.lead != LeadWord::supervising || !duty || lead != duty->lead) return {};
  if (lead == turn.today().units.centre().code) return {};
  return refuse(RefusalCode::conflict_of_interest,
                fmt::format("'{}' is the unit this complaint is about: it cannot lead it", lead), "/lead",
                {duty->supervising});
}

// Who failed the requester takes part where its supervising unit leads.
std::vector<std::string> parties_by_programme(const Turn& turn, const Duty& duty) {
  return turn.programme.lead == LeadWord::supervising ? std::vector{duty.lead} : duty.parties;
}

}  // namespace

std::string tier_unit(const Turn& turn, size_t tier) {
  const auto named = unit_of_word(turn.programme.tiers[tier], turn.self().place, turn.today());
  const Unit* acting = turn.today().units.acting(named, turn.local_date());
  return acting == nullptr ? std::string{} : acting->code;
}

void put_in_charge(Turn& turn, const std::string& unit) {
  turn.self().lead = unit;
  turn.self().assignee = 0;
  turn.self().tier = tier_of(turn, unit);
}

Result<Appointed> appointed(const Turn& turn) {
  const auto duty = duty_of(turn);
  auto lead = lead_by_programme(turn, duty);
  if (!lead) return std::unexpected(lead.error());
  if (!duty) return std::unexpected(duty.error());
  return Appointed{std::move(*lead), parties_by_programme(turn, *duty), duty->supervising, duty->backstop, duty->line};
}

Result<void> set_lead(Turn& turn) {
  const auto duty = duty_of(turn);
  const auto given = turn.form.codes.find("lead");
  const auto lead = given != turn.form.codes.end() ? Result<std::string>{given->second} : lead_by_programme(turn, duty);
  if (!lead) return std::unexpected(lead.error());
  if (auto known = known_unit(turn, *lead, "/lead"); !known) return known;
  if (auto apart = not_about_itself(turn, duty, *lead); !apart) return apart;
  put_in_charge(turn, *lead);
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
    const auto unit = tier_unit(turn, index);
    if (unit.empty() || unit == turn.self().lead) continue;
    put_in_charge(turn, unit);
    turn.self().tier = static_cast<int32_t>(index);
    return {};
  }
  return refuse(RefusalCode::rule_not_met, "there is no tier above this one");
}

Result<void> add_party(Turn& turn, const PartRule& part, const std::string& unit, const std::string& task,
                       int64_t account) {
  if (auto known = known_unit(turn, unit, "/unit"); !known) return known;
  Case& state = turn.self();
  if (takes_part(state, unit)) return refuse(RefusalCode::rule_not_met, "the unit already takes part", "/unit");
  const int32_t id = state.parties.empty() ? 1 : state.parties.back().id + 1;
  const PartState& first = part.states.front();
  state.parties.push_back(
      {.id = id, .part = part.name, .unit = unit, .account = account, .state = first.name, .task = task});
  if (first.clock.empty()) return {};
  return start_clock(state, first.clock, id, unit, turn.world());
}

Result<void> add_parties(Turn& turn) {
  if (turn.lifecycle.parts.empty()) return {};
  const auto given = turn.form.lists.find("parts");
  const bool by_programme = turn.programme.lead == LeadWord::supervising || !turn.form.codes.contains("lead");
  std::vector<std::string> units;
  if (given != turn.form.lists.end()) {
    units = given->second;
  } else if (const auto duty = duty_of(turn); duty && by_programme) {
    units = parties_by_programme(turn, *duty);
  }
  for (const auto& unit : units) {
    if (takes_part(turn.self(), unit) || unit == turn.self().lead) continue;
    if (auto added = add_party(turn, turn.lifecycle.parts.front(), unit, {}); !added) return added;
  }
  return {};
}

}  // namespace huiyin
