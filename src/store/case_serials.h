// Serial numbers of cases by local day, taken from the store in blocks and handed out in memory. The next block is
// taken while the last quarter of the present one is still there, so that nobody waits for a commit. Safe from any
// thread, but not to be called on the writer's.
#pragma once

#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>

#include "base/ids.h"
#include "base/result.h"
#include "base/time.h"

namespace huiyin {

class CaseSerials {
 public:
  // Reserves `count` serials of a day for good and answers (from any thread) the serial after the last of them.
  using Answer = std::function<void(Result<int64_t>)>;
  using Reserve = std::function<void(LocalDate day, int64_t count, Answer answer)>;

  explicit CaseSerials(Reserve reserve) : reserve_(std::move(reserve)) {}
  Result<CaseId> next(LocalDate opened_on);

 private:
  struct Range {
    int64_t next = 0;
    int64_t end = 0;
    int64_t left() const { return end - next; }
  };
  struct Day {
    Range current;
    Range spare;
    int64_t block = 64;  // doubled each time, so that a bulk import asks rarely
    bool asking = false;
    std::optional<Refusal> refusal;  // of the last asking
  };

  void ask(LocalDate date, Day& day, std::unique_lock<std::mutex>& lock);

  const Reserve reserve_;
  std::mutex mutex_;
  std::condition_variable answered_;
  std::map<int32_t, Day> days_;
};

}  // namespace huiyin
