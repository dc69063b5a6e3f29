// Guards and effects: a word of a closed list, alone or with the name it acts on.
#include <algorithm>
#include <optional>

#include "definitions/lifecycle_reader.h"

namespace huiyin {

namespace {

using NameKind = LifecycleReader::NameKind;

NameKind naming_of(GuardKind kind) {
  switch (kind) {
    case GuardKind::below: return NameKind::counter;
    case GuardKind::within:
    case GuardKind::before: return NameKind::clock;
    case GuardKind::flag:
    case GuardKind::no_flag: return NameKind::flag;
    case GuardKind::no_open_ask:
    case GuardKind::has_open_ask: return NameKind::ask;
    case GuardKind::kind_of_channel: return NameKind::word;
    case GuardKind::has_link:
    case GuardKind::no_link: return NameKind::link;
    default: return NameKind::nothing;
  }
}

NameKind naming_of(EffectKind kind) {
  switch (kind) {
    case EffectKind::start:
    case EffectKind::stop:
    case EffectKind::credit:
    case EffectKind::extend:
    case EffectKind::review_at: return NameKind::clock;
    case EffectKind::count: return NameKind::counter;
    case EffectKind::set_flag:
    case EffectKind::clear_flag: return NameKind::flag;
    case EffectKind::set_column: return NameKind::column;
    case EffectKind::set_reason: return NameKind::word;
    case EffectKind::link_parent:
    case EffectKind::link: return NameKind::link;
    default: return NameKind::nothing;
  }
}

// The form field an effect takes its value from; empty when it needs none.
std::string_view field_of(EffectKind kind) {
  switch (kind) {
    case EffectKind::set_lead: return "lead";
    case EffectKind::add_parties: return "parts";
    case EffectKind::set_assignee: return "assignee";
    case EffectKind::extend: return "until";
    case EffectKind::review_at: return "review_at";
    case EffectKind::set_category: return "category";
    case EffectKind::set_place: return "place";
    case EffectKind::set_type: return "type";
    case EffectKind::rate: return "resolved";
    case EffectKind::supervise: return "level";
    case EffectKind::set_outside: return "to";
    case EffectKind::link_parent: return "parent";
    case EffectKind::link: return "related";
    case EffectKind::exclude: return "reason";
    case EffectKind::review: return "unit";
    default: return "";
  }
}

template <class E>
struct Word {
  E kind{};
  yaml::Value name;  // missing when the word stands alone
};

// `lock` or `{below: returns}`.
template <class E>
std::optional<Word<E>> read_word(const yaml::Value& value) {
  if (!value.is_map()) {
    const E kind = value.one_of<E>();
    if (!value.is_scalar() || json::enum_name(kind) != value.text()) return std::nullopt;
    if (naming_of(kind) != NameKind::nothing) {
      value.complain(fmt::format("needs a name: {{{}: name}}", json::enum_name(kind)));
      return std::nullopt;
    }
    return Word<E>{kind, {}};
  }
  const auto entries = value.entries();
  const auto kind = entries.size() == 1 ? json::enum_from<E>(entries.front().first) : std::nullopt;
  if (!kind || naming_of(*kind) == NameKind::nothing) {
    value.complain(fmt::format("must be {{word: name}} with a word that takes a name, or one of the words alone: {}",
                               fmt::join(json::enum_words<E>(), ", ")));
    return std::nullopt;
  }
  return Word<E>{*kind, entries.front().second};
}

}  // namespace

std::string LifecycleReader::name_behind(const yaml::Value& value, NameKind kind) const {
  switch (kind) {
    case NameKind::clock: return clock_name(value);
    case NameKind::counter: return counter(value);
    case NameKind::flag: return flag(value);
    case NameKind::ask: return ask_name(value);
    case NameKind::link: return link_kind(value);
    case NameKind::column:
      return known(value, "column", {"dispatched", "in_grid", "on_the_spot", "at_once", "deliberated", "imported"});
    case NameKind::word: return value.word();
    case NameKind::nothing: return {};
  }
  return {};
}

std::vector<Guard> LifecycleReader::read_guards(const yaml::Value& value) const {
  std::vector<Guard> guards;
  for (const yaml::Value& item : value.items()) {
    const auto word = read_word<GuardKind>(item);
    if (word) guards.push_back({word->kind, name_behind(word->name, naming_of(word->kind))});
  }
  return guards;
}

std::vector<Effect> LifecycleReader::read_effects(const yaml::Value& value) const {
  std::vector<Effect> effects;
  for (const yaml::Value& item : value.items()) {
    const auto word = read_word<EffectKind>(item);
    if (word) effects.push_back({word->kind, name_behind(word->name, naming_of(word->kind))});
  }
  return effects;
}

void LifecycleReader::check_fields(const yaml::Value& at, const std::vector<Effect>& effects,
                                   const std::vector<FormField>& form) const {
  for (const Effect& effect : effects) {
    const std::string_view field = field_of(effect.kind);
    if (field.empty() || std::ranges::find(form, field, &FormField::field) != form.end()) continue;
    at.complain(fmt::format("effect {} needs the form field {}", json::enum_name(effect.kind), field));
  }
}

}  // namespace huiyin
