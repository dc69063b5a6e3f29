// References of a lifecycle file: names that must be written elsewhere in it, or belong to a closed list.
#include <algorithm>

#include "definitions/lifecycle_reader.h"
#include "domain/form.h"

namespace huiyin {

bool LifecycleReader::is_state(std::string_view name) const {
  return std::ranges::find(state_names_, name) != state_names_.end();
}

bool LifecycleReader::is_state_word(std::string_view name) {
  constexpr std::string_view words[] = {"open", "settled", "any", "same", "prior"};
  return std::ranges::find(words, name) != std::end(words);
}

std::string LifecycleReader::known(const yaml::Value& value, std::string_view kind,
                                   const std::vector<std::string>& names) const {
  std::string name = value.word();
  if (name.empty() || std::ranges::find(names, name) != names.end()) return name;
  value.complain(fmt::format("no {} is named \"{}\"; there are: {}", kind, name, fmt::join(names, ", ")));
  return {};
}

std::string LifecycleReader::state_name(const yaml::Value& value) const {
  return known(value, "state", state_names_);
}

std::vector<std::string> LifecycleReader::states_of_word(const std::string& word) const {
  if (const auto group = groups_.find(word); group != groups_.end()) return group->second;
  if (is_state(word)) return {word};
  std::vector<std::string> list;
  for (const std::string& name : state_names_) {
    const Phase phase = phases_.at(name);
    const bool is_open = word == "open" && phase == Phase::open;
    const bool is_settled = word == "settled" && phase == Phase::settled;
    if (word == "any" || is_open || is_settled) list.push_back(name);
  }
  return list;
}

std::vector<std::string> LifecycleReader::state_list(const yaml::Value& value) const {
  std::vector<std::string> list;
  for (const yaml::Value& item : value.items()) {
    const std::string word = item.word();
    if (word.empty()) continue;
    const auto states = states_of_word(word);
    if (states.empty())
      item.complain(fmt::format("\"{}\" is no state, no group and none of: open, settled, any", word));
    for (const std::string& state : states) {
      if (std::ranges::find(list, state) == list.end()) list.push_back(state);
    }
  }
  return list;
}

std::string LifecycleReader::clock_name(const yaml::Value& value) const {
  return known(value, "clock", clock_names_);
}

std::string LifecycleReader::clock_of(const yaml::Value& value, ClockOwner owner) const {
  std::string name = clock_name(value);
  const auto clock = out_.clocks.find(name);
  if (clock != out_.clocks.end() && clock->second.owner != owner) {
    value.complain(fmt::format("clock \"{}\" must have owner: {}", name, json::enum_name(owner)));
  }
  return name;
}

std::string LifecycleReader::actor(const yaml::Value& value) const {
  std::vector<std::string> names;
  for (const auto& [name, rule] : out_.actors) names.push_back(name);
  return known(value, "actor", names);
}

std::vector<std::string> LifecycleReader::actors(const yaml::Value& value) const {
  std::vector<std::string> list;
  for (const yaml::Value& item : value.items()) {
    std::string name = actor(item);
    if (name.empty()) continue;
    if (std::ranges::find(list, name) != list.end()) item.complain(fmt::format("\"{}\" stands here twice", name));
    list.push_back(std::move(name));
  }
  if (value && list.empty()) value.complain("names nobody");
  return list;
}

std::string LifecycleReader::counter(const yaml::Value& value) const {
  std::vector<std::string> names;
  for (const auto& [name, bound] : out_.counters) names.push_back(name);
  return known(value, "counter", names);
}

std::string LifecycleReader::flag(const yaml::Value& value) const {
  return known(value, "flag", out_.flags);
}

std::string LifecycleReader::ask_name(const yaml::Value& value) const {
  return known(value, "ask", ask_names_);
}

std::string LifecycleReader::link_kind(const yaml::Value& value) const {
  static const std::vector<std::string> kinds = {"parent",      "child",        "repeat_of", "repeated_by",
                                                 "whistled_by", "whistles_for", "related"};
  return known(value, "link kind", kinds);
}

std::vector<FormField> LifecycleReader::form(const yaml::Value& value) const {
  std::vector<FormField> fields;
  for (const yaml::Value& item : value.items()) {
    std::string name = item.text();
    const bool optional = name.ends_with('?');
    if (optional) name.pop_back();
    if (name.empty()) continue;
    if (field_rule(name) == nullptr) item.complain(fmt::format("no form field is named \"{}\"", name));
    if (std::ranges::find(fields, name, &FormField::field) != fields.end()) item.complain("stands in the form twice");
    fields.push_back({std::move(name), !optional});
  }
  return fields;
}

}  // namespace huiyin
