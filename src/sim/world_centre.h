// The command centre's desk: takes reports in, sends them where they belong, sees which are the same matter, decides on
// returns and requests.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Centre {
 public:
  explicit Centre(const Stage& stage);

  void opened(const Living& living);  // remembered for finding the same matter again
  void take_in(Living& living);       // received
  void sort(Living& living);          // triage
  void arbitrate(Living& living);     // return_requested
  void decide(Living& living, const Ask& ask);
  // A party that does not move any more is released.
  void waive(Living& living, int32_t party);
  // What the desk answered on the spot was not solved by that: it goes out and comes back to be dispatched.
  void find_lead(Living& living);
  void merged(Living& living);  // some merges turn out wrong

 private:
  Task desk_task(double effort_min) const;
  void take(Living& living, const Worker& worker);
  void place(Living& living, const Worker& worker);
  bool turn_away(Living& living, const Worker& worker);
  bool merge(Living& living, const Worker& worker);
  bool refile(Living& living, const Worker& worker);
  void dispatch(Living& living, const Worker& worker);
  bool answer(Living& living, const Worker& worker, double share);
  const Living* same_matter(const Living& living) const;
  std::string outside_unit() const;

  const Stage& stage_;
  std::vector<size_t> desk_, supervisors_;
  std::map<std::pair<std::string, std::string>, std::vector<CaseId>> of_grid_and_category_;
};

}  // namespace huiyin::sim
