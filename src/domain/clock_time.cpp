#include "domain/clock_time.h"

#include <fmt/format.h>

#include <algorithm>
#include <type_traits>
#include <utility>

namespace huiyin {
namespace {

constexpr int32_t kShortestYearDays = 365;

struct Span {
  int64_t from_ms = 0;
  int64_t to_ms = 0;
};

// What a walk over working days tells about each of them. Counting needs no such telling and pays nothing for it.
struct Silent {
  void counted(LocalDate, Span, int64_t) {}
  void skipped(LocalDate) {}
};

// Turns the telling into the steps people read.
class Narrator {
 public:
  Narrator(int64_t started_at_ms, const Calendar& calendar) : started_at_ms_(started_at_ms), calendar_(calendar) {
    add("started", {started_at_ms, started_at_ms}, 0);
  }

  void counted(LocalDate date, Span span, int64_t counted_ms) {
    if (wants_opening_ && span.from_ms > started_at_ms_) add("moved_to_opening", {started_at_ms_, span.from_ms}, 0);
    wants_opening_ = false;
    // Minutes are rounded on the running sum, so that they add up.
    const int64_t before_min = counted_ms_ / kMinuteMs;
    counted_ms_ += counted_ms;
    const bool swapped = calendar_.kind(date) == DayKind::swapped;
    add(swapped ? "swapped_working_day" : "counted_day", span, counted_ms_ / kMinuteMs - before_min);
  }

  void skipped(LocalDate date) {
    const auto* kind = calendar_.kind(date) == DayKind::holiday ? "skipped_holiday" : "skipped_weekend";
    const Span span{std::max(started_at_ms_, calendar_.instant(date, 0)), calendar_.instant(date, 24 * 60)};
    if (steps_.back().kind == kind && steps_.back().to_at_ms == span.from_ms) {
      steps_.back().to_at_ms = span.to_ms;
    } else {
      add(kind, span, 0);
    }
  }

  void forget_opening() { wants_opening_ = false; }
  void natural(int64_t due_at_ms) {
    add("counted_natural", {started_at_ms_, due_at_ms}, (due_at_ms - started_at_ms_) / kMinuteMs);
  }

  std::vector<ClockStep> told(DueTime due) {
    if (due.provisional) add("provisional_year", provisional_part(due.due_at_ms), 0);
    add("due", {due.due_at_ms, due.due_at_ms}, 0);
    return std::move(steps_);
  }

 private:
  Span provisional_part(int64_t due_at_ms) const {
    auto date = calendar_.date_at(started_at_ms_).value_or(calendar_.first_date());
    while (!calendar_.is_provisional(date)) date = date.plus(1);
    return {std::max(started_at_ms_, calendar_.instant(date, 0)), due_at_ms};
  }
  void add(const char* kind, Span span, int64_t counted_min) {
    steps_.push_back({kind, span.from_ms, span.to_ms, counted_min});
  }

