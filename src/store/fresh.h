// What was read lately, kept for a moment: the same session is asked for with every request. Whatever goes through this
// store is seen at once (forget), what another server wrote after kFreshMs at the latest. Safe from any thread.
#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <unordered_map>

namespace huiyin {

inline constexpr std::chrono::milliseconds kFreshMs{1'000};

template <class Key, class Value>
class Fresh {
 public:
  // Read before the engine is asked; `keep` with it: what was forgotten meanwhile is not kept.
  uint64_t generation() const {
    const std::lock_guard lock{mutex_};
    return generation_;
  }
  std::optional<Value> find(const Key& key) const {
    const std::lock_guard lock{mutex_};
    const auto found = kept_.find(key);
    if (found == kept_.end() || found->second.until < Clock::now()) return std::nullopt;
    return found->second.value;
  }
  void keep(const Key& key, const Value& value, uint64_t generation) {
    const std::lock_guard lock{mutex_};
    if (generation != generation_) return;
    if (kept_.size() >= kEntriesMax) kept_.clear();
    kept_.insert_or_assign(key, Entry{value, Clock::now() + kFreshMs});
  }
  void forget() {
    const std::lock_guard lock{mutex_};
    ++generation_;
    kept_.clear();
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr size_t kEntriesMax = 10'000;
  struct Entry {
    Value value;
    Clock::time_point until;
  };
  mutable std::mutex mutex_;
  uint64_t generation_ = 0;
  std::unordered_map<Key, Entry> kept_;
};

}  // namespace huiyin
