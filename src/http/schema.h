// JSON Schemas (2020-12) of described structs: what render.h writes, and what json::read takes. The struct is the one
// source; nothing is written down twice.
#pragma once

#include <boost/core/demangle.hpp>
#include <map>
#include <span>
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
    require(name, required);
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
  void require(const std::string& name, const std::vector<std::string>& members);
  static std::string body_name(std::string name);
  static json::Object instant_schema();
  static json::Object point_schema();
  static json::Object nullable(json::Value schema);

  static json::Value typed(std::string_view type);
  static json::Value word_schema(std::span<const json::detail::EnumWord> words);
  static json::Value list_schema(json::Value items);
  static json::Value map_schema(json::Value items);

  // The members of one type, in their order.
  struct Shape {
    json::Object properties;
    json::Array names;
  };
  static void put(Shape& shape, std::string_view name, json::Value schema);
  bool begin(const std::string& name);  // false when it is known, or being made further up
  void finish(const std::string& name, Shape shape, Way way);

  template <class T>
  json::Value schema_of(Way way);
  template <class T, class Descriptor>
  void add_member(Shape& shape, Way way);
  template <class T, template <class...> class List, class... Descriptor>
  void add_members(Shape& shape, Way way, List<Descriptor...>);
  template <class T>
  void add(const std::string& name, Way way);

  std::map<std::string, json::Object> components_;
};

template <class T>
json::Value Schemas::schema_of(Way way) {
  if constexpr (std::is_same_v<T, bool>) {
    return typed("boolean");
  } else if constexpr (std::is_integral_v<T>) {
    return typed("integer");
  } else if constexpr (std::is_enum_v<T>) {
    return word_schema(json::detail::words_of<T>());
  } else if constexpr (std::is_same_v<T, std::string>) {
    return typed("string");
  } else if constexpr (std::is_same_v<T, json::Value>) {
    return json::Object{};
  } else if constexpr (std::is_same_v<T, Point>) {
    return point_schema();
  } else if constexpr (json::detail::IsOptional<T>::value) {
    return nullable(schema_of<typename T::value_type>(way));
  } else if constexpr (json::detail::IsVector<T>::value) {
    return list_schema(schema_of<typename T::value_type>(way));
  } else if constexpr (json::detail::IsMap<T>::value) {
    return map_schema(schema_of<typename T::mapped_type>(way));
  } else {
    const auto name = way == Way::in ? body_name(name_of<T>()) : name_of<T>();
    add<T>(name, way);
    return reference(name);
  }
}

template <class T, class Descriptor>
void Schemas::add_member(Shape& shape, Way way) {
  using Member = std::remove_cvref_t<decltype(std::declval<T>().*Descriptor::pointer)>;
  constexpr std::string_view name{Descriptor::name};
  if constexpr (name == kFlattened) {
    add_members<Member>(shape, way, json::detail::Members<Member>{});
  } else if constexpr (instant_name(name).empty()) {
    put(shape, name, schema_of<Member>(way));
  } else {
    put(shape, instant_name(name), instant_schema());
  }
}

template <class T, template <class...> class List, class... Descriptor>
void Schemas::add_members(Shape& shape, Way way, List<Descriptor...>) {
  (add_member<T, Descriptor>(shape, way), ...);
}

template <class T>
void Schemas::add(const std::string& name, Way way) {
  if (!begin(name)) return;
  Shape shape;
  add_members<T>(shape, way, json::detail::Members<T>{});
  finish(name, std::move(shape), way);
}

}  // namespace huiyin::http
