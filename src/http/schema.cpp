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

json::Object Schemas::nullable(json::Value schema) {
  return {{"anyOf", json::Array{std::move(schema), json::Object{{"type", "null"}}}}};
}

}  // namespace huiyin::http
