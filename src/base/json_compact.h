// Reads back what json::write wrote in Form::compact, straight from the text: no tree in between, members in the order
// they were written in. Pure; safe from any thread.
#pragma once

#include <charconv>

#include "base/json.h"

namespace huiyin::json {

namespace detail {

// A place in a text; every `take` moves past what it took or answers false.
class CompactText {
 public:
  explicit CompactText(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  bool is_done() const { return at_ == end_; }
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool take(std::string_view word) {
    if (!std::string_view{at_, end_}.starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  // A string in which nothing is escaped.
  bool take_string(std::string_view& text) {
    if (!take('"')) return false;
    const char* from = at_;
    while (at_ != end_ && *at_ != '"') {
      if (*at_ == '\\' || static_cast<unsigned char>(*at_) < 0x20) return false;
      ++at_;
    }
    text = {from, at_};
    return take('"');
  }
  template <class T>
  bool take_integer(T& number) {
    const auto read = std::from_chars(at_, end_, number);
    if (read.ec != std::errc{}) return false;
    const bool is_padded = read.ptr - at_ > 1 && (*at_ == '0' || (*at_ == '-' && at_[1] == '0'));
    at_ = read.ptr;
    return !is_padded;
  }

 private:
  const char* at_;
  const char* end_;
};

template <class T>
bool take_value(CompactText& text, T& into);

struct CompactEntry {
  std::string_view name;
  bool (*take)(CompactText& text, void* object);
};

std::vector<CompactEntry> sorted(std::initializer_list<CompactEntry> entries);
// Members in the order of `entries`, any of them left out.
bool take_object(CompactText& text, void* object, const std::vector<CompactEntry>& entries);

template <class T, class Descriptor>
bool take_member(CompactText& text, void* object) {
  return take_value(text, static_cast<T*>(object)->*Descriptor::pointer);
}

template <class T, template <class...> class List, class... Descriptor>
std::vector<CompactEntry> compact_entries(List<Descriptor...>) {
  return sorted({CompactEntry{Descriptor::name, &take_member<T, Descriptor>}...});
}

template <class T>
bool take_described(CompactText& text, T& into) {
  static const auto entries = compact_entries<T>(Members<T>{});
  into = T{};
  return take_object(text, &into, entries);
}

template <class T>
bool take_list(CompactText& text, std::vector<T>& into) {
  into.clear();
  if (!text.take('[')) return false;
  if (text.take(']')) return true;
  do {
    if (!take_value(text, into.emplace_back())) return false;
  } while (text.take(','));
  return text.take(']');
}

template <class T>
bool take_map(CompactText& text, std::map<std::string, T>& into) {
  into.clear();
  if (!text.take('{')) return false;
  if (text.take('}')) return true;
  std::string_view key;
  do {
    if (!text.take_string(key) || !text.take(':')) return false;
    if (!take_value(text, into[std::string{key}])) return false;
  } while (text.take(','));
  return text.take('}');
}

template <class T>
bool take_word(CompactText& text, T& into) {
  std::string_view word;
  if (!text.take_string(word)) return false;
  if constexpr (std::is_enum_v<T>) {
    const auto found = enum_from<T>(word);
    if (found) into = *found;
    return found.has_value();
  } else {
    into = word;
    return true;
  }
}

template <class T>
bool take_value(CompactText& text, T& into) {
  if constexpr (std::is_same_v<T, bool>) {
    into = text.take("true");
    return into || text.take("false");
  } else if constexpr (std::is_integral_v<T>) {
    return text.take_integer(into);
  } else if constexpr (std::is_enum_v<T> || std::is_same_v<T, std::string>) {
    return take_word(text, into);
  } else if constexpr (IsOptional<T>::value) {
    into.reset();
    if (text.take("null")) return true;
    return take_value(text, into.emplace());
  } else if constexpr (IsVector<T>::value) {
    return take_list(text, into);
  } else if constexpr (IsMap<T>::value) {
    return take_map(text, into);
  } else {
    return take_described(text, into);
  }
}

}  // namespace detail

// Nothing where the text is anything but a compact text without escapes, good JSON or not: read_text takes it then, or
// says what is wrong with it. Bytes of strings pass as they are.
template <class T>
std::optional<T> read_compact(std::string_view text) {
  detail::CompactText from{text};
  std::optional<T> value{std::in_place};
  if (!detail::take_value(from, *value) || !from.is_done()) return std::nullopt;
  return value;
}

}  // namespace huiyin::json
