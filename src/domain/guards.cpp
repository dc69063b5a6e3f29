#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/turn.h"

namespace huiyin {
namespace {

bool clock_not_due(const Turn& turn, const std::string& name) {
  const Clock* clock = find_clock(turn.self(), name);
  if (clock == nullptr) return false;
  return clock->status == ClockStatus::paused || turn.context.now_at_ms <= clock->due_at_ms;
}

bool has_open_ask(const Case& state, const std::string& kind) {
  return std::ranges::any_of(state.asks,
                             [&](const Ask& ask) { return ask.kind == kind && ask.state == AskState::open; });
}

bool has_link(const Case& state, const std::string& kind) {
  return std::ranges::any_of(state.links, [&](const Link& link) { return link.kind == kind; });
}

bool returned_before(const Turn& turn) {
  const auto& units = turn.self().returned_by;
  return std::ranges::find(units, turn.self().lead) != units.end();
}

bool locked_by_other(const Turn& turn) {
  const DeskLock& lock = turn.self().lock;
  return lock.account != 0 && lock.account != turn.context.actor.account && lock.until_at_ms > turn.context.now_at_ms;
}

bool parties_settled(const Case& state) {
  return std::ranges::all_of(state.parties, &Party::settled);
}

// Everybody who took part: the lead and the units of parties that were not released.
std::vector<std::string> taking_part(const Case& state) {
  std::vector<std::string> units{state.lead};
  for (const Party& party : state.parties) {
    const bool named = std::ranges::find(units, party.unit) != units.end();
    if (party.state != "waived" && !party.unit.empty() && !named) units.push_back(party.unit);
  }
  return units;
}

bool all_reviewed(const Case& state) {
  const auto units = taking_part(state);
  const auto has_reviewed = [&](const std::string& by, const std::string& unit) {
    return std::ranges::any_of(state.reviews,
                               [&](const Review& review) { return review.by_unit == by && review.unit == unit; });
  };
  return std::ranges::all_of(units, [&](const std::string& by) {
    return std::ranges::all_of(units, [&](const std::string& unit) { return by == unit || has_reviewed(by, unit); });
  });
}

bool holds(const Guard& guard, const Turn& turn) {
  const Case& state = turn.self();
  switch (guard.kind) {
    case GuardKind::below: return counter(state, guard.name) < turn.lifecycle.counters.at(guard.name);
    case GuardKind::once_per_unit: return !returned_before(turn);
    case GuardKind::within:
    case GuardKind::before: return clock_not_due(turn, guard.name);
    case GuardKind::parties_in: return parties_settled(state);
    case GuardKind::flag: return has_flag(state, guard.name);
    case GuardKind::no_flag: return !has_flag(state, guard.name);
    case GuardKind::no_open_ask: return !has_open_ask(state, guard.name);
    case GuardKind::has_open_ask: return has_open_ask(state, guard.name);
    case GuardKind::supervised: return state.supervision.level > 0;
    case GuardKind::lock_free: return !locked_by_other(turn);
    case GuardKind::has_assignee: return state.assignee != 0;
    case GuardKind::no_assignee: return state.assignee == 0;
    case GuardKind::no_lead: return state.lead.empty();
    case GuardKind::kind_of_channel: return state.channel == guard.name;
    case GuardKind::has_link: return has_link(state, guard.name);
    case GuardKind::no_link: return !has_link(state, guard.name);
    case GuardKind::next_tier_exists: return state.tier + 1 < static_cast<int32_t>(turn.programme.tiers.size());
    case GuardKind::reviews_in: return all_reviewed(state);
  }
  return false;
}

// What the person reads when a guard stands in the way: the rule, and the way out where there is one.
std::string rule_in_words(const Guard& guard, const Turn& turn) {
  switch (guard.kind) {
    case GuardKind::below:
      return fmt::format("'{}' may happen at most {} times in this case", guard.name,
                         turn.lifecycle.counters.at(guard.name));
    case GuardKind::once_per_unit: return "a unit may return a case once; dispute the duty instead";
    case GuardKind::within:
    case GuardKind::before: return fmt::format("the time for this is over (clock '{}')", guard.name);
    case GuardKind::parties_in: return "every unit taking part must be done or released first";
    case GuardKind::flag: return fmt::format("the case is not marked '{}'", guard.name);
    case GuardKind::no_flag: return fmt::format("the case is already marked '{}'", guard.name);
    case GuardKind::no_open_ask: return fmt::format("a request '{}' is already waiting for its decision", guard.name);
    case GuardKind::has_open_ask: return fmt::format("there is no open request '{}'", guard.name);
    case GuardKind::supervised: return "the case is not under supervision";
    case GuardKind::lock_free: return "somebody else has this case on the desk";
    case GuardKind::has_assignee: return "nobody is assigned yet";
    case GuardKind::no_assignee: return "somebody has already taken it";
    case GuardKind::no_lead: return "a unit leads this case already";
    case GuardKind::kind_of_channel: return fmt::format("only for cases that came by '{}'", guard.name);
    case GuardKind::has_link: return fmt::format("the case has no link of kind '{}'", guard.name);
    case GuardKind::no_link: return fmt::format("the case already has a link of kind '{}'", guard.name);
    case GuardKind::next_tier_exists: return "there is no tier above this one";
    case GuardKind::reviews_in: return "every unit that took part must have reviewed every other one first";
  }
  return "a rule of the lifecycle is not met";
}

}  // namespace

Result<void> check_guards(const std::vector<Guard>& guards, const Turn& turn) {
  for (const Guard& guard : guards) {
    if (holds(guard, turn)) continue;
    const auto code = guard.kind == GuardKind::lock_free ? RefusalCode::already_claimed : RefusalCode::rule_not_met;
    return refuse(code, rule_in_words(guard, turn), std::string{json::enum_name(guard.kind)});
  }
  return {};
}

}  // namespace huiyin
