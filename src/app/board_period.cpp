#include "app/board_period.h"

#include <fmt/format.h>

namespace huiyin {

namespace {

constexpr size_t kYearCharacters = 4;
constexpr size_t kMonthCharacters = 7;
constexpr size_t kDateCharacters = 10;

bool is_period(const std::string& text) {
  if (text.size() == kYearCharacters) return parse_date(text + "-01-01").has_value();
  if (text.size() == kMonthCharacters) return parse_date(text + "-01").has_value();
  return text.size() == kDateCharacters && parse_date(text).has_value();
}

std::string last_day_of(const std::string& month) {
  return format_date(parse_date(month_after(month) + "-01")->plus(-1));
}

std::unexpected<Refusal> wrong(const char* where) {
  return refuse(RefusalCode::invalid_input,
                "must be a month such as 2026-11, a year or a date; to of the same kind and not before from", where);
}

}  // namespace

Result<BoardPeriod> board_period(const std::string& from, const std::string& to, const Zone& zone) {
  BoardPeriod period{from, to.empty() ? from : to, {}, {}, from.size() == kDateCharacters, 0, 0};
  if (!is_period(period.from)) return wrong("/from");
  if (!is_period(period.to) || period.to.size() != from.size() || period.to < from) return wrong("/to");
  if (from.size() == kYearCharacters) {
    period.from += "-01";
    period.to += "-12";
  }
  period.first = period.is_days ? period.from : period.from + "-01";
  period.last = period.is_days ? period.to : last_day_of(period.to);
  period.starts_at_ms = zone.instant({*parse_date(period.first), 0, 0});
  period.ends_at_ms = zone.instant({parse_date(period.last)->plus(1), 0, 0});
  return period;
}

std::string month_after(const std::string& month) {
  const CivilDate civil = civil_of(*parse_date(month + "-01"));
  const int32_t year = civil.month == 12 ? civil.year + 1 : civil.year;
  return fmt::format("{:04}-{:02}", year, civil.month % 12 + 1);
}

std::string month_of(int64_t at_ms, const Zone& zone) {
  return format_date(zone.local(at_ms).date).substr(0, kMonthCharacters);
}

}  // namespace huiyin
