#include <algorithm>

#include "definitions/lifecycle_reader.h"

namespace huiyin {

namespace {

bool has_field(const std::vector<FormField>& form, std::string_view field) {
  return std::ranges::find(form, field, &FormField::field) != form.end();
}

}  // namespace

void LifecycleReader::read_moves(const yaml::Value& moves) {
  for (const yaml::Value& value : moves.items()) {
    remember(value);
    Move move = read_move(value);
    check_move_is_new(value, move);
    out_.moves.push_back(std::move(move));
  }
}

Move LifecycleReader::read_move(const yaml::Value& value) {
  const yaml::Map map = value.map(
      {"do", "title", "from", "to", "choose", "by", "if", "not", "with", "form", "then", "commutes", "silent"});
  Move move;
  move.name = map.required("do").word();
  move.title = map.required("title").wording();
  move.from = state_list(map.required("from"));
  move.by = actors(map.required("by"));
  move.guards = read_guards(map["if"]);
  move.not_by = actors(map["not"]);
  if (map["with"]) move.with = actor(map["with"]);
  move.form = form(map["form"]);
  move.effects = read_effects(map["then"]);
  move.commutes = map["commutes"].boolean();
  move.silent = map["silent"].boolean();
  read_choices(map, move);
  check_fields(value, move.effects, move.form);
  for (const Choice& choice : move.choices) check_fields(value, choice.effects, move.form);
  check_choice_field(value, move);
  return move;
}

void LifecycleReader::read_choices(const yaml::Map& map, Move& move) const {
  if (map["to"] && map["choose"]) map["choose"].complain("a move has either to or choose");
  if (!map["choose"]) {
    move.choices.push_back({"", read_target(map.required("to")), {}});
    return;
  }
  for (const auto& [name, value] : map["choose"].named_entries()) move.choices.push_back(read_choice(name, value));
  if (move.choices.size() < 2) map["choose"].complain("needs at least two choices; with one, write to");
}

Choice LifecycleReader::read_choice(const std::string& name, const yaml::Value& value) const {
  const bool is_condition = value.is_map() && (yaml::Map{value}["below"] || yaml::Map{value}["drawn"]);
  if (!value.is_map() || is_condition) return {name, read_target(value), {}};
  const yaml::Map map = value.map({"to", "then"});
  return {name, read_target(map.required("to")), read_effects(map["then"])};
}

Target LifecycleReader::read_target(const yaml::Value& value) const {
  Target target;
  if (value.is_map()) {
    read_condition(value, target);
    return target;
  }
  const std::string word = value.word();
  if (word == "same" || word == "prior") {
    target.kind = word == "same" ? TargetKind::same : TargetKind::prior;
  } else if (!word.empty()) {
    target.state = state_name(value);
  }
  return target;
}

void LifecycleReader::read_condition(const yaml::Value& value, Target& target) const {
  const yaml::Map map = value.map({"below", "drawn", "to", "else"});
  const bool by_counter = static_cast<bool>(map["below"]);
  if (by_counter == static_cast<bool>(map["drawn"])) value.complain("needs one of: below, drawn");
  target.kind = by_counter ? TargetKind::below_counter : TargetKind::drawn;
  target.name = by_counter ? counter(map["below"]) : map["drawn"].word();
  target.state = state_name(map.required("to"));
  target.otherwise = state_name(map.required("else"));
}

void LifecycleReader::check_choice_field(const yaml::Value& at, const Move& move) const {
  const bool asked = has_field(move.form, "choice");
  if (move.choices.size() < 2) {
    if (asked) at.complain("the form asks for a choice, but there is none");
    return;
  }
  // A rating decides by itself: solved and not dissatisfied is `ok`, anything else `bad`.
  const auto is_rating_word = [](const Choice& choice) { return choice.name == "ok" || choice.name == "bad"; };
  const bool by_rating = has_field(move.form, "resolved") && std::ranges::all_of(move.choices, is_rating_word);
  if (!asked && !by_rating)
    at.complain("the form must ask for the choice (or for resolved, choosing between ok and bad)");
}

void LifecycleReader::check_move_is_new(const yaml::Value& at, const Move& move) const {
  for (const std::string& from : move.from) {
    if (out_.move(move.name, from) != nullptr) {
      at.complain(fmt::format("another move \"{}\" already leads out of \"{}\"", move.name, from));
    }
  }
  constexpr std::string_view taken[] = {"grant", "deny", "approve"};
  const bool is_taken = std::ranges::find(taken, move.name) != std::end(taken);
  const bool is_ask = std::ranges::find(ask_names_, move.name) != ask_names_.end();
  if (is_taken || is_ask) at.complain(fmt::format("\"{}\" is the command of an ask", move.name));
}

}  // namespace huiyin
