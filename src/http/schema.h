// JSON Schemas (2020-12) of described structs: what render.h writes, and what json::read takes. The struct is the one
// source; nothing is written down twice.
#pragma once

#include <boost/core/demangle.hpp>
#include <map>
#include <string>
#include <string_view>
#include <typeinfo>
#include <vector>

#include "http/render.h"

namespace huiyin::http {

class Schemas {
 public:
  // The component's name; the schema is added when the type is new. Answers: every member stands there, no other does.
  template <class T>
  std::string answer() {
    const auto name = name_of<T>();
    add<T>(name, Way::out);
    return name;
  }
  // Bodies: members may be missing unless named here; others are refused.
  template <class T>
  std::string body(const std::vector<std::string>& required = {}) {
    const auto name = body_name(name_of<T>());
    add<T>(name, Way::in);
    components_[name]["required"] = json::Array(required.begin(), required.end());
    return name;
  }
  // A schema the types do not tell.
  std::string set(const std::string& name, json::Object schema);
  void set_property(const std::string& component, std::string_view property, json::Value schema);

  json::Object all() const;
  bool has(const std::string& name) const { return components_.contains(name); }

  static json::Object reference(std::string_view name);

 private:
  enum class Way { out, in };

  template <class T>
  static std::string name_of() {
    const auto full = boost::core::demangle(typeid(T).name());
    return full.substr(full.rfind(':') + 1);
  }
  static std::string body_name(std::string name);
  static json::Object instant_schema();
  static json::Object point_schema();
  static json::Object nullable(json::Value schema);

  template <class T>
  json::Value schema_of(Way way);
  template <class T>
  void add_members(json::Object& properties, json::Array& names, Way way);
  template <class T>
  void add(const std::string& name, Way way);

  std::map<std::string, json::Object> components_;
};

template <class T>
json::Value Schemas::schema_of(Way way) {
  if constexpr (std::is_same_v<T, bool>) {
    return json::Object{{"type", "boolean"}};
  } else if constexpr (std::is_integral_v<T>) {
    return json::Object{{"type", "integer"}};
  } else if constexpr (std::is_enum_v<T>) {
    json::Array words;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto entry) { words.emplace_back(json::enum_name(entry.value)); });
    return json::Object{{"type", "string"}, {"enum", std::move(words)}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json::Object{{"type", "string"}};
  } else if constexpr (std::is_same_v<T, json::Value>) {
    return json::Object{};
  } else if constexpr (std::is_same_v<T, Point>) {
    return point_schema();
  } else if constexpr (json::detail::IsOptional<T>::value) {
    return nullable(schema_of<typename T::value_type>(way));
  } else if constexpr (json::detail::IsVector<T>::value) {
    return json::Object{{"type", "array"}, {"items", schema_of<typename T::value_type>(way)}};
  } else if constexpr (json::detail::IsMap<T>::value) {
    return json::Object{{"type", "object"}, {"additionalProperties", schema_of<typename T::mapped_type>(way)}};
  } else {
    const auto name = way == Way::in ? body_name(name_of<T>()) : name_of<T>();
    add<T>(name, way);
    return reference(name);
  }
}

template <class T>
void Schemas::add_members(json::Object& properties, json::Array& names, Way way) {
  boost::mp11::mp_for_each<json::detail::Members<T>>([&](auto descriptor) {
    using Member = std::remove_cvref_t<decltype(std::declval<T>().*descriptor.pointer)>;
    constexpr std::string_view name{descriptor.name};
    constexpr auto instant = instant_name(name);
    if constexpr (name == kFlattened) {
      add_members<Member>(properties, names, way);
    } else {
      const auto shown = instant.empty() ? name : instant;
      properties[shown] = instant.empty() ? schema_of<Member>(way) : json::Value(instant_schema());
      names.emplace_back(shown);
    }
  });
}

template <class T>
void Schemas::add(const std::string& name, Way way) {
  if (!components_.try_emplace(name).second) return;
  json::Object properties;
  json::Array names;
  add_members<T>(properties, names, way);
  json::Object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  if (way == Way::out) schema["required"] = std::move(names);
  components_[name] = std::move(schema);
}

}  // namespace huiyin::http
