// Working time: which local days are worked, and in which hours. Immutable after building; safe from any thread.
// Rules: State Council's yearly holiday notices (days off and swapped working days); each unit may keep its own hours.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace huiyin {

// Worked minutes of a day, [from_min, to_min), 0 <= from_min < to_min <= 1440, sorted, not overlapping.
struct WorkInterval {
  int32_t from_min = 0;
  int32_t to_min = 0;
  bool operator==(const WorkInterval&) const = default;
};

// The hours of a unit. `weekly[0]` is Monday; hours given for Saturday or Sunday are worked on ordinary weekends. A
// swapped working day takes Monday's hours; a day off has none. `through_holidays`: a unit on duty every day (the
// command centre) works its weekly pattern whatever the calendar says.
struct WorkHours {
  std::vector<std::vector<WorkInterval>> weekly = std::vector<std::vector<WorkInterval>>(7);
  bool through_holidays = false;
  bool operator==(const WorkHours&) const = default;
};

// Seven days, each of sorted intervals inside the day that do not overlap; otherwise broken_definition.
Result<void> check_hours(const WorkHours& hours);

// working and weekend: as the week has it; holiday: off by the notice; swapped: a weekend day worked by the notice.
enum class DayKind : uint8_t { working, weekend, holiday, swapped };

struct CalendarYear {
  int32_t year = 0;
  bool provisional = false;           // no official notice yet: weekends and nothing else
  std::vector<LocalDate> days_off;    // weekend days may be among them
  std::vector<LocalDate> swapped_in;  // weekend days that are worked
  std::string source;                 // the notice's number or address
};

class Calendar {
 public:
  // Years must be contiguous, each date inside its year, no date both off and worked, the hours in order; otherwise
  // broken_definition.
  static Result<Calendar> of(Zone zone, std::vector<CalendarYear> years, WorkHours default_hours);

  const Zone& zone() const { return zone_; }
  const WorkHours& default_hours() const { return default_hours_; }
  bool covers(LocalDate date) const { return date >= first_ && date <= last_; }
  bool is_provisional(LocalDate date) const;
  bool is_working_day(LocalDate date) const;  // by the calendar, whatever a unit's hours
  DayKind kind(LocalDate date) const;         // only for covered dates
  // The worked intervals of that day under `hours`; empty when not worked or not covered.
  const std::vector<WorkInterval>& intervals(LocalDate date, const WorkHours& hours) const;
  // The local date at that instant; nothing when the calendar does not cover it.
  std::optional<LocalDate> date_at(int64_t at_ms) const;
  // The first instant that shows minute 0..1440 of a covered date (as Zone::instant). Needs no look into the zone on a
  // day of 24 hours, which is what makes a due time cheap.
  int64_t instant(LocalDate date, int32_t minute_of_day) const;
  LocalDate first_date() const { return first_; }
  LocalDate last_date() const { return last_; }

 private:
  Calendar(Zone zone, WorkHours hours) : zone_(zone), default_hours_(std::move(hours)) {}
  size_t index_of(LocalDate date) const { return static_cast<size_t>(date.days - first_.days); }

  Zone zone_;
  WorkHours default_hours_;
  LocalDate first_, last_;
  std::vector<DayKind> day_kinds_;   // one per covered date
  std::vector<bool> provisional_;    // one per covered date
  std::vector<int64_t> day_starts_;  // one per covered date and one more: where the last day ends
};

}  // namespace huiyin
