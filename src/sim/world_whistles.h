// A street calls departments to a matter it cannot solve alone; they report in, agree, do their parts; nobody leaves
// until it is done.
#pragma once

#include <functional>

#include "sim/stage.h"

namespace huiyin::sim {

class Whistles {
 public:
  // `finished`: the whistle's work on this matter is done.
  Whistles(const Stage& stage, std::function<void(Living&)> finished);

  // True when the matter's street called the units that take part in it.
  bool call(Living& matter);
  void moved(Living& whistle);  // it came to another state
  void party(Living& whistle, const Party& party);

 private:
  void gather(Living& whistle, const std::string& command, int64_t after_ms);
  void finish(Living& whistle);
  void judge(Living& whistle);
  void act_as_party(Living& whistle, int32_t party, const std::string& act, double effort_min);

  const Stage& stage_;
  std::function<void(Living&)> finished_;
  std::vector<size_t> judges_;
};

}  // namespace huiyin::sim
