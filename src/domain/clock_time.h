// Due times. Pure: no clock, no I/O, safe from any thread. All instants UTC ms.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "domain/calendar.h"
#include "domain/duration.h"

namespace huiyin {

// One line of the explanation of a due time: what was counted, from when to when.
// `kind` is a key of the wording catalogue: started, moved_to_opening, counted_day, skipped_holiday, skipped_weekend,
// swapped_working_day, counted_natural, due, provisional_year.
struct ClockStep {
  std::string kind;
  int64_t from_at_ms = 0;
  int64_t to_at_ms = 0;
  int64_t counted_min = 0;
  bool operator==(const ClockStep&) const = default;
};
BOOST_DESCRIBE_STRUCT(ClockStep, (), (kind, from_at_ms, to_at_ms, counted_min))

struct DueTime {
  int64_t due_at_ms = 0;
  bool provisional = false;  // it passes through a year without its official notice
};

// The instant `duration` after `started_at_ms`.
//   natural minutes and hours: plain addition. Natural days: the same local time, so many days later.
//   working minutes and hours: only worked intervals count; a start outside them moves to the next opening; the result
//   is
//     the earliest instant by which that much working time has passed (so of none: the start itself).
//   working days: the start day does not count; due at the close of the N-th worked day after it (N = 0: at the close
//   of
//     the start day if still worked then, else of the next worked day).
// Working time is real time: an hour skipped by daylight saving counts nothing, one shown twice counts twice.
// Natural durations need no calendar. The way of a working one passes a date outside it -> outside_calendar naming the
// missing year.
Result<DueTime> due_after(int64_t started_at_ms, Duration duration, const Calendar& calendar, const WorkHours& hours);

// The same, told step by step in order of time; the first step is `started`, the last is `due`. For working minutes and
// hours, natural ones too, the counted minutes sum up to the duration; for working days each counted day has a step.
Result<std::vector<ClockStep>> explain_due(int64_t started_at_ms, Duration duration, const Calendar& calendar,
                                           const WorkHours& hours);

// Worked milliseconds in [from, to); 0 when to <= from.
Result<int64_t> working_ms_between(int64_t from_at_ms, int64_t to_at_ms, const Calendar& calendar,
                                   const WorkHours& hours);

// The earliest instant by which `working_ms` of working time have passed since `from_at_ms`.
Result<int64_t> after_working_ms(int64_t from_at_ms, int64_t working_ms, const Calendar& calendar,
                                 const WorkHours& hours);

// What is left of a clock that pauses at `now`: working ms for working units, natural ms for natural ones; never < 0.
Result<int64_t> remaining_ms(int64_t now_at_ms, int64_t due_at_ms, TimeUnit unit, const Calendar& calendar,
                             const WorkHours& hours);
// The due time of a paused clock that resumes at `now` with `remaining` left (as remaining_ms gave it).
Result<int64_t> resumed_due_at(int64_t now_at_ms, int64_t remaining, TimeUnit unit, const Calendar& calendar,
                               const WorkHours& hours);

}  // namespace huiyin
