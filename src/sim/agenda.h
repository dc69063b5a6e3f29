// The event queue of a simulated world: what happens next, in order of time and, at one instant, of asking. It is the
// world's only clock. One thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

namespace huiyin::sim {

class Agenda {
 public:
  using Action = std::function<void()>;

  explicit Agenda(int64_t from_at_ms) : now_at_ms_(from_at_ms) {}

  int64_t now_at_ms() const { return now_at_ms_; }
  // An instant that has passed means: now, after what was asked for before.
  void at(int64_t at_ms, Action action);
  void in(int64_t ms, Action action) { at(now_at_ms_ + ms, std::move(action)); }
  // Runs the next action before `until_at_ms` and moves the clock to it. False when there is none: then it is `until`.
  bool step(int64_t until_at_ms);

 private:
  struct Entry {
    int64_t at_ms = 0;
    int64_t asked = 0;
    Action action;
    bool operator<(const Entry& other) const {  // the queue's top is the greatest
      return at_ms != other.at_ms ? at_ms > other.at_ms : asked > other.asked;
    }
  };
  std::priority_queue<Entry> queue_;
  int64_t now_at_ms_;
  int64_t asked_ = 0;
};

}  // namespace huiyin::sim
