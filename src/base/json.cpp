#include "base/json.h"

#include <boost/json/src.hpp>
#include <charconv>
#include <cmath>

namespace huiyin::json {
namespace {

constexpr size_t kDepthMax = 32;

void append_escaped(std::string& out, char c) {
  switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\b': out += "\\b"; return;
    case '\f': out += "\\f"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned>(c)); return;
  }
}

// Minus zero would read back as the whole number 0, so it is written as that.
void append_double(std::string& out, double number) {
  fmt::format_to(std::back_inserter(out), "{}", number == 0.0 ? 0.0 : number);
}

void append_object(std::string& out, const Object& object) {
  std::vector<std::string_view> keys;
  keys.reserve(object.size());
  for (const auto& member : object) keys.emplace_back(member.key());
  std::ranges::sort(keys);
  out += '{';
  for (size_t index = 0; index < keys.size(); ++index) {
    if (index > 0) out += ',';
    append_string(out, keys[index]);
    out += ':';
    append_value(out, object.at(keys[index]));
  }
  out += '}';
}

void append_array(std::string& out, const Array& array) {
  out += '[';
  for (size_t index = 0; index < array.size(); ++index) {
    if (index > 0) out += ',';
    append_value(out, array[index]);
  }
  out += ']';
}

// A number too large for a double is read as infinity, which JSON cannot write back.
bool is_finite(const Value& value) {
  if (const auto* number = value.if_double()) return std::isfinite(*number);
  if (const auto* array = value.if_array()) return std::ranges::all_of(*array, is_finite);
  if (const auto* object = value.if_object()) {
    return std::ranges::all_of(*object, [](const auto& member) { return is_finite(member.value()); });
  }
  return true;
}

}  // namespace

void append_string(std::string& out, std::string_view text) {
  out += '"';
  size_t plain_from = 0;
  for (size_t index = 0; index < text.size(); ++index) {
    const auto byte = static_cast<unsigned char>(text[index]);
    if (byte >= 0x20 && byte != '"' && byte != '\\') continue;
    out.append(text, plain_from, index - plain_from);
    append_escaped(out, text[index]);
    plain_from = index + 1;
  }
  out.append(text, plain_from);
  out += '"';
}

void append_value(std::string& out, const Value& value) {
  switch (value.kind()) {
    case boost::json::kind::null: out += "null"; return;
    case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
    case boost::json::kind::int64: fmt::format_to(std::back_inserter(out), "{}", value.get_int64()); return;
    case boost::json::kind::uint64: fmt::format_to(std::back_inserter(out), "{}", value.get_uint64()); return;
    case boost::json::kind::double_: append_double(out, value.get_double()); return;
    case boost::json::kind::string: append_string(out, std::string_view{value.get_string()}); return;
    case boost::json::kind::array: append_array(out, value.get_array()); return;
    case boost::json::kind::object: append_object(out, value.get_object()); return;
  }
}

std::string canonical(const Value& value) {
  std::string out;
  append_value(out, value);
  return out;
}

Result<Value> parse(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = kDepthMax;
  boost::json::error_code error;
  boost::json::stream_parser parser{{}, options};
  const size_t consumed = parser.write_some(text.data(), text.size(), error);
  if (!error && consumed < text.size() && text.find_first_not_of(" \t\r\n", consumed) != std::string_view::npos) {
    error = boost::json::error::extra_data;
  }
  if (!error) parser.finish(error);
  if (error) {
    return refuse(RefusalCode::invalid_input, "this is not JSON: " + error.message(), fmt::format("byte {}", consumed));
  }
  auto value = parser.release();
  if (!is_finite(value)) return refuse(RefusalCode::invalid_input, "a number is too large", "byte 0");
  return value;
}

namespace detail {

std::string_view word_of(std::span<const EnumWord> words, int64_t value) {
  const auto found = std::ranges::find(words, value, &EnumWord::value);
  return found == words.end() ? std::string_view{} : found->word;
}

std::vector<std::string_view> only_words(std::span<const EnumWord> words) {
  std::vector<std::string_view> list;
  for (const auto& each : words) list.push_back(each.word);
  return list;
}

const EnumWord* find_word(std::span<const EnumWord> words, std::string_view word) {
  const auto found = std::ranges::find(words, word, &EnumWord::word);
  return found == words.end() ? nullptr : &*found;
}

Result<int64_t> read_word(const Value& from, std::span<const EnumWord> words, const std::string& where) {
  if (!from.is_string()) return std::unexpected(wrong_kind(where, "a word").error());
  const std::string_view word{from.get_string()};
  if (const auto* found = find_word(words, word)) return found->value;
  Refusal refusal{RefusalCode::invalid_input, fmt::format("'{}' is not one of the allowed words", word), where, {}};
  for (const auto known : only_words(words)) refusal.allowed.emplace_back(known);
  return std::unexpected(std::move(refusal));
}

std::vector<WriteEntry> sorted(std::initializer_list<WriteEntry> entries) {
  std::vector<WriteEntry> list{entries};
  std::ranges::sort(list, {}, &WriteEntry::name);
  return list;
}

void write_object(std::string& out, const void* object, const std::vector<WriteEntry>& entries, Form form) {
  out += '{';
  bool first = true;
  for (const auto& member : entries) {
    if (form == Form::compact && member.is_default(object)) continue;
    if (!first) out += ',';
    first = false;
    append_string(out, member.name);
    out += ':';
    member.write(out, object, form);
  }
  out += '}';
}

void append_integer(std::string& out, int64_t number) {
  std::array<char, 20> digits;  // "-9223372036854775808"
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  out.append(digits.data(), end);
}

Result<void> wrong_kind(const std::string& where, std::string_view wanted) {
  return refuse(RefusalCode::invalid_input, fmt::format("{} is wanted here", wanted), where.empty() ? "/" : where);
}

Result<int64_t> read_whole(const Value& from, const std::string& where) {
  if (from.is_int64()) return from.get_int64();
  return std::unexpected(wrong_kind(where, "a whole number").error());
}

Result<void> read_text_value(const Value& from, std::string& into, const std::string& where) {
  if (!from.is_string()) return wrong_kind(where, "text");
  into = std::string_view{from.get_string()};
  return {};
}

Result<void> read_object(const Value& from, void* object, std::span<const ReadEntry> entries,
                         const std::string& where) {
  if (!from.is_object()) return wrong_kind(where, "an object");
  for (const auto& [key, item] : from.get_object()) {
    const std::string_view name{key};
    const auto at = fmt::format("{}/{}", where, name);
    const auto member = std::ranges::find(entries, name, &ReadEntry::name);
    if (member == entries.end()) {
      return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a known field here", name), at);
    }
    if (auto ok = member->read(item, object, at); !ok) return ok;
  }
  return {};
}

std::string item_path(const std::string& where, size_t index) {
  return fmt::format("{}/{}", where, index);
}

}  // namespace detail
}  // namespace huiyin::json
