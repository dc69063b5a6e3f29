// The units in charge, with their faults: they sign late, return what is theirs, forget a part, ask for more time,
// report as solved what is not; most of the time they do the work.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Units {
 public:
  struct Colleagues {
    std::function<bool(Living&)> call_whistle;            // the street calls other units; true when it did
    std::function<void(Living&)> find_lead;               // the centre finds a unit for what it answered itself
    std::function<void(Living&, int32_t party)> release;  // the centre releases a unit that does not move
  };
  Units(const Stage& stage, Colleagues colleagues);

  void sign(Living& living);   // dispatched
  void begin(Living& living);  // accepted
  void work(Living& living);   // in_progress, rework
  void party(Living& living, const Party& party);
  void reminded(Living& living, const Event& clock_step);
  // The parts are done, or the whistle is: what waited for them goes on.
  void finish(Living& living);

 private:
  struct Pace {
    int64_t begin_at_ms = 0;
    double effort_min = 0;
    double of_limit = 0;  // the share of the limit after which it will be done, when there is no queue
  };

  Task task_of(const Living& living, const std::string& unit, double effort_min) const;
  bool is_open(const std::string& unit) const;
  std::string unit_in_charge(const Living& living) const;
  void take_on(Living& living, const Worker& worker);
  bool send_back(Living& living, const Worker& worker, bool wrongly);
  Pace pace_of(const Living& living) const;
  void plan_asides(Living& living, const Pace& pace);
  void ask_extension(Living& living);
  void suspend(Living& living);
  void report_progress(Living& living, int64_t at_ms);
  bool raise(Living& living);
  void do_work(Living& living, double effort_min);
  void resolve(Living& living, const Worker& worker);
  void wait_for_parties(Living& living);
  void act_as_party(Living& living, int32_t party, const std::string& act, double effort_min);

  const Stage& stage_;
  Colleagues colleagues_;
  std::vector<size_t> desk_;
};

}  // namespace huiyin::sim
