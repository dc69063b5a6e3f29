// Just enough of JSON Schema 2020-12 for the schemas our document uses; anything else in a schema is a fault itself.
#pragma once

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

#include "base/json.h"

namespace huiyin::http::testing {

class SchemaCheck {
 public:
  explicit SchemaCheck(const json::Value& document) : document_(document) {}

  // What does not hold, each with its pointer; empty = the value fits.
  std::vector<std::string> faults(const json::Value& value, const json::Value& schema) const {
    std::vector<std::string> found;
    check(value, schema, "", found);
    return found;
  }

 private:
  using Faults = std::vector<std::string>;

  static bool is_type(const json::Value& value, std::string_view type) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    return type == "number" && value.is_number();
  }

  static bool fits_type(const json::Value& value, const json::Value& type) {
    if (type.is_string()) return is_type(value, type.get_string());
    return std::ranges::any_of(type.as_array(),
                               [&](const json::Value& one) { return is_type(value, one.as_string()); });
  }

  void check(const json::Value& value, const json::Value& schema, const std::string& at, Faults& found) const {
    for (const auto& [keyword, rule] : schema.as_object()) check_keyword(value, keyword, rule, schema, at, found);
  }

  void check_keyword(const json::Value& value, std::string_view keyword, const json::Value& rule,
                     const json::Value& schema, const std::string& at, Faults& found) const {
    const auto fault = [&](const std::string& what) { found.push_back(at + ": " + what); };
    if (keyword == "$ref") {
      const auto name = std::string{std::string_view{rule.as_string()}.substr(1)};
      check(value, document_.at_pointer(name), at, found);
    } else if (keyword == "type") {
      if (!fits_type(value, rule)) fault("is not of type " + json::canonical(rule));
    } else if (keyword == "enum") {
      if (std::ranges::find(rule.as_array(), value) == rule.as_array().end()) fault("is not one of the allowed");
    } else if (keyword == "anyOf") {
      const auto fits = [&](const json::Value& one) { return faults(value, one).empty(); };
      if (std::ranges::none_of(rule.as_array(), fits)) fault("fits none of anyOf");
    } else if (keyword == "pattern") {
      const std::regex pattern{std::string{rule.as_string()}};
      if (value.is_string() && !std::regex_search(std::string{value.as_string()}, pattern)) fault("breaks the pattern");
    } else if (keyword == "format") {
      if (value.is_string() && !parse_instant(std::string_view{value.as_string()})) fault("is no instant");
    } else if (keyword == "items") {
      if (value.is_array()) check_items(value.as_array(), rule, at, found);
    } else if (keyword == "required") {
      if (value.is_object()) check_required(value.as_object(), rule.as_array(), at, found);
    } else if (keyword == "properties" || keyword == "additionalProperties") {
      if (value.is_object()) check_members(value.as_object(), keyword, rule, schema, at, found);
    } else if (keyword != "description") {
      fault("the schema says what this check does not know: " + std::string{keyword});
    }
  }

  void check_items(const json::Array& list, const json::Value& rule, const std::string& at, Faults& found) const {
    for (size_t i = 0; i < list.size(); ++i) check(list[i], rule, at + "/" + std::to_string(i), found);
  }

  static void check_required(const json::Object& object, const json::Array& names, const std::string& at,
                             Faults& found) {
    for (const auto& name : names) {
      if (!object.contains(name.as_string())) found.push_back(at + ": lacks " + json::canonical(name));
    }
  }

  void check_members(const json::Object& object, std::string_view keyword, const json::Value& rule,
                     const json::Value& schema, const std::string& at, Faults& found) const {
    const auto* named = schema.as_object().if_contains("properties");
    for (const auto& [key, item] : object) {
      const std::string where = at + "/" + std::string{key};
      const bool is_named = named != nullptr && named->as_object().contains(key);
      if (keyword == "properties") {
        if (is_named) check(item, rule.at(key), where, found);
      } else if (!is_named) {
        rule.is_bool() ? found.push_back(where + ": is not in the schema") : check(item, rule, where, found);
      }
    }
  }

  const json::Value& document_;
};

}  // namespace huiyin::http::testing
