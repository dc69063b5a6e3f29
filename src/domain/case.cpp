#include "domain/case.h"

#include <algorithm>

namespace huiyin {

int64_t next_step_at_ms(const Case& state) {
  int64_t earliest = 0;
  for (const auto& clock : state.clocks) {
    if (clock.status != ClockStatus::running || clock.next_at_ms == 0) continue;
    if (earliest == 0 || clock.next_at_ms < earliest) earliest = clock.next_at_ms;
  }
  return earliest;
}

const Clock* find_clock(const Case& state, std::string_view name, int32_t owner) {
  const auto found = std::ranges::find_if(state.clocks, [&](const Clock& clock) {
    return clock.name == name && clock.owner == owner && clock.status <= ClockStatus::paused;
  });
  return found == state.clocks.end() ? nullptr : &*found;
}

bool has_flag(const Case& state, std::string_view flag) {
  return std::ranges::find(state.flags, flag) != state.flags.end();
}

int32_t counter(const Case& state, std::string_view name) {
  const auto found = state.counters.find(std::string{name});
  return found == state.counters.end() ? 0 : found->second;
}

}  // namespace huiyin
