#include "definitions/date_pattern.h"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace huiyin {
namespace {

constexpr std::string_view kRfc3339 = "rfc3339";

// What the letters of a pattern have read so far; -1 = nothing.
struct Parts {
  int32_t year = -1, month = -1, day = -1, hour = 0, hour_of_twelve = -1, minute = 0, second = 0;
  bool afternoon = false;
};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Takes up to `digits_max` digits off the front; nothing when there is none or the number leaves [least, most].
std::optional<int32_t> take_number(std::string_view& text, size_t digits_max, int32_t least, int32_t most) {
  int32_t number = 0;
  size_t count = 0;
  for (; count < digits_max && count < text.size() && is_digit(text[count]); ++count) {
    number = number * 10 + (text[count] - '0');
  }
  text.remove_prefix(count);
  if (count == 0 || number < least || number > most) return std::nullopt;
  return number;
}

bool take_half_of_day(std::string_view& text, Parts& parts) {
  if (text.size() < 2 || (text[1] | 0x20) != 'm') return false;
  const int half = text[0] | 0x20;
  if (half != 'a' && half != 'p') return false;
  parts.afternoon = half == 'p';
  text.remove_prefix(2);
  return true;
}

struct NumberRule {
  char letter;
  int32_t Parts::* part;
  size_t digits_max;
  int32_t least, most;
};
constexpr std::array kNumbers{
    NumberRule{'Y', &Parts::year, 4, 1, 9999},        NumberRule{'m', &Parts::month, 2, 1, 12},
    NumberRule{'d', &Parts::day, 2, 1, 31},           NumberRule{'H', &Parts::hour, 2, 0, 23},
    NumberRule{'M', &Parts::minute, 2, 0, 59},        NumberRule{'S', &Parts::second, 2, 0, 59},
    NumberRule{'I', &Parts::hour_of_twelve, 2, 1, 12}};

bool take_letter(char letter, std::string_view& text, Parts& parts) {
  if (letter == 'p') return take_half_of_day(text, parts);
  for (const auto& rule : kNumbers) {
    if (rule.letter != letter) continue;
    const auto number = take_number(text, rule.digits_max, rule.least, rule.most);
    if (number) parts.*rule.part = *number;
    return number.has_value();
  }
  return false;
}

std::optional<Parts> parts_of(std::string_view pattern, std::string_view text) {
  Parts parts;
  for (size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '%' && pattern[at + 1] != '%') {
      if (!take_letter(pattern[++at], text, parts)) return std::nullopt;
      continue;
    }
    if (pattern[at] == '%') ++at;
    if (text.empty() || text.front() != pattern[at]) return std::nullopt;
    text.remove_prefix(1);
  }
  if (!text.empty()) return std::nullopt;
  if (parts.hour_of_twelve > 0) parts.hour = parts.hour_of_twelve % 12 + (parts.afternoon ? 12 : 0);
  return parts;
}

bool has_letter(std::string_view pattern, char letter) {
  for (size_t at = 0; at + 1 < pattern.size(); ++at) {
    if (pattern[at] == '%' && pattern[++at] == letter) return true;
  }
  return false;
}

}  // namespace

Result<DatePattern> DatePattern::of(std::string_view pattern) {
  DatePattern read;
  if (pattern == kRfc3339) return read;
  for (size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '%') continue;
    ++at;
    if (at == pattern.size() || std::string_view{"YmdHIpMS%"}.find(pattern[at]) == std::string_view::npos) {
      return refuse(RefusalCode::invalid_input, "a % is followed by one of Y m d H I p M S %");
    }
  }
  if (!has_letter(pattern, 'Y') || !has_letter(pattern, 'm') || !has_letter(pattern, 'd')) {
    return refuse(RefusalCode::invalid_input, "needs %Y, %m and %d, or the word rfc3339");
  }
  if (has_letter(pattern, 'I') != has_letter(pattern, 'p') || (has_letter(pattern, 'I') && has_letter(pattern, 'H'))) {
    return refuse(RefusalCode::invalid_input, "hours are %H, or %I with %p");
  }
  read.pattern_ = pattern;
  return read;
}

Result<int64_t> DatePattern::read(std::string_view text, const Zone& zone) const {
  if (pattern_.empty()) return parse_instant(text);
  const auto parts = parts_of(pattern_, text);
  if (!parts) return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a time written {}", text, pattern_));
  const CivilDate civil{parts->year, parts->month, parts->day};
  const auto date = date_of(civil);
  if (civil_of(date) != civil) return refuse(RefusalCode::invalid_input, fmt::format("'{}' is no date", text));
  return zone.instant({date, parts->hour * 60 + parts->minute, parts->second * static_cast<int32_t>(kSecondMs)});
}

}  // namespace huiyin
