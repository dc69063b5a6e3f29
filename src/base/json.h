// JSON in one way: structs described by Boost.Describe are written in canonical form (RFC 8785: sorted keys, no
// spaces, integers only; keys by their bytes, the same order for all keys below U+E000) and read back strictly. Pure;
// safe from any thread.
//
// A member equal to its default is left out in Form::compact and read back as that default, so every value has
// exactly one compact text: hashes are taken over it. Form::full writes every member and is what clients see.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
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
std::string_view enum_name(E value);
template <class E>
std::optional<E> enum_from(std::string_view name);
// All of them, in the order they are declared.
template <class E>
std::vector<std::string_view> enum_words();

// What templates must say of a type is tables of functions; everything that loops, compares or refuses is compiled
// once, in json.cpp: these headers are in every source, and what they instantiate is paid there.
namespace detail {

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_any_access>;

// --- enums -----------------------------------------------------------------------------------------------------------

struct EnumWord {
  std::string_view word;
  int64_t value;
};

constexpr std::string_view bare(std::string_view name) {
  return name.ends_with('_') ? name.substr(0, name.size() - 1) : name;
}

template <template <class...> class List, class... Descriptor>
constexpr std::array<EnumWord, sizeof...(Descriptor)> enum_words(List<Descriptor...>) {
  return {EnumWord{bare(Descriptor::name), static_cast<int64_t>(Descriptor::value)}...};
}

template <class E>
std::span<const EnumWord> words_of() {
  static constexpr auto words = enum_words(boost::describe::describe_enumerators<E>{});
  return words;
}

std::string_view word_of(std::span<const EnumWord> words, int64_t value);  // empty when it has none
std::vector<std::string_view> only_words(std::span<const EnumWord> words);
const EnumWord* find_word(std::span<const EnumWord> words, std::string_view word);
Result<int64_t> read_word(const Value& from, std::span<const EnumWord> words, const std::string& where);

// --- kinds of types --------------------------------------------------------------------------------------------------

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

// --- writing ---------------------------------------------------------------------------------------------------------

struct WriteEntry {
  std::string_view name;
  void (*write)(std::string& out, const void* object, Form form);
  bool (*is_default)(const void* object);
};

std::vector<WriteEntry> sorted(std::initializer_list<WriteEntry> entries);
void write_object(std::string& out, const void* object, const std::vector<WriteEntry>& entries, Form form);
void append_integer(std::string& out, int64_t number);

template <class T>
void write(std::string& out, const T& value, Form form);

template <class T>
const T& default_of() {
  static const T value{};
  return value;
}

template <class T, class Descriptor>
void write_member(std::string& out, const void* object, Form form) {
  write(out, static_cast<const T*>(object)->*Descriptor::pointer, form);
}

template <class T, class Descriptor>
bool is_default_member(const void* object) {
  return static_cast<const T*>(object)->*Descriptor::pointer == default_of<T>().*Descriptor::pointer;
}

template <class T, template <class...> class List, class... Descriptor>
std::vector<WriteEntry> write_entries(List<Descriptor...>) {
  return sorted({WriteEntry{Descriptor::name, &write_member<T, Descriptor>, &is_default_member<T, Descriptor>}...});
}

template <class T>
void write_described(std::string& out, const T& object, Form form) {
  static const auto entries = write_entries<T>(Members<T>{});
  write_object(out, &object, entries, form);
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
    append_integer(out, static_cast<int64_t>(value));
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

// --- reading ---------------------------------------------------------------------------------------------------------

struct ReadEntry {
  std::string_view name;
  Result<void> (*read)(const Value& from, void* object, const std::string& where);
};

Result<void> wrong_kind(const std::string& where, std::string_view wanted);
Result<int64_t> read_whole(const Value& from, const std::string& where);
Result<void> read_text_value(const Value& from, std::string& into, const std::string& where);
Result<void> read_object(const Value& from, void* object, std::span<const ReadEntry> entries, const std::string& where);
std::string item_path(const std::string& where, size_t index);

template <class T>
Result<void> read(const Value& from, T& into, const std::string& where);

template <class T, class Descriptor>
Result<void> read_member(const Value& from, void* object, const std::string& where) {
  return read(from, static_cast<T*>(object)->*Descriptor::pointer, where);
}

template <class T, template <class...> class List, class... Descriptor>
constexpr std::array<ReadEntry, sizeof...(Descriptor)> read_entries(List<Descriptor...>) {
  return {ReadEntry{Descriptor::name, &read_member<T, Descriptor>}...};
}

template <class T>
Result<void> read_described(const Value& from, T& into, const std::string& where) {
  static constexpr auto entries = read_entries<T>(Members<T>{});
  into = T{};  // the text left out what equals T's own defaults, not those of the struct around it
  return read_object(from, &into, entries, where);
}

template <class T>
Result<void> read_list(const Value& from, T& into, const std::string& where) {
  if (!from.is_array()) return wrong_kind(where, "a list");
  into.clear();
  for (const auto& item : from.get_array()) {
    into.emplace_back();
    if (auto ok = read(item, into.back(), item_path(where, into.size() - 1)); !ok) return ok;
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
  const auto number = read_whole(from, where);
  if (!number) return std::unexpected(number.error());
  if (!std::in_range<T>(*number)) return wrong_kind(where, "a smaller number");
  into = static_cast<T>(*number);
  return {};
}

template <class E>
Result<void> read_enum(const Value& from, E& into, const std::string& where) {
  const auto found = read_word(from, words_of<E>(), where);
  if (!found) return std::unexpected(found.error());
  into = static_cast<E>(*found);
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
    return read_text_value(from, into, where);
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

template <class E>
std::string_view enum_name(E value) {
  return detail::word_of(detail::words_of<E>(), static_cast<int64_t>(value));
}

template <class E>
std::optional<E> enum_from(std::string_view name) {
  const auto* found = detail::find_word(detail::words_of<E>(), name);
  return found == nullptr ? std::nullopt : std::optional{static_cast<E>(found->value)};
}

template <class E>
std::vector<std::string_view> enum_words() {
  return detail::only_words(detail::words_of<E>());
}

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
