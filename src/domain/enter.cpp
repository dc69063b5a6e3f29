// Entering a state: its holder, its clock, the pauses, and what settling or coming back means.
#include <fmt/format.h>

#include "domain/adapt.h"
#include "domain/standing.h"
#include "domain/turn.h"

namespace huiyin {
namespace {

constexpr std::string_view kSame = "same";

// A settled case keeps its promise on record; parties and asks stop waiting.
Result<void> settle(Turn& turn) {
  Case& state = turn.self();
  const ClockWorld world = turn.world();
  if (auto paused = settle_pauses(state, world); !paused) return paused;
  for (const Clock& clock : std::vector<Clock>{state.clocks}) {
    const bool is_case_clock = turn.lifecycle.clocks.at(clock.name).owner == ClockOwner::case_;
    if (clock.status == ClockStatus::paused && is_case_clock) continue;
    stop_clock(state, clock.name, clock.owner, world);
  }
  for (Ask& ask : state.asks) {
    if (ask.state == AskState::open) ask.state = AskState::lapsed;
  }
  // What the clock put under supervision has its result in the answer; what a person did waits for theirs.
  if (state.supervision.issuer_unit.empty()) state.supervision.level = 0;
  state.supervision.proposed.clear();
  state.settled_as = state.state;
  state.settled_at_ms = turn.context.now_at_ms;
  state.lock = {};
  return {};
}

void come_back(Case& state) {
  state.settled_as.clear();
  state.reason.clear();
  state.settled_at_ms = 0;
}

Result<void> start_state_clock(const State& rule, Turn& turn) {
  if (rule.clock.empty()) return {};
  const ClockWorld world = turn.world();
  if (turn.lifecycle.clocks.at(rule.clock).owner == ClockOwner::case_) {
    return keep_promise_running(turn.self(), rule.clock, world);
  }
  // A review or agreed date given with the move has already started this clock.
  const Clock* given = find_clock(turn.self(), rule.clock);
  if (given != nullptr && given->started_at_ms == world.now_at_ms) return {};
  return start_clock(turn.self(), rule.clock, 0, turn.self().holder.unit, world);
}

void stop_holder_clocks(Turn& turn, std::string_view next_clock) {
  const ClockWorld world = turn.world();
  for (const Clock& clock : std::vector<Clock>{turn.self().clocks}) {
    const bool of_holder = turn.lifecycle.clocks.at(clock.name).owner == ClockOwner::holder;
    const bool just_given = clock.name == next_clock && clock.started_at_ms == world.now_at_ms;
    if (of_holder && !just_given) stop_clock(turn.self(), clock.name, clock.owner, world);
  }
}

std::string_view condition_end(const Target& target, const Turn& turn) {
  if (target.kind == TargetKind::below_counter) {
    return counter(turn.before.front(), target.name) < turn.lifecycle.counters.at(target.name) ? target.state
                                                                                               : target.otherwise;
  }
  const auto sample = turn.programme.samples_bp.find(target.name);
  const bool drawn = sample != turn.programme.samples_bp.end() && turn.context.draw_bp < sample->second;
  return drawn ? target.state : target.otherwise;
}

}  // namespace

Result<void> enter_state(std::string_view name, Turn& turn) {
  const State* rule = turn.lifecycle.state(name);
  if (rule == nullptr) return refuse(RefusalCode::rule_not_met, fmt::format("there is no state '{}' to go to", name));
  Case& state = turn.self();
  const Phase from = state.phase;
  stop_holder_clocks(turn, rule->clock);
  state.state = rule->name;
  state.phase = rule->phase;
  if (rule->phase == Phase::final_) {
    state.lock = {};
    return {};
  }
  if (rule->phase == Phase::settled) {
    if (auto settled = settle(turn); !settled) return settled;
    return start_state_clock(*rule, turn);
  }
  if (from != Phase::open) come_back(state);
  const LocalDate today = turn.local_date();
  pass_on_dissolved(state, turn.today().units, today);  // it may have waited, settled, while its unit went
  state.holder = holder_of(rule->holder, state, turn.today(), today);
  if (auto paused = settle_pauses(state, turn.world()); !paused) return paused;
  return start_state_clock(*rule, turn);
}

Result<void> go_to(const Target& target, Turn& turn) {
  switch (target.kind) {
    case TargetKind::same: return {};
    case TargetKind::state: return enter_state(target.state, turn);
    case TargetKind::prior: {
      const std::string prior = turn.before.front().prior.state;
      turn.self().prior = {};
      return enter_state(prior, turn);
    }
    case TargetKind::below_counter:
    case TargetKind::drawn: {
      const auto end = condition_end(target, turn);
      return end == kSame ? Result<void>{} : enter_state(end, turn);
    }
  }
  return {};
}

}  // namespace huiyin
