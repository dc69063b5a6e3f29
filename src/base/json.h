// JSON in one way: structs described by Boost.Describe are written in canonical form (RFC 8785: sorted keys, no
// spaces, integers only; keys by their bytes, the same order for all keys below U+E000) and read back strictly. Pure;
// safe from any thread.
//
// A member equal to its default is left out in Form::compact and read back as that default, so every value has
// exactly one compact text: hashes are taken over it. Form::full writes every member and is what clients see.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace huiyin::json {

using Value = boost::json::value;
using Object = boost::json::object;
using Array = boost::json::array;

enum class Form { compact, full };

// Appends `text` as a JSON string. Control characters are escaped as RFC 8785 wants them; other bytes pass as they are,
// so `text` must be UTF-8 (checked where text enters, base/text.h).
void append_string(std::string& out, std::string_view text);

// Appends a DOM value in canonical form. Doubles are written in the shortest form that reads back the same.
void append_value(std::string& out, const Value& value);
std::string canonical(const Value& value);

// Parses with a depth bound of 32. Malformed -> invalid_input, `where` = "byte N".
Result<Value> parse(std::string_view text);

// The name of an enumerator in files and messages: a trailing underscore (a C++ keyword in the way) is dropped.
template <class E>
std::string_view enum_name(E value) {
  std::string_view name = boost::describe::enum_to_string(value, "");
  if (name.ends_with('_')) name.remove_suffix(1);
  return name;
}

template <class E>
std::optional<E> enum_from(std::string_view name) {
  std::optional<E> found;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto entry) {
    std::string_view entry_name = entry.name;
    if (entry_name.ends_with('_')) entry_name.remove_suffix(1);
    if (entry_name == name) found = entry.value;
  });
  return found;
}

namespace detail {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access>;

template <class T>
void write(std::string& out, const T& value, Form form);

template <class T>
struct MemberEntry {
  std::string_view name;
  void (*write)(std::string& out, const T& object, Form form);
  bool (*is_default)(const T& object);
};

template <class T>
const T& default_of() {
  static const T value{};
  return value;
}

template <class T, class Descriptor>
MemberEntry<T> entry_of(Descriptor) {
  return {Descriptor::name,
          [](std::string& out, const T& object, Form form) { write(out, object.*Descriptor::pointer, form); },
          [](const T& object) { return object.*Descriptor::pointer == default_of<T>().*Descriptor::pointer; }};
}

template <class T>
const std::vector<MemberEntry<T>>& sorted_members() {
  static const auto entries = [] {
    std::vector<MemberEntry<T>> list;
    boost::mp11::mp_for_each<Members<T>>([&](auto descriptor) { list.push_back(entry_of<T>(descriptor)); });
    std::ranges::sort(list, {}, &MemberEntry<T>::name);
    return list;
  }();
  return entries;
}

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

template <class T>
void write_described(std::string& out, const T& object, Form form) {
  out += '{';
  bool first = true;
  for (const auto& member : sorted_members<T>()) {
    if (form == Form::compact && member.is_default(object)) continue;
    if (!first) out += ',';
    first = false;
    append_string(out, member.name);
    out += ':';
    member.write(out, object, form);
  }
  out += '}';
}

template <class T>
void write_list(std::string& out, const T& list, Form form) {
  out += '[';
  bool first = true;
  for (const auto& item : list) {
    if (!first) out += ',';
    first = false;
    write(out, item, form);
  }
  out += ']';
}

template <class T>
void write_map(std::string& out, const T& map, Form form) {
  out += '{';
  bool first = true;
  for (const auto& [key, item] : map) {
    if (!first) out += ',';
    first = false;
    append_string(out, key);
    out += ':';
    write(out, item, form);
  }
  out += '}';
}

template <class T>
void write(std::string& out, const T& value, Form form) {
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    fmt::format_to(std::back_inserter(out), "{}", value);
  } else if constexpr (std::is_enum_v<T>) {
    append_string(out, enum_name(value));
  } else if constexpr (std::is_convertible_v<T, std::string_view>) {
    append_string(out, value);
  } else if constexpr (std::is_same_v<T, Value>) {
    append_value(out, value);
  } else if constexpr (IsOptional<T>::value) {
    value ? write(out, *value, form) : void(out += "null");
  } else if constexpr (IsVector<T>::value) {
    write_list(out, value, form);
  } else if constexpr (IsMap<T>::value) {
    write_map(out, value, form);
  } else {
    write_described(out, value, form);
  }
}

