// The independent act: reviewers check what units report as solved, callers ask the requester, three times if need be.
#pragma once

#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Review {
 public:
  explicit Review(const Stage& stage);

  void check(Living& living);    // resolved
  void call(Living& living);     // callback; again after a call nobody answered
  void settled(Living& living);  // a few of the unhappy ends are no fault of the unit: excluded by two persons

 private:
  void judge(Living& living, const Worker& worker, bool handed_on);
  void ring(Living& living, const Worker& worker);

  const Stage& stage_;
  std::vector<size_t> reviewers_, callers_, desk_;
};

}  // namespace huiyin::sim
