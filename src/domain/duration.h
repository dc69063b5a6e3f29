// A limit as definitions write it: "30wmin", "2wh", "3wd" (working minutes, hours, days), "45min", "2h", "7d"
// (natural).
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace huiyin {

enum class TimeUnit { minute, hour, day, working_minute, working_hour, working_day };
BOOST_DESCRIBE_ENUM(TimeUnit, minute, hour, day, working_minute, working_hour, working_day)

struct Duration {
  int64_t amount = 0;  // >= 0
  TimeUnit unit = TimeUnit::minute;
  bool operator==(const Duration&) const = default;
  bool is_working() const { return unit >= TimeUnit::working_minute; }
};
BOOST_DESCRIBE_STRUCT(Duration, (), (amount, unit))

// "3wd" -> Duration; anything else, or more than 100'000 of a unit -> invalid_input.
Result<Duration> parse_duration(std::string_view text);
std::string to_string(Duration duration);

}  // namespace huiyin
