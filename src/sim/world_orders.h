// Service orders: residents ask for a hand, the centre publishes, a volunteer takes it, comes (or does not), is
// thanked.
#pragma once

#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Orders {
 public:
  explicit Orders(const Stage& stage);
  void moved(Living& order);  // it came to another state

 private:
  void by_desk(Living& order, const std::string& command, FormData form);
  void by_taker(Living& order, const std::string& command, int64_t after_ms, FormData form);
  void published(Living& order);
  void confirmed(Living& order);
  void done(Living& order);

  const Stage& stage_;
  std::vector<size_t> desk_, volunteers_;
};

}  // namespace huiyin::sim
