#include "domain/decide.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "domain/decide_parts.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

std::set<std::string> commands_from(const Lifecycle& lifecycle, std::string_view state) {
  std::set<std::string> names;
  for (const Move& move : lifecycle.moves) {
    if (std::ranges::find(move.from, state) != move.from.end()) names.insert(move.name);
  }
  return names;
}

// The answer to a command that has no place here says which ones have.
std::unexpected<Refusal> not_allowed(const Turn& turn, const std::string& name) {
  const auto names = commands_from(turn.lifecycle, turn.self().state);
  return refuse(RefusalCode::command_not_allowed,
                fmt::format("'{}' cannot be done while the case is '{}'", name, turn.self().state), {},
                {names.begin(), names.end()});
}

const Choice* find_choice(const Move& move, const std::string& name) {
  const auto found = std::ranges::find(move.choices, name, &Choice::name);
  return found == move.choices.end() ? nullptr : &*found;
}

// A rating chooses by itself: not solved or dissatisfied is `bad`.
std::string choice_of_rating(const FormData& form) {
  const auto says = [&](const char* field, std::string_view word) {
    const auto found = form.codes.find(field);
    return found != form.codes.end() && found->second == word;
  };
  return says("resolved", "no") || says("satisfied", "dissatisfied") ? "bad" : "ok";
}

Result<const Choice*> choose(const Move& move, FormData& form) {
  if (move.choices.size() == 1 && move.choices.front().name.empty()) return &move.choices.front();
  if (!form.codes.contains("choice") && find_choice(move, "ok") != nullptr) {
    form.codes["choice"] = choice_of_rating(form);
  }
  const Choice* choice = find_choice(move, form.codes.contains("choice") ? form.codes.at("choice") : std::string{});
  if (choice != nullptr) return choice;
  Refusal refusal{RefusalCode::invalid_input, fmt::format("'{}' needs a choice", move.name), "/choice", {}};
  for (const auto& option : move.choices) refusal.allowed.push_back(option.name);
  return std::unexpected(std::move(refusal));
}

// First round of a move that needs two: it waits as an ask until somebody else grants it.
Result<std::vector<DraftEvent>> propose(const Move& move, Turn& turn) {
  open_ask(turn, move.name);
  return events_of(turn, move.name + ".proposed", false);
}

Result<std::vector<DraftEvent>> decide_move(const Move& move, const Command& command, Turn& turn) {
  if (auto ok = check_actor(move, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = check_version(move, command, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = check_guards(move.guards, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = check_form(move.form, turn.form); !ok) return std::unexpected(ok.error());
  if (!move.with.empty()) return propose(move, turn);
  return carry_out(move, turn);
}

void collect(std::vector<CaseId>& ids, CaseId id) {
  if (id != 0 && std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
}

}  // namespace

Result<void> check_actor(const Move& move, Turn& turn) {
  const auto& actor = turn.context.actor;
  std::optional<By> by;
  for (const auto& word : move.by) {
    if (!by) by = standing(turn.lifecycle, word, turn.self(), actor, turn.today());
  }
  if (!by) {
    return refuse(RefusalCode::not_your_role, fmt::format("'{}' is not for your post in this case", move.name), {},
                  move.by);
  }
  for (const auto& word : move.not_by) {
    if (!is_involved(turn.lifecycle, word, turn.self(), actor, turn.today())) continue;
    return refuse(RefusalCode::conflict_of_interest,
                  fmt::format("'{}' must be done by somebody outside the units that handle the case", move.name));
  }
  turn.by = *by;
  return {};
}

Result<void> check_version(const Move& move, const Command& command, const Turn& turn) {
  const Case& state = turn.self();
  if (command.version && *command.version != state.version) {
    return refuse(RefusalCode::stale_version,
                  fmt::format("the case is at version {}, you saw {}; look again", state.version, *command.version),
                  "/version");
  }
  if (move.commutes) return {};
  const bool staff = turn.context.actor.kind == ActorKind::staff;
  if (staff && !command.version) {
    return refuse(RefusalCode::invalid_input, "say which version of the case you saw", "/version");
  }
  return staff ? check_guards({{GuardKind::lock_free, {}}}, turn) : Result<void>{};
}

Result<void> check_form(const std::vector<FormField>& fields, const FormData& form) {
  for (const FormField& field : fields) {
    if (!field.required || field.field == "choice" || is_filled(form, field.field)) continue;
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' is needed", field.field), "/" + field.field);
  }
  const auto is_asked = [&](std::string_view name) {
    return name == "choice" || std::ranges::any_of(fields, [&](const FormField& f) { return f.field == name; });
  };
  for (const auto& name : filled_fields(form)) {
    if (is_asked(name)) continue;
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' has no place in this form", name), "/" + name);
  }
  return {};
}

Result<std::vector<DraftEvent>> carry_out(const Move& move, Turn& turn) {
  const auto choice = choose(move, turn.form);
  if (!choice) return std::unexpected(choice.error());
  const auto given_reason = turn.form.codes.find("reason");
  if (given_reason != turn.form.codes.end()) turn.self().reason = given_reason->second;
  if (auto done = run_effects(move.effects, turn); !done) return std::unexpected(done.error());
  if (auto done = run_effects((*choice)->effects, turn); !done) return std::unexpected(done.error());
  if ((*choice)->target.kind == TargetKind::prior && turn.before.front().prior.state.empty()) {
    return refuse(RefusalCode::rule_not_met, "there is no earlier state to go back to");
  }
  const std::string reason = turn.self().reason;
  if (auto done = go_to((*choice)->target, turn); !done) return std::unexpected(done.error());
  turn.self().reason = turn.self().phase == Phase::open ? std::string{} : reason;
  return events_of(turn, move.name, move.silent);
}

std::vector<CaseId> cases_touched(const Case& state, const Command& command) {
  std::vector<CaseId> ids;
  if (const auto parent = command.form.numbers.find("parent"); parent != command.form.numbers.end()) {
    collect(ids, parent->second);
  }
  if (command.name == "unmerge") {
    for (const Link& link : state.links) collect(ids, link.kind == "parent" ? link.case_id : 0);
  }
  for (const auto& [name, list] : command.form.case_lists) {
    for (const CaseId id : list) collect(ids, id);
  }
  std::erase(ids, state.id);
  return ids;
}

Result<std::vector<DraftEvent>> decide(const std::vector<Case>& states, const Command& command,
                                       const Context& context) {
  auto turn = begin_turn(states, command.form, context);
  if (!turn) return std::unexpected(turn.error());
  if (command.name == "grant" || command.name == "deny") return decide_ask(command, *turn);
  if (turn->lifecycle.ask(command.name) != nullptr) return make_ask(command, *turn);
  if (command.name.find('.') != std::string::npos) return decide_part(command, *turn);
  const Move* move = turn->lifecycle.move(command.name, turn->self().state);
  if (move == nullptr) return not_allowed(*turn, command.name);
  return decide_move(*move, command, *turn);
}

}  // namespace huiyin
