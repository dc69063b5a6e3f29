#include "sim/agenda.h"

#include <algorithm>

namespace huiyin::sim {

void Agenda::at(int64_t at_ms, Action action) {
  queue_.push({std::max(at_ms, now_at_ms_), asked_++, std::move(action)});
}

bool Agenda::step(int64_t until_at_ms) {
  if (queue_.empty() || queue_.top().at_ms >= until_at_ms) {
    now_at_ms_ = std::max(now_at_ms_, until_at_ms);
    return false;
  }
  const auto next = queue_.top();
  queue_.pop();
  now_at_ms_ = next.at_ms;
  next.action();
  return true;
}

}  // namespace huiyin::sim
