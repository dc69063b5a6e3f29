#include "http/schema.h"

namespace huiyin::http {

std::string Schemas::set(const std::string& name, json::Object schema) {
  components_[name] = std::move(schema);
  return name;
}

void Schemas::set_property(const std::string& component, std::string_view property, json::Value schema) {
  components_[component]["properties"].as_object()[property] = std::move(schema);
}

json::Object Schemas::all() const {
  json::Object all;
  for (const auto& [name, schema] : components_) all[name] = schema;
  return all;
}

json::Object Schemas::reference(std::string_view name) {
  return {{"$ref", fmt::format("#/components/schemas/{}", name)}};
}

void Schemas::require(const std::string& name, const std::vector<std::string>& members) {
  components_[name]["required"] = json::Array(members.begin(), members.end());
}

std::string Schemas::body_name(std::string name) {
  return name.ends_with("Input") ? name : name + "Input";
}

json::Object Schemas::instant_schema() {
  return {{"type", json::Array{"string", "null"}}, {"format", "date-time"}};
}

json::Object Schemas::point_schema() {
  const json::Object degrees{{"type", "number"}};
  return {{"type", "object"},
          {"properties", json::Object{{"lat", degrees}, {"lon", degrees}}},
          {"required", json::Array{"lat", "lon"}},
          {"additionalProperties", false}};
}

json::Value Schemas::typed(std::string_view type) {
  return json::Object{{"type", type}};
}

json::Value Schemas::word_schema(std::span<const json::detail::EnumWord> words) {
  json::Array allowed;
  for (const auto word : json::detail::only_words(words)) allowed.emplace_back(word);
  return json::Object{{"type", "string"}, {"enum", std::move(allowed)}};
}

json::Value Schemas::list_schema(json::Value items) {
  return json::Object{{"type", "array"}, {"items", std::move(items)}};
}

json::Value Schemas::map_schema(json::Value items) {
  return json::Object{{"type", "object"}, {"additionalProperties", std::move(items)}};
}

void Schemas::put(Shape& shape, std::string_view name, json::Value schema) {
  shape.properties[name] = std::move(schema);
  shape.names.emplace_back(name);
}

bool Schemas::begin(const std::string& name) {
  return components_.try_emplace(name).second;
}

void Schemas::finish(const std::string& name, Shape shape, Way way) {
  json::Object schema{{"type", "object"}, {"properties", std::move(shape.properties)}, {"additionalProperties", false}};
  if (way == Way::out) schema["required"] = std::move(shape.names);
  components_[name] = std::move(schema);
}

json::Object Schemas::nullable(json::Value schema) {
  return {{"anyOf", json::Array{std::move(schema), json::Object{{"type", "null"}}}}};
}

}  // namespace huiyin::http
