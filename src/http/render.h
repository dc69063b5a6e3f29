// Views as clients read them: JSON of described structs, every member written.
//   a member `*_at_ms` is written as `*_at`, an RFC 3339 instant in the site's zone; null for 0
//   a member `row` stands in the object around it, so that case_no, state, version ... are at the top everywhere
//   a Point is {"lat", "lon"} in WGS-84 degrees
// schema.h says the same as JSON Schema. Pure.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/time.h"
#include "domain/event.h"

namespace huiyin::http {

// "due_at_ms" -> "due_at", "at_ms" -> "at"; empty for a member that is no instant.
constexpr std::string_view instant_name(std::string_view member) {
  const bool is_instant = member == "at_ms" || member.ends_with("_at_ms");
  return is_instant ? member.substr(0, member.size() - 3) : std::string_view{};
}

inline constexpr std::string_view kFlattened = "row";

template <class T>
concept Described = boost::describe::has_describe_members<T>::value;

// "2026-11-27T18:00:00+08:00"; a fraction only when there is one.
void append_instant(std::string& out, int64_t at_ms, const Zone& zone);
void append_degrees(std::string& out, const Point& point);

template <class T>
void append_view(std::string& out, const T& value, const Zone& zone);

// One member, as the tables that are made of a type name it. `is_flattened`: its own members stand in its place.
struct ViewEntry {
  std::string_view name;
  void (*append)(std::string& out, const void* object, const Zone& zone);
  bool is_flattened;
};
void append_entries(std::string& out, const void* object, std::span<const ViewEntry> entries, const Zone& zone);

template <class T>
void append_members(std::string& out, const T& object, const Zone& zone);

template <class T, class Descriptor>
void append_member(std::string& out, const void* object, const Zone& zone) {
  const auto& member = static_cast<const T*>(object)->*Descriptor::pointer;
  constexpr std::string_view name{Descriptor::name};
  if constexpr (name == kFlattened) {
    append_members(out, member, zone);
  } else if constexpr (instant_name(name).empty()) {
    append_view(out, member, zone);
  } else {
    append_instant(out, member, zone);
  }
}

constexpr std::string_view shown_name(std::string_view member) {
  return instant_name(member).empty() ? member : instant_name(member);
}

template <class T, template <class...> class List, class... Descriptor>
constexpr std::array<ViewEntry, sizeof...(Descriptor)> view_entries(List<Descriptor...>) {
  return {ViewEntry{shown_name(Descriptor::name), &append_member<T, Descriptor>, Descriptor::name == kFlattened}...};
}

template <class T>
void append_members(std::string& out, const T& object, const Zone& zone) {
  static constexpr auto entries = view_entries<T>(json::detail::Members<T>{});
  append_entries(out, &object, entries, zone);
}

template <class List>
void append_list(std::string& out, const List& list, const Zone& zone) {
  out += '[';
  for (const auto& item : list) {
    if (out.back() != '[') out += ',';
    append_view(out, item, zone);
  }
  out += ']';
}

template <class T>
void append_view(std::string& out, const T& value, const Zone& zone) {
  if constexpr (std::is_same_v<T, Point>) {
    append_degrees(out, value);
  } else if constexpr (json::detail::IsOptional<T>::value) {
    value ? append_view(out, *value, zone) : void(out += "null");
  } else if constexpr (json::detail::IsVector<T>::value) {
    append_list(out, value, zone);
  } else if constexpr (Described<T>) {
    out += '{';
    append_members(out, value, zone);
    out += '}';
  } else {
    json::detail::write(out, value, json::Form::full);
  }
}

template <class T>
std::string view_json(const T& value, const Zone& zone) {
  std::string out;
  append_view(out, value, zone);
  return out;
}

}  // namespace huiyin::http
