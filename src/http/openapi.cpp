#include "http/openapi.h"

#include <algorithm>
#include <vector>

#include "http/server/problem.h"

namespace huiyin::http {
namespace {

constexpr const char* kProblem = "Problem";

void append_indented(std::string& out, const json::Value& value, size_t depth);

void append_break(std::string& out, size_t depth) {
  out += '\n';
  out.append(depth * 2, ' ');
}

void append_object(std::string& out, const json::Object& object, size_t depth) {
  std::vector<std::string_view> keys;
  for (const auto& member : object) keys.emplace_back(member.key());
  std::ranges::sort(keys);
  out += '{';
  for (const auto key : keys) {
    if (out.back() != '{') out += ',';
    append_break(out, depth + 1);
    json::append_string(out, key);
    out += ": ";
    append_indented(out, object.at(key), depth + 1);
  }
  append_break(out, depth);
  out += '}';
}

void append_array(std::string& out, const json::Array& array, size_t depth) {
  out += '[';
  for (const auto& item : array) {
    if (out.back() != '[') out += ',';
    append_break(out, depth + 1);
    append_indented(out, item, depth + 1);
  }
  append_break(out, depth);
  out += ']';
}

void append_indented(std::string& out, const json::Value& value, size_t depth) {
  const auto* object = value.if_object();
  const auto* array = value.if_array();
  if (object != nullptr && !object->empty()) return append_object(out, *object, depth);
  if (array != nullptr && !array->empty()) return append_array(out, *array, depth);
  json::append_value(out, value);
}

json::Object text_schema() {
  return {{"type", "string"}};
}

json::Object problem_schema() {
  json::Object properties{{"type", json::Object{{"type", "string"}, {"pattern", "^urn:huiyin:problem:[a-z_]+$"}}},
                          {"status", json::Object{{"type", "integer"}}},
                          {"allowed", json::Object{{"type", "array"}, {"items", text_schema()}}}};
  for (const auto* name : {"title", "detail", "instance", "where", "request_id"}) properties[name] = text_schema();
  return {{"type", "object"},
          {"description", "RFC 9457. `type` is stable; `where` points at what is wrong, `allowed` says what is right"},
          {"properties", std::move(properties)},
          {"required", json::Array{"type", "title", "status"}}};
}

json::Object content(std::string_view type, json::Object schema) {
  return {{type, json::Object{{"schema", std::move(schema)}}}};
}

json::Object parameter_json(const ParameterDoc& parameter) {
  auto schema = json::parse(parameter.schema_json.empty() ? R"({"type":"string"})" : parameter.schema_json);
  return {{"name", parameter.name},
          {"in", parameter.in},
          {"required", parameter.required},
          {"description", parameter.description},
          {"schema", schema ? std::move(*schema) : json::Value{}}};
}

json::Object answer_json(const AnswerDoc& answer) {
  json::Object told{{"description", answer.description}};
  json::Object bodies;
  if (!answer.schema.empty()) bodies = content("application/json", Schemas::reference(answer.schema));
  if (!answer.content_type.empty()) {
    const auto other = content(answer.content_type, text_schema());
    bodies.insert(other.begin(), other.end());
  }
  if (!bodies.empty()) told["content"] = std::move(bodies);
  return told;
}

json::Object body_json(const RouteDoc& doc) {
  json::Object bodies;
  for (const auto& type : doc.body_types) {
    bodies[type] =
        json::Object{{"schema", doc.body_schema.empty() ? json::Object{} : Schemas::reference(doc.body_schema)}};
  }
  return bodies;
}

json::Array security_json(const Route& route) {
  const json::Object nobody;
  const json::Object bearer{{"bearer", json::Array{}}};
  const json::Object cookie{{"cookie", json::Array{}}};
  if (route.guard.door == Door::everyone) return {nobody, bearer, cookie};
  return {bearer, cookie};
}

json::Object operation_json(const Route& route) {
  json::Array parameters;
  for (const auto& parameter : route.doc.parameters) parameters.push_back(parameter_json(parameter));
  json::Object responses;
  for (const auto& answer : route.doc.answers) responses[std::to_string(answer.status)] = answer_json(answer);
  responses["default"] = json::Object{{"description", "A problem"},
                                      {"content", content("application/problem+json", Schemas::reference(kProblem))}};
  json::Object operation{{"operationId", route.name},
                         {"summary", route.doc.summary},
                         {"tags", json::Array{json::Value(route.doc.tag)}},
                         {"parameters", std::move(parameters)},
                         {"responses", std::move(responses)},
                         {"security", security_json(route)}};
  if (!route.guard.roles.empty()) {
    operation["x-huiyin-roles"] = json::Array(route.guard.roles.begin(), route.guard.roles.end());
  }
  if (!route.doc.body_types.empty()) {
    operation["requestBody"] = json::Object{{"required", true}, {"content", body_json(route.doc)}};
  }
  return operation;
}

json::Object paths_json(const Router& router) {
  json::Object paths;
  for (const auto& route : router.routes()) {
    auto method = route->method;
    std::ranges::transform(method, method.begin(), [](char c) { return static_cast<char>(c | 0x20); });
    auto& path = paths[route->pattern];
    if (!path.is_object()) path = json::Object{};
    path.get_object()[method] = operation_json(*route);
  }
  return paths;
}

json::Object security_schemes() {
  return {
      {"bearer",
       json::Object{{"type", "http"}, {"scheme", "bearer"}, {"description", "the token of a session, or an API key"}}},
      {"cookie", json::Object{{"type", "apiKey"}, {"in", "cookie"}, {"name", "huiyin_session"}}}};
}

}  // namespace

std::string indented(const json::Value& value) {
  std::string out;
  append_indented(out, value, 0);
  return out + '\n';
}

std::string openapi_document(const Router& router, Schemas& schemas) {
  schemas.set(kProblem, problem_schema());
  const json::Object info{{"title", "Huiyin"},
                          {"version", "1"},
                          {"summary", "Cases of a district: every matter has a number, a due time and an answer"},
                          {"license", json::Object{{"name", "Apache-2.0"}, {"identifier", "Apache-2.0"}}}};
  return indented(
      json::Object{{"openapi", "3.1.0"},
                   {"info", info},
                   {"paths", paths_json(router)},
                   {"components", json::Object{{"schemas", schemas.all()}, {"securitySchemes", security_schemes()}}}});
}

}  // namespace huiyin::http
