#include "base/ids.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace huiyin {
namespace {

constexpr LocalDate kFirstDay{10957};  // 2000-01-01
constexpr LocalDate kLastDay{47481};   // 2099-12-31
constexpr size_t kDateDigits = 6;
constexpr size_t kSerialDigitsMin = 5;
constexpr size_t kSerialDigitsMax = 7;

// ISO 7064 MOD 11,10: catches every single wrong digit and nearly all neighbours swapped.
char check_digit(std::string_view digits) {
  int product = 10;
  for (const char c : digits) {
    const int sum = (product + (c - '0')) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  return static_cast<char>('0' + (11 - product) % 10);
}

bool all_digits(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

int64_t number_of(std::string_view digits) {
  int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// A number has one spelling only: five digits, more without a leading zero.
bool is_serial(std::string_view text) {
  if (text.size() < kSerialDigitsMin || text.size() > kSerialDigitsMax || !all_digits(text)) return false;
  return text.size() == kSerialDigitsMin || text.front() != '0';
}

Result<LocalDate> date_of_digits(std::string_view yymmdd) {
  return parse_date(fmt::format("20{}-{}-{}", yymmdd.substr(0, 2), yymmdd.substr(2, 2), yymmdd.substr(4, 2)));
}

std::unexpected<Refusal> not_a_number(std::string_view text, std::string_view why) {
  return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a case number: {}", text, why));
}

}  // namespace

Result<CaseId> make_case_id(LocalDate opened_on, int64_t serial) {
  if (opened_on < kFirstDay || opened_on > kLastDay) {
    return refuse(RefusalCode::invalid_input,
                  fmt::format("{} is outside 2000-01-01..2099-12-31", format_date(opened_on)));
  }
  if (serial < 1 || serial >= kSerialsPerDay) {
    return refuse(RefusalCode::invalid_input, fmt::format("serial {} is outside 1..{}", serial, kSerialsPerDay - 1));
  }
  return (opened_on.days - kFirstDay.days) * kSerialsPerDay + serial;
}

LocalDate opened_on(CaseId id) {
  return kFirstDay.plus(static_cast<int32_t>(id / kSerialsPerDay));
}

std::string case_no(CaseId id, std::string_view site_prefix) {
  const auto civil = civil_of(opened_on(id));
  const auto date = fmt::format("{:02}{:02}{:02}", civil.year % 100, civil.month, civil.day);
  const auto serial = fmt::format("{:05}", id % kSerialsPerDay);
  return fmt::format("{}-{}-{}-{}", site_prefix, date, serial, check_digit(date + serial));
}

Result<CaseId> parse_case_no(std::string_view text, std::string_view site_prefix) {
  const auto shape = [&] { return not_a_number(text, fmt::format("it is written {}-yymmdd-nnnnn-c", site_prefix)); };
  auto rest = text;
  if (!rest.starts_with(site_prefix) || !rest.substr(site_prefix.size()).starts_with('-')) {
    return not_a_number(text, fmt::format("numbers here begin with {}-", site_prefix));
  }
  rest.remove_prefix(site_prefix.size() + 1);
  if (rest.size() < kDateDigits + 1 + kSerialDigitsMin + 2) return shape();
  const auto date = rest.substr(0, kDateDigits);
  const auto serial = rest.substr(kDateDigits + 1, rest.size() - kDateDigits - 3);
  const auto tail = rest.substr(rest.size() - 2);
  if (!all_digits(date) || rest[kDateDigits] != '-' || !is_serial(serial) || tail[0] != '-' ||
      !all_digits(tail.substr(1)))
    return shape();
  if (check_digit(std::string{date} + std::string{serial}) != tail[1]) {
    return not_a_number(text, "its check digit does not fit, so a digit is mistyped");
  }
  const auto opened = date_of_digits(date);
  if (!opened) return not_a_number(text, "its date does not exist");
  if (number_of(serial) == 0) return shape();
  return make_case_id(*opened, number_of(serial));
}

}  // namespace huiyin
