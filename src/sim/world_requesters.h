// The people who asked: some say "me too", take their word back, rate or do not, ask again, or do not believe it is
// solved.
#pragma once

#include <functional>

#include "sim/stage.h"

namespace huiyin::sim {

class Requesters {
 public:
  // `ask_again`: the same person reports the same matter once more.
  Requesters(const Stage& stage, std::function<void(const Living&)> ask_again)
      : stage_(stage), ask_again_(std::move(ask_again)) {}

  void opened(Living& living);
  void answered(Living& living);  // resolved: the answer reaches them
  void closed(Living& living);

 private:
  void rate(Living& living);
  bool content(const Living& living, Rng& dice) const;

  const Stage& stage_;
  std::function<void(const Living&)> ask_again_;
};

}  // namespace huiyin::sim
