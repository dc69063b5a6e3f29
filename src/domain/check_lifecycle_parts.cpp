#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/lifecycle_flaws.h"

namespace huiyin {

namespace {

constexpr std::string_view kAdd = "add";

// The relations that can make an act; guards may be shut, so a guarded act is no way that must be open.
bool can_make(const LifecycleCheck& check, const PartAct& act, std::optional<Relation> blocker) {
  if (!act.guards.empty()) return false;
  const auto acts = [&](const std::string& actor) {
    return is_staffed(check, actor) && check.lifecycle.actors.at(actor).relation != blocker;
  };
  return std::ranges::any_of(act.by, acts);
}

bool leads_out(const PartAct& act, const std::string& state) {
  return std::ranges::find(act.from, state) != act.from.end();
}

// The states of a part from which a settled one can be reached when `blocker` does nothing.
std::set<std::string> settling_states(const LifecycleCheck& check, const PartRule& part,
                                      std::optional<Relation> blocker) {
  std::set<std::string> good;
  for (const PartState& state : part.states) {
    if (state.settled) good.insert(state.name);
  }
  for (bool grows = true; grows;) {
    grows = false;
    for (const PartAct& act : part.acts) {
      if (act.name == kAdd || !good.contains(act.to) || !can_make(check, act, blocker)) continue;
      for (const std::string& from : act.from) grows |= good.insert(from).second;
    }
  }
  return good;
}

std::set<std::string> reached_states(const PartRule& part) {
  std::set<std::string> reached{part.states.front().name};
  for (bool grows = true; grows;) {
    grows = false;
    for (const PartAct& act : part.acts) {
      const auto is_reached = [&](const std::string& from) { return reached.contains(from); };
      if (act.name != kAdd && std::ranges::any_of(act.from, is_reached)) grows |= reached.insert(act.to).second;
    }
  }
  return reached;
}

void check_part_clock(LifecycleCheck& check, const std::string& field, const PartState& state) {
  const auto clock = check.lifecycle.clocks.find(state.clock);
  if (state.settled) {
    if (!state.clock.empty()) check.add(Lemma::parts_act, field, "a settled part runs no clock");
  } else if (clock == check.lifecycle.clocks.end()) {
    check.add(Lemma::parts_act, field, "an unsettled part needs a clock");
  } else if (!repeats(clock->second)) {
    check.add(Lemma::parts_act, field, fmt::format("clock {} falls silent: its ladder does not repeat", state.clock));
  }
}

void check_part_exits(LifecycleCheck& check, const PartRule& part, const PartState& state, const std::string& field) {
  if (!settling_states(check, part, std::nullopt).contains(state.name)) {
    check.add(Lemma::parts_act, field, "no act leads on to a settled state");
    return;
  }
  for (const Relation blocker :
       {Relation::site, Relation::lead, Relation::party, Relation::place, Relation::assignee}) {
    if (settling_states(check, part, blocker).contains(state.name)) continue;
    check.add(Lemma::parts_act, field,
              fmt::format("{} alone can block it: give somebody else an act", json::enum_name(blocker)));
  }
}

void check_part(LifecycleCheck& check, const PartRule& part) {
  const std::string field = "parts." + part.name;
  if (part.states.empty()) return check.add(Lemma::parts_act, field, "has no states");
  if (std::ranges::find(part.acts, kAdd, &PartAct::name) == part.acts.end()) {
    check.add(Lemma::parts_act, field, "has no act add, so there will never be one");
  }
  const auto reached = reached_states(part);
  for (const PartState& state : part.states) {
    const std::string state_field = fmt::format("{}.states.{}", field, state.name);
    check_part_clock(check, state_field, state);
    if (!reached.contains(state.name)) check.add(Lemma::parts_act, state_field, "no act leads here");
    if (!state.settled) check_part_exits(check, part, state, state_field);
    const auto leads_out_of_here = [&](const PartAct& act) { return leads_out(act, state.name); };
    if (state.settled && std::ranges::any_of(part.acts, leads_out_of_here)) {
      check.add(Lemma::parts_act, state_field, "a settled part stays settled: no act may lead out");
    }
  }
}

}  // namespace

bool parts_settle_without(const LifecycleCheck& check, Relation blocker) {
  return std::ranges::all_of(check.lifecycle.parts, [&](const PartRule& part) {
    const auto good = settling_states(check, part, blocker);
    return std::ranges::all_of(part.states, [&](const PartState& state) { return good.contains(state.name); });
  });
}

void check_parts(LifecycleCheck& check) {
  for (const PartRule& part : check.lifecycle.parts) check_part(check, part);
}

}  // namespace huiyin
