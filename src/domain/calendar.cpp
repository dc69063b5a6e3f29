#include "domain/calendar.h"

#include <fmt/format.h>

#include <algorithm>

namespace huiyin {
namespace {

constexpr int32_t kMinutesPerDay = 1'440;
constexpr int kSaturday = 5;

std::unexpected<Refusal> broken(std::string detail) {
  return refuse(RefusalCode::broken_definition, std::move(detail));
}

Result<void> check_years(const std::vector<CalendarYear>& years) {
  if (years.empty()) return broken("a calendar needs at least one year");
  for (size_t index = 1; index < years.size(); ++index) {
    if (years[index].year == years[index - 1].year + 1) continue;
    return broken(fmt::format("calendar years must follow each other, but {} comes after {}", years[index].year,
                              years[index - 1].year));
  }
  return {};
}

Result<void> check_dates(const CalendarYear& year) {
  for (const auto* dates : {&year.days_off, &year.swapped_in}) {
    for (const auto date : *dates) {
      if (civil_of(date).year == year.year) continue;
      return broken(fmt::format("{} stands in the calendar of {}", format_date(date), year.year));
    }
  }
  for (const auto date : year.swapped_in) {
    if (std::ranges::find(year.days_off, date) == year.days_off.end()) continue;
    return broken(fmt::format("{} is both off and worked", format_date(date)));
  }
  return {};
}

bool is_weekend(LocalDate date) {
  return weekday_of(date) >= kSaturday;
}

}  // namespace

Result<void> check_hours(const WorkHours& hours) {
  if (hours.weekly.size() != 7) return broken("hours name seven days, Monday first");
  for (const auto& day : hours.weekly) {
    int32_t free_from_min = 0;
    for (const auto& interval : day) {
      if (interval.from_min < free_from_min || interval.from_min >= interval.to_min ||
          interval.to_min > kMinutesPerDay) {
        return broken(fmt::format("minutes {}-{} do not follow the hours before them within one day", interval.from_min,
                                  interval.to_min));
      }
      free_from_min = interval.to_min;
    }
  }
  return {};
}

Result<Calendar> Calendar::of(Zone zone, std::vector<CalendarYear> years, WorkHours default_hours) {
  std::ranges::sort(years, {}, &CalendarYear::year);
  if (auto ok = check_years(years); !ok) return std::unexpected(ok.error());
  if (auto ok = check_hours(default_hours); !ok) return std::unexpected(ok.error());
  Calendar calendar{zone, std::move(default_hours)};
  calendar.first_ = date_of({years.front().year, 1, 1});
  calendar.last_ = date_of({years.back().year, 12, 31});
  for (auto date = calendar.first_; date <= calendar.last_.plus(1); date = date.plus(1)) {
    calendar.day_starts_.push_back(zone.instant({date, 0, 0}));
    if (date <= calendar.last_) calendar.day_kinds_.push_back(is_weekend(date) ? DayKind::weekend : DayKind::working);
  }
  for (const auto& year : years) {
    if (auto ok = check_dates(year); !ok) return std::unexpected(ok.error());
    calendar.provisional_.resize(calendar.index_of(date_of({year.year + 1, 1, 1})), year.provisional);
    for (const auto date : year.days_off) calendar.day_kinds_[calendar.index_of(date)] = DayKind::holiday;
    for (const auto date : year.swapped_in) {
      if (is_weekend(date)) calendar.day_kinds_[calendar.index_of(date)] = DayKind::swapped;
    }
  }
  return calendar;
}

bool Calendar::is_provisional(LocalDate date) const {
  return covers(date) && provisional_[index_of(date)];
}

DayKind Calendar::kind(LocalDate date) const {
  return day_kinds_[index_of(date)];
}

bool Calendar::is_working_day(LocalDate date) const {
  return covers(date) && (kind(date) == DayKind::working || kind(date) == DayKind::swapped);
}

const std::vector<WorkInterval>& Calendar::intervals(LocalDate date, const WorkHours& hours) const {
  static const std::vector<WorkInterval> kNone;
  if (!covers(date)) return kNone;
  const auto weekday = static_cast<size_t>(weekday_of(date));
  if (hours.through_holidays) return hours.weekly[weekday];
  switch (kind(date)) {
    case DayKind::working:
    case DayKind::weekend: return hours.weekly[weekday];
    case DayKind::swapped: return hours.weekly[0];
    case DayKind::holiday: return kNone;
  }
  return kNone;
}

std::optional<LocalDate> Calendar::date_at(int64_t at_ms) const {
  if (at_ms < day_starts_.front() || at_ms >= day_starts_.back()) return std::nullopt;
  auto index = std::min(static_cast<size_t>((at_ms - day_starts_.front()) / kDayMs), day_kinds_.size() - 1);
  while (day_starts_[index] > at_ms) --index;
  while (day_starts_[index + 1] <= at_ms) ++index;
  return first_.plus(static_cast<int32_t>(index));
}

int64_t Calendar::instant(LocalDate date, int32_t minute_of_day) const {
  const auto index = index_of(date);
  if (minute_of_day == kMinutesPerDay) return day_starts_[index + 1];
  if (day_starts_[index + 1] - day_starts_[index] == kDayMs) return day_starts_[index] + minute_of_day * kMinuteMs;
  return zone_.instant({date, minute_of_day, 0});
}

}  // namespace huiyin