Result<void> wrong_kind(const std::string& where, std::string_view wanted);

template <class T>
Result<void> read(const Value& from, T& into, const std::string& where);

template <class T>
Result<void> read_described(const Value& from, T& into, const std::string& where) {
  if (!from.is_object()) return wrong_kind(where, "an object");
  into = T{};  // the text left out what equals T's own defaults, not those of the struct around it
  Result<void> outcome;
  for (const auto& [key, item] : from.get_object()) {
    bool known = false;
    boost::mp11::mp_for_each<Members<T>>([&](auto descriptor) {
      if (known || !outcome || std::string_view{descriptor.name} != std::string_view{key}) return;
      known = true;
      outcome = read(item, into.*descriptor.pointer, where + "/" + descriptor.name);
    });
    if (!outcome) return outcome;
    if (!known) {
      return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a known field here", std::string_view{key}),
                    where + "/" + std::string{key});
    }
  }
  return {};
}

template <class T>
Result<void> read_list(const Value& from, T& into, const std::string& where) {
  if (!from.is_array()) return wrong_kind(where, "a list");
  into.clear();
  for (const auto& item : from.get_array()) {
    into.emplace_back();
    if (auto ok = read(item, into.back(), fmt::format("{}/{}", where, into.size() - 1)); !ok) return ok;
  }
  return {};
}

template <class T>
Result<void> read_map(const Value& from, T& into, const std::string& where) {
  if (!from.is_object()) return wrong_kind(where, "an object");
  into.clear();
  for (const auto& [key, item] : from.get_object()) {
    if (auto ok = read(item, into[std::string{key}], where + "/" + std::string{key}); !ok) return ok;
  }
  return {};
}

template <class T>
Result<void> read_integer(const Value& from, T& into, const std::string& where) {
  int64_t number = 0;
  if (from.is_int64()) {
    number = from.get_int64();
  } else {
    return wrong_kind(where, "a whole number");
  }
  if (!std::in_range<T>(number)) return wrong_kind(where, "a smaller number");
  into = static_cast<T>(number);
  return {};
}

template <class E>
Result<void> read_enum(const Value& from, E& into, const std::string& where) {
  if (!from.is_string()) return wrong_kind(where, "a word");
  const auto found = enum_from<E>(std::string_view{from.get_string()});
  if (!found) {
    Refusal refusal{RefusalCode::invalid_input,
                    fmt::format("'{}' is not one of the allowed words", std::string_view{from.get_string()}),
                    where,
                    {}};
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>(
        [&](auto entry) { refusal.allowed.emplace_back(enum_name(entry.value)); });
    return std::unexpected(std::move(refusal));
  }
  into = *found;
  return {};
}

template <class T>
Result<void> read(const Value& from, T& into, const std::string& where) {
  if constexpr (std::is_same_v<T, bool>) {
    if (!from.is_bool()) return wrong_kind(where, "true or false");
    into = from.get_bool();
  } else if constexpr (std::is_integral_v<T>) {
    return read_integer(from, into, where);
  } else if constexpr (std::is_enum_v<T>) {
    return read_enum(from, into, where);
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!from.is_string()) return wrong_kind(where, "text");
    into = std::string{std::string_view{from.get_string()}};
  } else if constexpr (std::is_same_v<T, Value>) {
    into = from;
  } else if constexpr (IsOptional<T>::value) {
    if (from.is_null()) {
      into.reset();
      return {};
    }
    return read(from, into.emplace(), where);
  } else if constexpr (IsVector<T>::value) {
    return read_list(from, into, where);
  } else if constexpr (IsMap<T>::value) {
    return read_map(from, into, where);
  } else {
    return read_described(from, into, where);
  }
  return {};
}

}  // namespace detail

// `value` as JSON text.
template <class T>
std::string write(const T& value, Form form = Form::compact) {
  std::string out;
  detail::write(out, value, form);
  return out;
}

// Strict: unknown members and wrong kinds -> invalid_input with the JSON pointer; missing members keep their default.
template <class T>
Result<T> read(const Value& from, const std::string& where = {}) {
  T into{};
  if (auto ok = detail::read(from, into, where); !ok) return std::unexpected(std::move(ok.error()));
  return into;
}

template <class T>
Result<T> read_text(std::string_view text) {
  const auto value = parse(text);
  if (!value) return std::unexpected(value.error());
  return read<T>(*value);
}

}  // namespace huiyin::json
