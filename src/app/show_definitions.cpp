#include "app/show_definitions.h"

#include "domain/form.h"

namespace huiyin {

namespace {

json::Value wording_json(const Wording& wording) {
  return json::Object{{"zh", wording.zh}, {"en", wording.en}};
}

json::Array words_json(const std::vector<std::string>& words) {
  return json::Array(words.begin(), words.end());
}

json::Value intake_json(const IntakeField& field) {
  json::Object object{{"field", field.name}, {"required", field.required}};
  if (const auto* rule = field_rule(field.name)) {
    object["kind"] = json::enum_name(rule->kind);
    object["length_max"] = rule->length_max;
    object["values"] = json::Array(rule->values.begin(), rule->values.end());
  }
  return object;
}

json::Value programme_json(const Programme& programme) {
  json::Array form;
  for (const auto& field : programme.form) form.push_back(intake_json(field));
  return json::Object{{"name", programme.name},
                      {"title", wording_json(programme.title)},
                      {"lifecycle", programme.lifecycle},
                      {"open_to_residents", programme.open_to_residents},
                      {"doors", words_json(programme.doors)},
                      {"opened_by", words_json(programme.opened_by)},
                      {"types", words_json(programme.types)},
                      {"default_type", programme.default_type},
                      {"form", std::move(form)},
                      {"public_fields", words_json(programme.public_fields)},
                      {"precision", json::enum_name(programme.precision)},
                      {"is_public", programme.is_public},
                      {"links_to", programme.links_to}};
}

json::Value category_json(const Category& category) {
  json::Array answer;
  for (const auto& limit : category.answer) answer.emplace_back(to_string(limit));
  return json::Object{{"code", category.code},
                      {"key", category.key},
                      {"title", wording_json(category.title)},
                      {"answer", std::move(answer)},
                      {"precision", json::enum_name(category.precision)},
                      {"urgent", category.urgent}};
}

json::Value state_json(const State& state) {
  return json::Object{{"name", state.name},
                      {"phase", json::enum_name(state.phase)},
                      {"clock", state.clock},
                      {"wording", wording_json(state.wording)}};
}

json::Value move_json(const Move& move) {
  json::Array form, choices;
  for (const auto& field : move.form) form.push_back(intake_json({field.field, field.required}));
  for (const auto& choice : move.choices) {
    if (!choice.name.empty()) choices.emplace_back(choice.name);
  }
  return json::Object{{"name", move.name},
                      {"title", wording_json(move.title)},
                      {"from", words_json(move.from)},
                      {"by", words_json(move.by)},
                      {"second_person", move.with},
                      {"form", std::move(form)},
                      {"choices", std::move(choices)},
                      {"commutes", move.commutes}};
}

}  // namespace

json::Value site_json(const Definitions& definitions) {
  return json::Object{{"prefix", definitions.site.prefix},
                      {"name", wording_json(definitions.site.name)},
                      {"zone", definitions.site.zone},
                      {"edition", definitions.edition},
                      {"grids_count", definitions.places.grids_count()}};
}

json::Value programmes_json(const Definitions& definitions) {
  json::Array list;
  for (const auto& [name, programme] : definitions.programmes) list.push_back(programme_json(programme));
  return list;
}

json::Value categories_json(const Definitions& definitions) {
  json::Array list;
  for (const auto& category : definitions.categories.all()) list.push_back(category_json(category));
  return list;
}

json::Value units_json(const Definitions& definitions) {
  json::Array list;
  for (const auto& unit : definitions.units.all()) {
    list.push_back(json::Object{{"code", unit.code},
                                {"name", wording_json(unit.name)},
                                {"kind", json::enum_name(unit.kind)},
                                {"parent", unit.parent}});
  }
  return list;
}

json::Value places_json(const Definitions& definitions) {
  json::Array list;
  for (const auto& node : definitions.places.nodes()) {
    list.push_back(json::Object{{"code", node.code}, {"name", wording_json(node.name)}, {"unit", node.unit}});
  }
  return list;
}

Result<json::Value> lifecycle_json(const Definitions& definitions, const std::string& name) {
  const auto found = definitions.lifecycles.find(name);
  if (found == definitions.lifecycles.end()) return refuse(RefusalCode::unknown_thing, "there is no lifecycle " + name);
  json::Array states, moves;
  for (const auto& state : found->second.states) states.push_back(state_json(state));
  for (const auto& move : found->second.moves) moves.push_back(move_json(move));
  return json::Object{{"name", name},
                      {"title", wording_json(found->second.title)},
                      {"initial", found->second.initial},
                      {"states", std::move(states)},
                      {"moves", std::move(moves)}};
}

}  // namespace huiyin
