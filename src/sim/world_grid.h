// Grid workers on their rounds: they verify what was reported, solve what is small, look at what units say is solved.
// While the network of their phones is down their commands come late, with the time they were done.
#pragma once

#include <string>
#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

struct Outage {
  std::string street;
  int64_t from_at_ms = 0, until_at_ms = 0;
};

class GridWorkers {
 public:
  GridWorkers(const Stage& stage, std::vector<Outage> outages) : stage_(stage), outages_(std::move(outages)) {}

  void found(Living& living);   // their own finding
  void verify(Living& living);  // verifying
  void look(Living& living);    // checking
  // Those who may be asked to go to a place: its own workers, those of the street, and the community's as the last.
  Task errand(const Living& living, double effort_min) const;

 private:
  void report(Living& living, const Worker& worker, const std::string& command, FormData form) const;
  void verified(Living& living, const Worker& worker) const;

  const Stage& stage_;
  std::vector<Outage> outages_;
};

}  // namespace huiyin::sim
