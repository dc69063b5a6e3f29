#include "domain/form.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/text.h"
#include "base/time.h"

namespace huiyin {

namespace {

constexpr size_t kCodeMax = 64;
constexpr size_t kIdMax = std::numeric_limits<int32_t>::max();
constexpr double kE7 = 1e7;

// Every field of every move, ask, part act and intake form. Photos stand in the order FormData::photos keeps.
std::vector<FieldRule> make_rules() {
  using enum FieldKind;
  return {
      {"before_photos", photos, 9, {}},
      {"after_photos", photos, 9, {}},
      {"photos", photos, 9, {}},
      {"description", words, 4'000, {}},
      {"address", words, 200, {}},
      {"contact_name", words, 50, {}},
      {"reply", words, 4'000, {}},
      {"answer_text", words, 4'000, {}},
      {"minutes", words, 8'000, {}},
      {"note", words, 2'000, {}},
      {"reason_text", words, 1'000, {}},
      {"result_text", words, 2'000, {}},
      {"basis", words, 1'000, {}},
      {"tried", words, 1'000, {}},
      {"why", words, 500, {}},
      {"reason", code, kCodeMax, {}},
      {"cause", code, kCodeMax, {"overdue", "leader", "media", "repeated", "mass"}},
      {"result", code, kCodeMax, {}},
      {"outcome", code, kCodeMax, {}},
      {"task", code, kCodeMax, {}},
      {"flag", code, kCodeMax, {}},
      {"to", code, kCodeMax, {}},
      {"owner", code, kCodeMax, {}},
      {"type", code, kCodeMax, {"consult", "help", "complaint", "tip_off", "suggestion", "praise", "other"}},
      {"resolved", code, kCodeMax, {"yes", "partly", "no"}},
      {"satisfied", code, kCodeMax, {"very_satisfied", "satisfied", "mostly_satisfied", "neutral", "dissatisfied"}},
      {"choice", choice, kCodeMax, {}},
      {"category", category, kCodeMax, {}},
      {"place", place, kCodeMax, {}},
      {"lead", unit, kCodeMax, {}},
      {"unit", unit, kCodeMax, {}},
      {"units", units, 30, {}},
      {"parts", units, 30, {}},
      {"until", instant, 0, {}},
      {"review_at", instant, 0, {}},
      {"instructed_at", instant, 0, {}},
      {"arrive_by", instant, 0, {}},
      {"found", boolean, 0, {}},
      {"confidential", boolean, 0, {}},
      {"emergency", boolean, 0, {}},
      {"level", integer, 4, {}},
      {"hours", integer, 24, {}},
      {"party", integer, kIdMax, {}},
      {"ask", integer, kIdMax, {}},
      {"event", integer, kIdMax, {}},
      {"parent", case_no, 0, {}},
      {"related", cases, 50, {}},
      {"cases", cases, 50, {}},
      {"assignee", account, 0, {}},
  };
}

bool is_code(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  };
  return !text.empty() && text.size() <= kCodeMax && std::ranges::all_of(text, fits);
}

// Keys of units, places, categories and uploads: codes that may hold capitals.
bool is_key(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '-';
  };
  return !text.empty() && text.size() <= kCodeMax && std::ranges::all_of(text, fits);
}

std::unexpected<Refusal> wrong(const std::string& where, std::string detail) {
  return refuse(RefusalCode::invalid_input, std::move(detail), where);
}

Result<std::string> read_string(const json::Value& value, const std::string& where) {
  if (!value.is_string()) return wrong(where, "must be a string");
  return std::string{std::string_view{value.get_string()}};
}

Result<std::string> read_key(const json::Value& value, const std::string& where) {
  auto text = read_string(value, where);
  if (text && !is_key(*text)) return wrong(where, "must be a code of letters, digits, dots, dashes and _");
  return text;
}

Result<std::string> read_code(const FieldRule& rule, const json::Value& value, const std::string& where) {
  auto text = read_string(value, where);
  if (!text) return text;
  if (!is_code(*text)) return wrong(where, "must be a code of small letters, digits, dots, dashes and _");
  if (!rule.values.empty() && std::ranges::find(rule.values, *text) == rule.values.end()) {
    return wrong(where, fmt::format("must be one of: {}", fmt::join(rule.values, ", ")));
  }
  return text;
}

Result<std::string> read_words(const FieldRule& rule, const json::Value& value, const std::string& where) {
  auto text = read_string(value, where);
  if (!text) return text;
  if (auto checked = check_text(*text, rule.length_max, where); !checked) return std::unexpected(checked.error());
  return text;
}

Result<int64_t> read_integer(const json::Value& value, int64_t most, const std::string& where) {
  if (!value.is_int64() || value.get_int64() < 0 || value.get_int64() > most) {
    return wrong(where, fmt::format("must be a whole number from 0 to {}", most));
  }
  return value.get_int64();
}

Result<int64_t> read_boolean(const json::Value& value, const std::string& where) {
  if (!value.is_bool()) return wrong(where, "must be true or false");
  return value.get_bool() ? 1 : 0;
}

Result<int64_t> read_instant(const json::Value& value, const std::string& where) {
  const auto text = read_string(value, where);
  if (!text) return std::unexpected(text.error());
  const auto at_ms = parse_instant(*text);
  if (!at_ms) return wrong(where, "must be an instant such as 2026-11-22T10:00:00+08:00");
  return *at_ms;
}

Result<int64_t> read_case_no(const json::Value& value, std::string_view site_prefix, const std::string& where) {
  const auto text = read_string(value, where);
  if (!text) return std::unexpected(text.error());
  const auto id = parse_case_no(*text, site_prefix);
  if (!id) return wrong(where, id.error().detail);
  return *id;
}

// A list of at most rule.length_max items, each once.
template <class T, class ReadItem>
Result<std::vector<T>> read_list(const FieldRule& rule, const json::Value& value, const std::string& where,
                                 ReadItem read_item) {
  if (!value.is_array()) return wrong(where, "must be a list");
  const auto& array = value.get_array();
  if (array.size() > rule.length_max) return wrong(where, fmt::format("has more than {} items", rule.length_max));
  std::vector<T> list;
  for (size_t i = 0; i < array.size(); ++i) {
    const std::string item_where = fmt::format("{}/{}", where, i);
    auto item = read_item(array[i], item_where);
    if (!item) return std::unexpected(item.error());
    if (std::ranges::find(list, *item) != list.end()) return wrong(item_where, "stands in the list twice");
    list.push_back(std::move(*item));
  }
  return list;
}

Result<int32_t> read_degrees(const json::Object& object, std::string_view key, double most, const std::string& where) {
  const json::Value* value = object.if_contains(key);
  const std::string at = fmt::format("{}/{}", where, key);
  if (value == nullptr || !value->is_number()) return wrong(at, "must be a number of degrees");
  const double degrees = value->to_number<double>();
  if (!(std::abs(degrees) <= most)) return wrong(at, fmt::format("must lie between -{} and {}", most, most));
  return static_cast<int32_t>(std::llround(degrees * kE7));
}

Result<void> read_place(const json::Value& value, const std::string& where, FormData& form) {
  if (!value.is_object()) return wrong(where, "must be an object with code, or lat and lon");
  const auto& object = value.get_object();
  for (const auto& [key, item] : object) {
    if (key != "code" && key != "lat" && key != "lon")
      return wrong(fmt::format("{}/{}", where, std::string_view{key}), "unknown field");
  }
  if (const json::Value* code = object.if_contains("code")) {
    auto text = read_key(*code, where + "/code");
    if (!text) return std::unexpected(text.error());
    form.codes["place"] = std::move(*text);
  }
  if (!object.contains("lat") && !object.contains("lon")) {
    return form.codes.contains("place") ? Result<void>{} : wrong(where, "must have code, or lat and lon");
  }
  const auto lat_e7 = read_degrees(object, "lat", 90, where);
  if (!lat_e7) return std::unexpected(lat_e7.error());
  const auto lon_e7 = read_degrees(object, "lon", 180, where);
  if (!lon_e7) return std::unexpected(lon_e7.error());
  form.point = Point{*lat_e7, *lon_e7};
  return {};
}

// Stores what was read, or passes the refusal on.
template <class T, class Store>
Result<void> keep(Result<T> read, Store store) {
  if (!read) return std::unexpected(read.error());
  store(std::move(*read));
  return {};
}

Result<void> read_photos(const FieldRule& rule, const json::Value& value, const std::string& where, FormData& form) {
  return keep(read_list<std::string>(rule, value, where, read_key), [&](std::vector<std::string> keys) {
    if (!keys.empty()) form.numbers[std::string{rule.name}] = static_cast<int64_t>(keys.size());
    form.photos.insert(form.photos.end(), keys.begin(), keys.end());
  });
}

Result<void> read_cases(const FieldRule& rule, const json::Value& value, std::string_view site_prefix,
                        const std::string& where, FormData& form) {
  const auto read_item = [&](const json::Value& item, const std::string& at) {
    return read_case_no(item, site_prefix, at);
  };
  return keep(read_list<int64_t>(rule, value, where, read_item),
              [&](std::vector<int64_t> ids) { form.case_lists[std::string{rule.name}] = std::move(ids); });
}

Result<void> read_field(const FieldRule& rule, const json::Value& value, std::string_view site_prefix, FormData& form) {
  const std::string name{rule.name};
  const std::string where = "/" + name;
  const auto as_code = [&](std::string code) { form.codes[name] = std::move(code); };
  const auto as_number = [&](int64_t number) { form.numbers[name] = number; };
  switch (rule.kind) {
    case FieldKind::words:
      return keep(read_words(rule, value, where), [&](std::string text) { form.words[name] = std::move(text); });
    case FieldKind::code:
    case FieldKind::choice: return keep(read_code(rule, value, where), as_code);
    case FieldKind::unit:
    case FieldKind::category: return keep(read_key(value, where), as_code);
    case FieldKind::account:
      return keep(read_integer(value, std::numeric_limits<int64_t>::max(), where),
                  [&](int64_t number) { form.codes[name] = std::to_string(number); });
    case FieldKind::units:
      return keep(read_list<std::string>(rule, value, where, read_key),
                  [&](std::vector<std::string> units) { form.lists[name] = std::move(units); });
    case FieldKind::instant: return keep(read_instant(value, where), as_number);
    case FieldKind::boolean: return keep(read_boolean(value, where), as_number);
    case FieldKind::integer: return keep(read_integer(value, static_cast<int64_t>(rule.length_max), where), as_number);
    case FieldKind::photos: return read_photos(rule, value, where, form);
    case FieldKind::case_no: return keep(read_case_no(value, site_prefix, where), as_number);
    case FieldKind::cases: return read_cases(rule, value, site_prefix, where, form);
    case FieldKind::place: return read_place(value, where, form);
  }
  return {};
}

bool is_absent(const json::Value& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty());
}

// A JSON pointer's token: "~" and "/" escaped as RFC 6901 wants them.
std::string pointer_to(std::string_view key) {
  std::string token = "/";
  for (const char c : key) token += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return token;
}

}  // namespace

const std::vector<FieldRule>& field_rules() {
  static const std::vector<FieldRule> rules = make_rules();
  return rules;
}

const FieldRule* field_rule(std::string_view name) {
  const auto& rules = field_rules();
  const auto found = std::ranges::find(rules, name, &FieldRule::name);
  return found == rules.end() ? nullptr : &*found;
}

Result<FormData> read_form(const json::Value& body, std::string_view site_prefix) {
  if (!body.is_object()) return refuse(RefusalCode::invalid_input, "must be an object");
  const auto& object = body.get_object();
  for (const auto& [key, value] : object) {
    if (field_rule(key) == nullptr) return wrong(pointer_to(key), "unknown field");
  }
  FormData form;
  for (const FieldRule& rule : field_rules()) {
    const json::Value* value = object.if_contains(rule.name);
    if (value == nullptr || is_absent(*value)) continue;
    if (auto read = read_field(rule, *value, site_prefix, form); !read) return std::unexpected(read.error());
  }
  return form;
}

bool is_filled(const FormData& form, std::string_view field) {
  const std::string name{field};
  if (field == "place" && form.point) return true;
  return form.words.contains(name) || form.codes.contains(name) || form.lists.contains(name) ||
         form.numbers.contains(name) || form.case_lists.contains(name);
}

std::vector<std::string> filled_fields(const FormData& form) {
  std::vector<std::string> names;
  for (const FieldRule& rule : field_rules()) {
    if (is_filled(form, rule.name)) names.emplace_back(rule.name);
  }
  return names;
}

}  // namespace huiyin
