// The closed list of form fields a move may ask for, and which of them are words (private) and which codes (core).
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "domain/event.h"

namespace huiyin {

enum class FieldKind {
  words,
  code,
  unit,
  units,
  instant,
  boolean,
  integer,
  photos,
  case_no,
  cases,
  category,
  place,
  choice,
  account
};
BOOST_DESCRIBE_ENUM(FieldKind, words, code, unit, units, instant, boolean, integer, photos, case_no, cases, category,
                    place, choice, account)

struct FieldRule {
  std::string_view name;
  FieldKind kind;
  size_t length_max;                     // words: characters; lists and photos: items; integer: the greatest value
  std::vector<std::string_view> values;  // code: the allowed words; empty = any code [a-z0-9_.-]{1,64}
};

// nullptr for a name that is not on the list.
const FieldRule* field_rule(std::string_view name);
const std::vector<FieldRule>& field_rules();

// What a client sent with a command, already split: words for the private part, the rest as codes.
struct FormData {
  std::map<std::string, std::string> words;
  std::map<std::string, std::string> codes;               // also units, categories, choices, account numbers
  std::map<std::string, std::vector<std::string>> lists;  // units
  std::map<std::string, int64_t> numbers;                 // instants (UTC ms), integers, booleans (0/1), case ids
  std::map<std::string, std::vector<int64_t>> case_lists;
  std::vector<std::string> photos;  // before_photos, after_photos, photos in this order;
                                    // numbers[field] says how many belong to each
  std::optional<Point> point;
};

// Reads a JSON object against the list; null and "" are as good as absent. Unknown field, wrong kind, over length ->
// invalid_input with its pointer. `place` is {code} or {lat, lon} in WGS-84 degrees, or both; `site_prefix` is needed
// to read case numbers.
Result<FormData> read_form(const json::Value& body, std::string_view site_prefix);

// Whether the client gave this field of the list.
bool is_filled(const FormData& form, std::string_view field);
// The names of all fields that hold something.
std::vector<std::string> filled_fields(const FormData& form);

}  // namespace huiyin
