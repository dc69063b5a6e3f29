#include "store/case_serials.h"

#include <algorithm>
#include <utility>

namespace huiyin {
namespace {

constexpr int64_t kBlockMax = 4'096;

}  // namespace

Result<CaseId> CaseSerials::next(LocalDate opened_on) {
  std::unique_lock lock{mutex_};
  auto& day = days_[opened_on.days];
  while (day.current.left() == 0) {
    day.current = std::exchange(day.spare, {});
    if (day.current.left() > 0) break;
    if (!day.asking) ask(opened_on, day, lock);
    answered_.wait(lock, [&] { return !day.asking; });
    if (day.refusal && day.spare.left() == 0 && day.current.left() == 0) return std::unexpected(*day.refusal);
  }
  const int64_t serial = day.current.next++;
  if (day.current.left() < day.block / 8 && day.spare.left() == 0 && !day.asking) ask(opened_on, day, lock);
  return make_case_id(opened_on, serial);
}

// The answer may come at once or later, on another thread: the lock is let go meanwhile.
void CaseSerials::ask(LocalDate date, Day& day, std::unique_lock<std::mutex>& lock) {
  day.asking = true;
  const int64_t count = day.block;
  day.block = std::min(day.block * 2, kBlockMax);
  lock.unlock();
  reserve_(date, count, [this, &day, count](Result<int64_t> end) {
    {
      const std::lock_guard relock{mutex_};
      day.asking = false;
      day.refusal.reset();
      if (end) {
        day.spare = {*end - count, *end};
      } else {
        day.refusal = std::move(end.error());
      }
    }
    answered_.notify_all();
  });
  lock.lock();
}

}  // namespace huiyin
