// Instants are UTC milliseconds since 1970 (int64_t, named *_at_ms). A Zone turns them into local dates and back.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace date {
class time_zone;
}

namespace huiyin {

inline constexpr int64_t kSecondMs = 1'000;
inline constexpr int64_t kMinuteMs = 60 * kSecondMs;
inline constexpr int64_t kHourMs = 60 * kMinuteMs;
inline constexpr int64_t kDayMs = 24 * kHourMs;

// A day of the proleptic Gregorian calendar as days since 1970-01-01; local, without a zone.
struct LocalDate {
  int32_t days = 0;
  auto operator<=>(const LocalDate&) const = default;
  LocalDate plus(int32_t count) const { return {days + count}; }
};

struct CivilDate {
  int32_t year = 1970;
  int32_t month = 1;  // 1..12
  int32_t day = 1;    // 1..31
  auto operator<=>(const CivilDate&) const = default;
};

LocalDate date_of(CivilDate civil);
CivilDate civil_of(LocalDate date);
int weekday_of(LocalDate date);  // 0 = Monday .. 6 = Sunday

// "2026-11-22" -> date; anything else -> invalid_input.
Result<LocalDate> parse_date(std::string_view text);
std::string format_date(LocalDate date);

// RFC 3339 with Z or an offset, seconds optional, fraction up to milliseconds; anything else -> invalid_input.
Result<int64_t> parse_instant(std::string_view text);
std::string format_instant(int64_t at_ms);  // "2026-11-22T02:17:00Z", with ".123" only when there is a fraction

struct LocalTime {
  LocalDate date;
  int32_t minute_of_day = 0;  // 0..1439
  int32_t ms_of_minute = 0;   // 0..59'999
  auto operator<=>(const LocalTime&) const = default;
};

// An IANA time zone of the system's tz database. Cheap to copy; safe from any thread.
class Zone {
 public:
  // Unknown name -> unknown_thing.
  static Result<Zone> named(std::string_view iana_name);
  static Zone utc();

  LocalTime local(int64_t at_ms) const;
  // The first instant that shows this local time; a time skipped by daylight saving maps to the end of the gap.
  int64_t instant(LocalTime local) const;
  std::string name() const;

 private:
  explicit Zone(const date::time_zone* zone) : zone_(zone) {}
  const date::time_zone* zone_;
};

}  // namespace huiyin
