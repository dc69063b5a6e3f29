#include "app/attempt_limit.h"

#include "base/time.h"

namespace huiyin {

namespace {

constexpr int kAttemptsMax = 5;
constexpr int64_t kAttemptsMs = 15 * kMinuteMs;
constexpr size_t kNamesMax = 10'000;  // more are looked through for those whose time is over

}  // namespace

bool AttemptLimit::is_shut(const std::string& name, int64_t now_at_ms) {
  const std::scoped_lock lock{mutex_};
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return false;
  if (now_at_ms - found->second.first_at_ms >= kAttemptsMs) {
    by_name_.erase(found);
    return false;
  }
  return found->second.count >= kAttemptsMax;
}

void AttemptLimit::count(const std::string& name, int64_t now_at_ms) {
  const std::scoped_lock lock{mutex_};
  if (by_name_.size() >= kNamesMax) {
    std::erase_if(by_name_, [&](const auto& entry) { return now_at_ms - entry.second.first_at_ms >= kAttemptsMs; });
  }
  auto& attempts = by_name_[name];
  if (attempts.count == 0) attempts.first_at_ms = now_at_ms;
  ++attempts.count;
}

void AttemptLimit::forget(const std::string& name) {
  const std::scoped_lock lock{mutex_};
  by_name_.erase(name);
}

}  // namespace huiyin
