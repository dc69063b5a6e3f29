#include "app/occurred.h"

#include "base/time.h"

namespace huiyin {

namespace {

constexpr int64_t kOccurredBackMaxMs = 31 * kDayMs;  // whatever the month, its last day and all of this one

}  // namespace

Result<void> check_occurred(int64_t occurred_at_ms, int64_t now_at_ms) {
  const bool lies_back = occurred_at_ms <= now_at_ms && occurred_at_ms >= now_at_ms - kOccurredBackMaxMs;
  if (occurred_at_ms == 0 || lies_back) return {};
  return refuse(RefusalCode::invalid_input, "must lie in the last 31 days", "/occurred_at");
}

}  // namespace huiyin
