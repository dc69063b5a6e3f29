#include <fmt/format.h>

#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

std::optional<By> first_standing(const std::vector<std::string>& words, const Turn& turn) {
  for (const auto& word : words) {
    if (auto by = standing(turn.lifecycle, word, turn.self(), turn.context.actor, turn.today())) return by;
  }
  return std::nullopt;
}

std::unexpected<Refusal> not_yours(const std::string& what, std::vector<std::string> words) {
  return refuse(RefusalCode::not_your_role, fmt::format("'{}' is not for your post in this case", what), {},
                std::move(words));
}

// The ask the command means: the one it names, or the only open one.
Result<Ask*> asked(Turn& turn) {
  const auto named = turn.form.numbers.find("ask");
  std::vector<Ask*> open;
  for (Ask& ask : turn.self().asks) {
    if (ask.state != AskState::open) continue;
    if (named == turn.form.numbers.end() || named->second == ask.id) open.push_back(&ask);
  }
  if (open.size() == 1) return open.front();
  return refuse(RefusalCode::rule_not_met, open.empty() ? "no such request is waiting" : "say which request is meant",
                "/ask");
}

void close_ask(Turn& turn, Ask& ask, AskState state) {
  ask.state = state;
  stop_clocks_of(turn.self(), ClockOwner::ask, ask.id, turn.world());
}

Result<void> different_person(const Ask& ask, const Turn& turn) {
  if (ask.by_account != turn.context.actor.account) return {};
  return refuse(RefusalCode::needs_second_person, "the one who proposed it cannot also approve it");
}

// The second person's half of a move: the first one's codes, everybody's rules anew.
Result<std::vector<DraftEvent>> grant_move(const Move& move, Ask& ask, Turn& turn) {
  if (auto ok = different_person(ask, turn); !ok) return std::unexpected(ok.error());
  const auto by = first_standing({move.with}, turn);
  if (!by) return not_yours("grant", {move.with});
  for (const auto& word : move.not_by) {
    if (!is_involved(turn.lifecycle, word, turn.self(), turn.context.actor, turn.today())) continue;
    return refuse(RefusalCode::conflict_of_interest, "the second person must stand outside the units that handle it");
  }
  if (auto ok = check_guards(move.guards, turn); !ok) return std::unexpected(ok.error());
  turn.by = *by;
  auto words = turn.form.words;
  turn.form = form_of(ask.codes);
  turn.form.words = std::move(words);
  close_ask(turn, ask, AskState::granted);
  return carry_out(move, turn);
}

Result<std::vector<DraftEvent>> deny_move(const Move& move, Ask& ask, Turn& turn) {
  const auto by = first_standing({move.with}, turn);
  if (!by) return not_yours("deny", {move.with});
  turn.by = *by;
  close_ask(turn, ask, AskState::denied);
  return events_of(turn, move.name + ".denied", false);
}

Result<std::vector<DraftEvent>> settle_ask(const AskRule& rule, Ask& ask, bool grants, Turn& turn) {
  const auto by = first_standing(rule.decide, turn);
  if (!by) return not_yours(grants ? "grant" : "deny", rule.decide);
  if (auto ok = different_person(ask, turn); !ok) return std::unexpected(ok.error());
  turn.by = *by;
  auto words = turn.form.words;
  turn.form = form_of(ask.codes);
  turn.form.words = std::move(words);
  // A dispute is credited from when it was raised.
  turn.before.front().prior.since_at_ms = ask.asked_at_ms;
  close_ask(turn, ask, grants ? AskState::granted : AskState::denied);
  if (auto done = run_effects(grants ? rule.on_granted : rule.on_denied, turn); !done) {
    return std::unexpected(done.error());
  }
  if (grants) {
    if (auto done = go_to(rule.granted, turn); !done) return std::unexpected(done.error());
  }
  turn.before.front().prior.since_at_ms = turn.after.front().prior.since_at_ms;
  return events_of(turn, rule.name + (grants ? ".granted" : ".denied"), false);
}

}  // namespace

void open_ask(Turn& turn, const std::string& kind) {
  auto& asks = turn.self().asks;
  const int32_t id = asks.empty() ? 1 : asks.back().id + 1;
  asks.push_back({.id = id,
                  .kind = kind,
                  .by_unit = turn.by.unit,
                  .by_account = turn.context.actor.account,
                  .asked_at_ms = turn.context.now_at_ms,
                  .codes = codes_of(turn.form)});
}

Result<std::vector<DraftEvent>> make_ask(const Command& command, Turn& turn) {
  const AskRule& rule = *turn.lifecycle.ask(command.name);
  if (std::ranges::find(rule.from, turn.self().state) == rule.from.end()) {
    return refuse(RefusalCode::command_not_allowed,
                  fmt::format("'{}' cannot be asked while the case is '{}'", rule.name, turn.self().state), {},
                  rule.from);
  }
  const auto by = first_standing(rule.by, turn);
  if (!by) return not_yours(rule.name, rule.by);
  turn.by = *by;
  if (command.version && *command.version != turn.self().version) {
    return refuse(RefusalCode::stale_version,
                  fmt::format("the case is at version {}, you saw {}", turn.self().version, *command.version),
                  "/version");
  }
  if (auto ok = check_guards(rule.guards, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = check_form(rule.form, turn.form); !ok) return std::unexpected(ok.error());
  open_ask(turn, rule.name);
  if (!rule.clock.empty()) {
    const auto started = start_clock(turn.self(), rule.clock, turn.self().asks.back().id,
                                     turn.today().units.centre().code, turn.world());
    if (!started) return std::unexpected(started.error());
  }
  return events_of(turn, rule.name, false);
}

Result<std::vector<DraftEvent>> decide_ask(const Command& command, Turn& turn) {
  const auto ask = asked(turn);
  if (!ask) return std::unexpected(ask.error());
  const bool grants = command.name == "grant";
  if (const AskRule* rule = turn.lifecycle.ask((*ask)->kind)) return settle_ask(*rule, **ask, grants, turn);
  const Move* move = turn.lifecycle.move((*ask)->kind, turn.self().state);
  if (move == nullptr) {
    return refuse(RefusalCode::command_not_allowed,
                  fmt::format("the case has moved on; '{}' no longer fits here", (*ask)->kind));
  }
  return grants ? grant_move(*move, **ask, turn) : deny_move(*move, **ask, turn);
}

}  // namespace huiyin
