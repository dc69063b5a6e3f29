// Promises 3 and 7: a case settles with a reason, and not by the hand alone of who worked on it.
#include <fmt/format.h>

#include <algorithm>

#include "domain/lifecycle_flaws.h"

namespace huiyin {

namespace {

// The kind of settling that counts as solved (Case::settled_as).
constexpr std::string_view kClosed = "closed";

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

// Units and persons that work on the case.
bool is_worker(Relation relation) {
  switch (relation) {
    case Relation::lead:
    case Relation::party:
    case Relation::took_part:
    case Relation::holder:
    case Relation::assignee:
    case Relation::place: return true;
    default: return false;
  }
}

std::vector<std::string> ends_of(const Target& target) {
  std::vector<std::string> ends;
  if (!target.state.empty()) ends.push_back(target.state);
  if (!target.otherwise.empty()) ends.push_back(target.otherwise);
  return ends;
}

bool may_end_in(const Lifecycle& lifecycle, const Target& target, Phase phase) {
  return std::ranges::any_of(ends_of(target),
                             [&](const std::string& end) { return lifecycle.state(end)->phase == phase; });
}

bool comes_from(const Lifecycle& lifecycle, const Move& move, Phase phase) {
  return std::ranges::any_of(move.from, [&](const std::string& from) { return lifecycle.state(from)->phase == phase; });
}

bool gives_reason(const Move& move, const Choice& choice) {
  const auto sets_reason = [](const Effect& effect) { return effect.kind == EffectKind::set_reason; };
  const auto asks_reason = [](const FormField& field) { return field.field == "reason" && field.required; };
  return std::ranges::any_of(move.effects, sets_reason) || std::ranges::any_of(choice.effects, sets_reason) ||
         std::ranges::any_of(move.form, asks_reason);
}

void check_reason(LifecycleCheck& check, const Move& move, const Choice& choice) {
  const Lifecycle& lifecycle = check.lifecycle;
  const std::string field = field_of(lifecycle, move);
  if (may_end_in(lifecycle, choice.target, Phase::settled) && !gives_reason(move, choice)) {
    check.add(Lemma::reasoned, field,
              fmt::format("{} settles a case without a reason: ask for one or set it", move.name));
  }
  if (may_end_in(lifecycle, choice.target, Phase::final_) && comes_from(lifecycle, move, Phase::open)) {
    check.add(Lemma::reasoned, field, fmt::format("{} makes an open case final; it must settle first", move.name));
  }
  if (choice.target.kind != TargetKind::same && comes_from(lifecycle, move, Phase::final_)) {
    check.add(Lemma::reasoned, field, fmt::format("{} leads out of a final state", move.name));
  }
}

// Everybody who works on cases of this lifecycle may not be the one who makes the move.
bool bars_workers(const Lifecycle& lifecycle, const Move& move) {
  for (const Relation relation : {Relation::lead, Relation::party, Relation::assignee}) {
    const auto is_of = [&](const auto& entry) { return entry.second.relation == relation; };
    const auto is_barred = [&](const std::string& word) { return lifecycle.actors.at(word).relation == relation; };
    if (std::ranges::any_of(lifecycle.actors, is_of) && !std::ranges::any_of(move.not_by, is_barred)) return false;
  }
  return true;
}

bool is_independent(const Lifecycle& lifecycle, const Move& move, const std::string& word) {
  const Relation relation = lifecycle.actors.at(word).relation;
  if (relation == Relation::requester) return true;
  return relation != Relation::system && !is_worker(relation) && bars_workers(lifecycle, move);
}

// A system move closes in silence; that is fair only where somebody independent could have spoken.
bool somebody_could_object(const Lifecycle& lifecycle, const Move& closing) {
  return std::ranges::all_of(closing.from, [&](const std::string& from) {
    if (lifecycle.state(from)->phase != Phase::open) return true;
    return std::ranges::any_of(lifecycle.moves, [&](const Move& move) {
      const auto stays_open = [&](const Choice& choice) { return may_end_in(lifecycle, choice.target, Phase::open); };
      const auto is_free = [&](const std::string& word) { return is_independent(lifecycle, move, word); };
      return has(move.from, from) && std::ranges::any_of(move.choices, stays_open) &&
             std::ranges::any_of(move.by, is_free);
    });
  });
}

void check_independence(LifecycleCheck& check, const Move& move) {
  const Lifecycle& lifecycle = check.lifecycle;
  const auto closes = [](const Choice& choice) {
    return choice.target.kind != TargetKind::drawn && has(ends_of(choice.target), kClosed);
  };
  if (!comes_from(lifecycle, move, Phase::open) || !std::ranges::any_of(move.choices, closes)) return;
  for (const std::string& word : move.by) {
    const bool is_system = lifecycle.actors.at(word).relation == Relation::system;
    if (is_system ? somebody_could_object(lifecycle, move) : is_independent(lifecycle, move, word)) continue;
    check.add(Lemma::independent, field_of(lifecycle, move),
              fmt::format("{} may close its own case by {}: bar who works on it with `not`, or draw a sample", word,
                          move.name));
  }
}

void check_ask(LifecycleCheck& check, const AskRule& ask) {
  const auto is_asker = [&](const std::string& word) { return has(ask.by, word); };
  if (std::ranges::all_of(ask.decide, is_asker)) {
    check.add(Lemma::independent, "asks." + ask.name, "only who asks decides it");
  }
  const bool settles = may_end_in(check.lifecycle, ask.granted, Phase::settled) ||
                       may_end_in(check.lifecycle, ask.granted, Phase::final_);
  if (settles) check.add(Lemma::reasoned, "asks." + ask.name, "an ask may not settle a case: make it a move");
}

}  // namespace

void check_settling(LifecycleCheck& check) {
  for (const Move& move : check.lifecycle.moves) {
    for (const Choice& choice : move.choices) check_reason(check, move, choice);
    check_independence(check, move);
  }
  for (const AskRule& ask : check.lifecycle.asks) check_ask(check, ask);
}

}  // namespace huiyin
