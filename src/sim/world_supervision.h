// Supervisors: put what matters under supervision for its special cause, go through the list twice a day, remind, and
// end it with a written result once what was late is done.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Supervisors {
 public:
  explicit Supervisors(const Stage& stage);

  void dispatched(Living& living);    // a leader's instruction, a newspaper
  void grown(Living& living);         // asked again, or one more merged into it
  void raised(const Living& living);  // its level rose
  void review();                      // the list, at the hours of review
  const std::set<CaseId>& watched() const { return watched_; }

 private:
  void put_under(Living& living, const std::string& cause, int64_t level);
  void look_at(Living& living, const Worker& worker);
  bool is_done(const Case& state) const;

  const Stage& stage_;
  std::vector<size_t> supervisors_;
  std::set<CaseId> watched_;
};

}  // namespace huiyin::sim
