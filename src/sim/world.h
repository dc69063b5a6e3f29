// A district living through some days: residents, desk, units, supervisors, weather, from one seed. It drives the
// engine's own rules; nothing is written past them. One thread; several worlds may run beside one another.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/change.h"
#include "sim/engine.h"
#include "sim/habits.h"
#include "sim/matter_words.h"
#include "sim/scene.h"
#include "sim/staffing.h"

namespace huiyin::sim {

// What people write; empty functions: nobody reads it, so nothing is written (a dash where a form needs words).
struct Voices {
  std::function<std::string(std::string_view category, Voice voice, const Spot& spot, Rng& dice)> request;
  std::function<std::string(Occasion occasion, std::string_view category, const Spot& spot, Rng& dice)> say;
};

struct WorldSetup {
  const Definitions* today = nullptr;
  const Habits* habits = nullptr;
  const Scene* scene = nullptr;
  Voices voices;
  const std::vector<Person>* people = nullptr;
  uint64_t seed = 1;
  int64_t from_at_ms = 0, until_at_ms = 0;  // the first at a local midnight
  Change change;
};

// The ledger of counted cases at the end; taken = in_hand + the other five.
struct Ledger {
  int64_t taken = 0, in_hand = 0, closed = 0, refused = 0, transferred = 0, withdrawn = 0, merged = 0;
  int64_t supervised = 0;  // of those in hand, at any level
  int64_t district = 0;    // of these, by the district
  int64_t done() const { return taken - in_hand; }
  bool operator==(const Ledger&) const = default;
};

// What planners ask about one counted case.
struct CaseRecord {
  std::string lead, street;
  int64_t opened_at_ms = 0, dispatched_at_ms = 0, settled_at_ms = 0;  // 0: not yet
  bool closed = false, late = false;
};

struct UnitLoad {
  double busy_min = 0, available_min = 0;
  int64_t people = 0;
};

struct Year {
  Ledger ledger;
  int64_t events = 0, cases = 0, sweeps = 0, days = 0;
  uint64_t digest = 0;
  bool stopped = false;
  std::optional<Violation> violation;
  std::vector<RefusalCount> refusals;
  std::vector<CaseRecord> records;
  std::map<std::string, UnitLoad> loads;  // by unit of the post; a street's own and all below it
};

// `progress`: days lived, days in all; false stops it at the end of that day. A refusal: the sink's, or the calendar
// ends.
Result<Year> live(const WorldSetup& setup, Sink& sink, const std::function<bool(int64_t, int64_t)>& progress);

// Case ids of the local date, events nowhere.
class NoSink : public Sink {
 public:
  Result<CaseId> next_case_id(LocalDate opened_on) override;
  Result<void> take(Written) override { return {}; }

 private:
  std::map<LocalDate, int64_t> serials_;
};

}  // namespace huiyin::sim
