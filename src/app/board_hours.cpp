#include "app/board_hours.h"

#include <fmt/format.h>

namespace huiyin {

namespace {

bool is_counted(const Definitions& today, const std::string& programme) {
  const auto found = today.programmes.find(programme);
  return found != today.programmes.end() && found->second.counted;
}

}  // namespace

std::string hour_of(int64_t at_ms, const Zone& zone) {
  return fmt::format("{:02}", zone.local(at_ms).minute_of_day / 60);
}

Result<std::map<std::string, int64_t>> taken_by_hour(App& app, const Definitions& today, const BoardPeriod& period) {
  const auto slots = app.store().taken_slots(period.starts_at_ms, period.ends_at_ms);
  if (!slots) return std::unexpected(slots.error());
  std::map<std::string, int64_t> hours;
  for (const auto& slot : *slots) {
    if (is_counted(today, slot.programme)) hours[hour_of(slot.starts_at_ms, today.calendar.zone())] += slot.cases;
  }
  return hours;
}

}  // namespace huiyin
