// The engine's own hand: fires every clock step that is due. It costs what is due, not what is open.
#pragma once

#include <atomic>

#include "app/app.h"
#include "app/carry_over.h"
#include "app/repeated_work.h"
#include "app/retention.h"

namespace huiyin {

struct Swept {
  int64_t cases = 0;    // that had something due
  int64_t refused = 0;  // left for the next round; each is logged
};

// One round: every case due by now, oldest first, in bounded batches until none is left or none moves on. After
// downtime only the highest step of each ladder fires (domain sweep).
Result<Swept> sweep_due(App& app);

// Runs rounds, search catch-up, what follows from newly adopted definitions, month ends and retention on a thread of
// its own. stop() returns after the round under way.
class Sweeper {
 public:
  explicit Sweeper(App& app, int64_t period_ms = 1'000);
  void start() { work_.start(); }
  void stop() { work_.stop(); }
  int64_t rounds_count() const { return rounds_count_; }

 private:
  void round();

  App& app_;
  DefinitionsFollower follower_;
  Retention retention_;
  std::atomic<int64_t> rounds_count_{0};
  RepeatedWork work_;  // ends before what it works on
};

}  // namespace huiyin