  int64_t started_at_ms_;
  const Calendar& calendar_;
  std::vector<ClockStep> steps_;
  int64_t counted_ms_ = 0;
  bool wants_opening_ = true;
};

std::unexpected<Refusal> no_calendar(const Calendar& calendar, int32_t year) {
  return refuse(RefusalCode::outside_calendar,
                fmt::format("the calendar of {} is missing: it runs from {} to {}", year,
                            format_date(calendar.first_date()), format_date(calendar.last_date())));
}

Result<LocalDate> date_of_start(int64_t at_ms, const Calendar& calendar) {
  if (const auto date = calendar.date_at(at_ms)) return *date;
  return no_calendar(calendar, civil_of(calendar.zone().local(at_ms).date).year);
}

std::unexpected<Refusal> ran_out(const Calendar& calendar) {
  return no_calendar(calendar, civil_of(calendar.last_date()).year + 1);
}

// The part of one date's working time from `from_ms` on, taking at most `left_ms` and telling `told` of it.
template <class Told>
Span take_day(LocalDate date, int64_t from_ms, int64_t& left_ms, const Calendar& calendar, const WorkHours& hours,
              Told& told) {
  Span taken{0, 0};
  int64_t counted_ms = 0;
  for (const auto& interval : calendar.intervals(date, hours)) {
    const int64_t open_ms = std::max(from_ms, calendar.instant(date, interval.from_min));
    const int64_t close_ms = calendar.instant(date, interval.to_min);
    const int64_t here_ms = std::min(left_ms, close_ms - open_ms);
    if (here_ms <= 0) continue;
    if (counted_ms == 0) taken.from_ms = open_ms;
    taken.to_ms = open_ms + here_ms;
    counted_ms += here_ms;
    left_ms -= here_ms;
  }
  if (counted_ms > 0) told.counted(date, taken, counted_ms);
  return taken;
}

template <class Told>
Result<int64_t> walk_time(int64_t from_ms, int64_t left_ms, const Calendar& calendar, const WorkHours& hours,
                          Told& told) {
  const auto start = date_of_start(from_ms, calendar);
  if (!start) return std::unexpected(start.error());
  if (left_ms <= 0) return from_ms;
  for (auto date = *start; calendar.covers(date); date = date.plus(1)) {
    const auto taken = take_day(date, from_ms, left_ms, calendar, hours, told);
    if (left_ms == 0) return taken.to_ms;
    if (calendar.intervals(date, hours).empty()) told.skipped(date);
  }
  return ran_out(calendar);
}

Span open_to_close(LocalDate date, const Calendar& calendar, const WorkHours& hours) {
  const auto& intervals = calendar.intervals(date, hours);
  if (intervals.empty()) return {0, 0};
  return {calendar.instant(date, intervals.front().from_min), calendar.instant(date, intervals.back().to_min)};
}

template <class Told>
void tell_day(LocalDate date, int64_t from_ms, const Calendar& calendar, const WorkHours& hours, Told& told) {
  if constexpr (!std::is_same_v<Told, Silent>) {
    int64_t all_ms = 2 * kDayMs;
    take_day(date, from_ms, all_ms, calendar, hours, told);
  }
}

template <class Told>
Result<int64_t> walk_days(int64_t from_ms, int64_t days, const Calendar& calendar, const WorkHours& hours, Told& told) {
  const auto start = date_of_start(from_ms, calendar);
  if (!start) return std::unexpected(start.error());
  const auto today = open_to_close(*start, calendar, hours);
  if (days == 0 && today.to_ms > from_ms) {
    tell_day(*start, from_ms, calendar, hours, told);
    return today.to_ms;
  }
  int64_t left = std::max<int64_t>(days, 1);
  for (auto date = start->plus(1); calendar.covers(date); date = date.plus(1)) {
    if (calendar.intervals(date, hours).empty()) {
      told.skipped(date);
      continue;
    }
    tell_day(date, from_ms, calendar, hours, told);
    if (--left == 0) return open_to_close(date, calendar, hours).to_ms;
  }
  return ran_out(calendar);
}

int64_t ms_of(Duration duration) {
  switch (duration.unit) {
    case TimeUnit::minute:
    case TimeUnit::working_minute: return duration.amount * kMinuteMs;
    case TimeUnit::hour:
    case TimeUnit::working_hour: return duration.amount * kHourMs;
    case TimeUnit::day:
    case TimeUnit::working_day: return duration.amount * kDayMs;
  }
  return 0;
}

int64_t natural_due(int64_t started_at_ms, Duration duration, const Zone& zone) {
  if (duration.unit != TimeUnit::day || duration.amount == 0) return started_at_ms + ms_of(duration);
  auto local = zone.local(started_at_ms);
  local.date = local.date.plus(static_cast<int32_t>(duration.amount));
  return zone.instant(local);
}

// Whether a day between the two covered instants lies in a year without its official notice.
bool passes_provisional(int64_t from_ms, int64_t to_ms, const Calendar& calendar) {
  const auto last = calendar.date_at(std::max(from_ms, to_ms - 1)).value_or(calendar.last_date());
  auto date = calendar.date_at(from_ms).value_or(calendar.first_date());
  // No year is shorter than the stride, so none is stepped over.
  for (; date < last; date = date.plus(kShortestYearDays)) {
    if (calendar.is_provisional(date)) return true;
  }
  return calendar.is_provisional(last);
}

template <class Told>
Result<DueTime> working_due(int64_t started_at_ms, Duration duration, const Calendar& calendar, const WorkHours& hours,
                            Told& told) {
  const auto due = duration.unit == TimeUnit::working_day
                       ? walk_days(started_at_ms, duration.amount, calendar, hours, told)
                       : walk_time(started_at_ms, ms_of(duration), calendar, hours, told);
  if (!due) return std::unexpected(due.error());
  return DueTime{*due, passes_provisional(started_at_ms, *due, calendar)};
}

}  // namespace

Result<DueTime> due_after(int64_t started_at_ms, Duration duration, const Calendar& calendar, const WorkHours& hours) {
  if (!duration.is_working()) return DueTime{natural_due(started_at_ms, duration, calendar.zone()), false};
  Silent silent;
  return working_due(started_at_ms, duration, calendar, hours, silent);
}

Result<std::vector<ClockStep>> explain_due(int64_t started_at_ms, Duration duration, const Calendar& calendar,
                                           const WorkHours& hours) {
  Narrator narrator{started_at_ms, calendar};
  if (!duration.is_working()) {
    const DueTime due{natural_due(started_at_ms, duration, calendar.zone()), false};
    narrator.natural(due.due_at_ms);
    return narrator.told(due);
  }
  if (duration.unit == TimeUnit::working_day) narrator.forget_opening();
  const auto due = working_due(started_at_ms, duration, calendar, hours, narrator);
  if (!due) return std::unexpected(due.error());
  return narrator.told(*due);
}

Result<int64_t> working_ms_between(int64_t from_at_ms, int64_t to_at_ms, const Calendar& calendar,
                                   const WorkHours& hours) {
  if (to_at_ms <= from_at_ms) return 0;
  const auto start = date_of_start(from_at_ms, calendar);
  if (!start) return std::unexpected(start.error());
  int64_t worked_ms = 0;
  for (auto date = *start; calendar.covers(date); date = date.plus(1)) {
    if (calendar.instant(date, 0) >= to_at_ms) return worked_ms;
    for (const auto& interval : calendar.intervals(date, hours)) {
      const int64_t open_ms = std::max(from_at_ms, calendar.instant(date, interval.from_min));
      const int64_t close_ms = std::min(to_at_ms, calendar.instant(date, interval.to_min));
      worked_ms += std::max<int64_t>(0, close_ms - open_ms);
    }
  }
  if (calendar.instant(calendar.last_date(), 24 * 60) >= to_at_ms) return worked_ms;
  return ran_out(calendar);
}

Result<int64_t> after_working_ms(int64_t from_at_ms, int64_t working_ms, const Calendar& calendar,
                                 const WorkHours& hours) {
  Silent silent;
  return walk_time(from_at_ms, working_ms, calendar, hours, silent);
}

Result<int64_t> remaining_ms(int64_t now_at_ms, int64_t due_at_ms, TimeUnit unit, const Calendar& calendar,
                             const WorkHours& hours) {
  if (Duration{0, unit}.is_working()) return working_ms_between(now_at_ms, due_at_ms, calendar, hours);
  return std::max<int64_t>(0, due_at_ms - now_at_ms);
}

Result<int64_t> resumed_due_at(int64_t now_at_ms, int64_t remaining, TimeUnit unit, const Calendar& calendar,
                               const WorkHours& hours) {
  if (Duration{0, unit}.is_working()) return after_working_ms(now_at_ms, remaining, calendar, hours);
  return now_at_ms + std::max<int64_t>(0, remaining);
}

}  // namespace huiyin
