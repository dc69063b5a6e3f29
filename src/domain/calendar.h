// Working time: which local days are worked, and in which hours. Immutable after building; safe from any thread.
// Rules: State Council's yearly holiday notices (days off and swapped working days); each unit may keep its own hours.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
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

// The hours of a unit. `weekly[0]` is Monday. A swapped working day takes Monday's hours. `through_holidays`: a unit on
// duty every day (the command centre) works its weekly pattern whatever the calendar says.
struct WorkHours {
  std::vector<std::vector<WorkInterval>> weekly = std::vector<std::vector<WorkInterval>>(7);
  bool through_holidays = false;
  bool operator==(const WorkHours&) const = default;
};

struct CalendarYear {
  int32_t year = 0;
  bool provisional = false;                // no official notice yet: weekends and nothing else
  std::vector<LocalDate> days_off;         // beyond weekends
  std::vector<LocalDate> swapped_in;       // weekend days that are worked
  std::string source;                      // the notice's number or address
};

class Calendar {
 public:
  // Years must be contiguous, each date inside its year, no date both off and worked; otherwise broken_definition.
  static Result<Calendar> of(Zone zone, std::vector<CalendarYear> years, WorkHours default_hours);

  const Zone& zone() const { return zone_; }
  const WorkHours& default_hours() const { return default_hours_; }
  bool covers(LocalDate date) const { return date >= first_ && date <= last_; }
  bool is_provisional(LocalDate date) const;
  bool is_working_day(LocalDate date) const;  // by the calendar, whatever a unit's hours
  // The worked intervals of that day under `hours`; empty when not worked.
  const std::vector<WorkInterval>& intervals(LocalDate date, const WorkHours& hours) const;
  LocalDate first_date() const { return first_; }
  LocalDate last_date() const { return last_; }

 private:
  Calendar(Zone zone, WorkHours hours) : zone_(zone), default_hours_(std::move(hours)) {}
  Zone zone_;
  WorkHours default_hours_;
  LocalDate first_, last_;
  std::vector<uint8_t> day_kinds_;  // one per covered date
};

}  // namespace huiyin
