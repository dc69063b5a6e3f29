#include "http/render.h"

#include <cstdlib>

namespace huiyin::http {

void append_instant(std::string& out, int64_t at_ms, const Zone& zone) {
  if (at_ms == 0) {
    out += "null";
    return;
  }
  const auto local = zone.local(at_ms);
  const auto civil = civil_of(local.date);
  const int32_t second = local.ms_of_minute / 1000;
  const int32_t fraction = local.ms_of_minute % 1000;
  auto end = std::back_inserter(out);
  fmt::format_to(end, "\"{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", civil.year, civil.month, civil.day,
                 local.minute_of_day / 60, local.minute_of_day % 60, second);
  if (fraction != 0) fmt::format_to(end, ".{:03}", fraction);
  const int64_t shown_ms = local.date.days * kDayMs + local.minute_of_day * kMinuteMs + local.ms_of_minute;
  const int64_t offset_min = (shown_ms - at_ms) / kMinuteMs;
  fmt::format_to(end, "{}{:02}:{:02}\"", offset_min < 0 ? '-' : '+', std::abs(offset_min) / 60,
                 std::abs(offset_min) % 60);
}

void append_degrees(std::string& out, const Point& point) {
  constexpr double kE7 = 1e7;
  fmt::format_to(std::back_inserter(out), R"({{"lat":{},"lon":{}}})", point.lat_e7 / kE7, point.lon_e7 / kE7);
}

}  // namespace huiyin::http
