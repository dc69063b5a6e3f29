// Lemmas that one state or one move shows by itself.
#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/lifecycle_flaws.h"

namespace huiyin {

namespace {

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// An actor word that somebody in this post may act under in some case.
bool is_open_to(const Lifecycle& lifecycle, const Move& move, Role role) {
  return std::ranges::any_of(move.by, [&](const std::string& word) {
    const ActorRule& actor = lifecycle.actors.at(word);
    return !has(move.not_by, word) && std::ranges::find(actor.roles, role) != actor.roles.end();
  });
}

bool leads_elsewhere(const Move& move) {
  return std::ranges::any_of(move.choices, [](const Choice& choice) { return choice.target.kind != TargetKind::same; });
}

bool can_move_on(const Lifecycle& lifecycle, const State& state, Role role) {
  return std::ranges::any_of(lifecycle.moves, [&](const Move& move) {
    return has(move.from, state.name) && leads_elsewhere(move) && is_open_to(lifecycle, move, role);
  });
}

void check_post(LifecycleCheck& check, const State& state, Role role) {
  const auto word = json::enum_name(role);
  if (!check.staffed.contains(role)) {
    check.add(Lemma::held, field_of(state), fmt::format("nobody has a post as {}", word));
  } else if (!can_move_on(check.lifecycle, state, role)) {
    check.add(Lemma::held, field_of(state),
              fmt::format("the post of {} may hold it here, but has no move that leads on", word));
  }
}

void check_holder(LifecycleCheck& check, const State& state) {
  const auto& chain = state.holder.chain;
  const auto centre = std::ranges::find(chain, HolderWord::centre);
  if (centre == chain.end()) {
    check.add(Lemma::held, field_of(state),
              "the chain of holders must end in the centre: every other word may name nobody");
    return;
  }
  if (centre + 1 != chain.end()) check.add(Lemma::held, field_of(state), "what follows the centre is never asked");
  if (centre != chain.begin()) check_post(check, state, state.holder.role);
  check_post(check, state, state.holder.centre_role);
}

void check_ladder_moves(LifecycleCheck& check, const State& state, const ClockRule& clock) {
  for (const LadderStep& step : clock.ladder.steps) {
    if (step.does != StepDo::move) continue;
    const Move* move = check.lifecycle.move(step.move, state.name);
    const auto is_system = [&](const std::string& word) {
      return check.lifecycle.actors.at(word).relation == Relation::system;
    };
    if (move == nullptr || !std::ranges::any_of(move->by, is_system)) {
      check.add(
          Lemma::timed, field_of(state),
          fmt::format("clock {} makes the move {}, which the system may not make from here", clock.name, step.move));
    }
  }
}

// A system move that always goes through and always leads elsewhere.
bool moves_on_by_itself(const Lifecycle& lifecycle, const State& state, const LadderStep& step) {
  if (step.does != StepDo::move) return false;
  const Move* move = lifecycle.move(step.move, state.name);
  if (move == nullptr || !move->guards.empty() || move->choices.size() != 1 || !move->with.empty()) return false;
  const Target& target = move->choices.front().target;
  if (target.kind == TargetKind::same) return false;
  return target.kind != TargetKind::state || target.state != state.name;
}

void check_state_clock(LifecycleCheck& check, const State& state) {
  const auto found = check.lifecycle.clocks.find(state.clock);
  if (found == check.lifecycle.clocks.end()) {
    if (state.phase == Phase::open) check.add(Lemma::timed, field_of(state), "an open state needs a clock");
    return;
  }
  const ClockRule& clock = found->second;
  if (clock.owner != ClockOwner::holder && clock.owner != ClockOwner::case_) {
    check.add(Lemma::timed, field_of(state), fmt::format("clock {} belongs to no holder and no case", clock.name));
  }
  if (has(clock.pause_in, state.name)) {
    check.add(Lemma::timed, field_of(state), fmt::format("clock {} is paused here", clock.name));
  }
  check_ladder_moves(check, state, clock);
  const auto& steps = clock.ladder.steps;
  if (steps.empty()) {
    check.add(Lemma::timed, field_of(state), fmt::format("nothing happens when clock {} runs out", clock.name));
  } else if (!repeats(clock) && !moves_on_by_itself(check.lifecycle, state, steps.back())) {
    check.add(Lemma::timed, field_of(state),
              fmt::format("clock {} falls silent: its ladder neither repeats nor ends in a move that always leads on",
                          clock.name));
  }
}

void check_ask_clock(LifecycleCheck& check, const AskRule& ask) {
  const auto clock = check.lifecycle.clocks.find(ask.clock);
  if (clock != check.lifecycle.clocks.end() && repeats(clock->second)) return;
  check.add(Lemma::timed, "asks." + ask.name, "needs a clock whose ladder repeats, or it may never be answered");
}

bool starts(const Move& move, const std::string& clock) {
  const auto is_start = [&](const Effect& effect) { return effect.kind == EffectKind::start && effect.name == clock; };
  return std::ranges::any_of(move.effects, is_start) || std::ranges::any_of(move.choices, [&](const Choice& choice) {
           return std::ranges::any_of(choice.effects, is_start);
         });
}

// A promise starts with the case, a share of it when it was met, any other clock of the case by a move; the rest with
// their state, ask or part.
bool is_started(const Lifecycle& lifecycle, const ClockRule& clock) {
  if (clock.owner == ClockOwner::case_) {
    return clock.promise || !clock.share_of.empty() ||
           std::ranges::any_of(lifecycle.moves, [&](const Move& move) { return starts(move, clock.name); });
  }
  const auto runs = [&](const auto& item) { return item.clock == clock.name; };
  const auto runs_in_part = [&](const PartRule& part) { return std::ranges::any_of(part.states, runs); };
  return std::ranges::any_of(lifecycle.states, runs) || std::ranges::any_of(lifecycle.asks, runs) ||
         std::ranges::any_of(lifecycle.parts, runs_in_part);
}

}  // namespace

void LifecycleCheck::add(Lemma lemma, std::string field, std::string detail, std::vector<std::string> path) {
  flaws.push_back({lemma, std::move(field), std::move(detail), std::move(path)});
}

std::string field_of(const Lifecycle& lifecycle, const Move& move) {
  return fmt::format("moves[{}]", &move - lifecycle.moves.data());
}

std::string field_of(const State& state) {
  return "states." + state.name;
}

bool is_staffed(const LifecycleCheck& check, const std::string& actor) {
  const ActorRule& rule = check.lifecycle.actors.at(actor);
  if (rule.relation == Relation::requester || rule.relation == Relation::system) return true;
  return std::ranges::any_of(rule.roles, [&](Role role) { return check.staffed.contains(role); });
}

bool repeats(const ClockRule& clock) {
  return !clock.ladder.steps.empty() && clock.ladder.repeat.has_value();
}

bool makes_move(const ClockRule& clock, const std::string& move) {
  return std::ranges::any_of(clock.ladder.steps,
                             [&](const LadderStep& step) { return step.does == StepDo::move && step.move == move; });
}

void check_holders(LifecycleCheck& check) {
  for (const State& state : check.lifecycle.states) {
    if (state.wording.zh.empty() || state.wording.en.empty()) {
      check.add(Lemma::worded, field_of(state), "needs its public wording in both languages");
    }
    if (state.phase == Phase::open) check_holder(check, state);
  }
  for (const auto& [name, rule] : check.lifecycle.actors) {
    if (!is_staffed(check, name))
      check.add(Lemma::staffed, "actors." + name, "nobody has a post with one of its roles");
  }
}

void check_clocks(LifecycleCheck& check) {
  for (const State& state : check.lifecycle.states) {
    if (state.phase != Phase::final_) check_state_clock(check, state);
  }
  for (const AskRule& ask : check.lifecycle.asks) check_ask_clock(check, ask);
  for (const auto& [name, clock] : check.lifecycle.clocks) {
    if (!is_started(check.lifecycle, clock)) check.add(Lemma::timed, "clocks." + name, "is never started");
  }
}

}  // namespace huiyin
