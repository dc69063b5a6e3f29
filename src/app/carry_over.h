// After definitions were adopted, or a unit ended on its day, every open case is carried over (domain/adapt.h): place,
// routing, units, clocks. In bounded batches through the writer; whoever is stopped half-way, or killed, goes on where
// it is run again: a case carried already is left alone.
#pragma once

#include <boost/describe.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"

namespace huiyin {

// What carrying over did, or would do. One case may have moved for several reasons.
struct CarryReport {
  int64_t edition = 0;
  int64_t looked_at = 0;  // open cases
  int64_t moved = 0;
  int64_t by_places = 0, by_duties = 0, by_units = 0, by_calendar = 0;
  int64_t refused = 0;  // stay as they are; each is logged
  bool complete = false;
  bool operator==(const CarryReport&) const = default;
};
BOOST_DESCRIBE_STRUCT(CarryReport, (),
                      (edition, looked_at, moved, by_places, by_duties, by_units, by_calendar, refused, complete))

// An open case that new definitions would leave without what it has to have.
struct StrandedCase {
  std::string case_no;
  std::string place;   // the deepest code it has now
  std::string detail;  // what it would lose, or the refusal
  bool operator==(const StrandedCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(StrandedCase, (), (case_no, place, detail))

struct CarryForecast {
  CarryReport report;
  std::vector<StrandedCase> stranded;  // the first hundred, by case number
  int64_t stranded_count = 0;
};

class CarriedCases;

class CaseCarrier {
 public:
  // Towards today's definitions. Nothing adopted -> unknown_thing.
  static Result<CaseCarrier> start(App& app);
  // The next `cases_max` open cases; true while there are more. The end is noted in the store.
  Result<bool> step(size_t cases_max);
  const CarryReport& report() const { return report_; }
  int64_t total() const { return static_cast<int64_t>(ids_.size()); }

 private:
  CaseCarrier(App& app, std::shared_ptr<const CarriedCases> cases, std::vector<CaseId> ids);

  App* app_;
  std::shared_ptr<const CarriedCases> cases_;
  std::vector<CaseId> ids_;
  size_t next_ = 0;
  CarryReport report_;
};

// All of them. Stopped by `progress`: the report is not complete.
Result<CarryReport> carry_over(App& app, const Progress& progress);

// What adopting `next`, read from files with this manifest, would do; changes nothing. Stopped by `progress`: the
// report is not complete.
Result<CarryForecast> forecast_carry(App& app, const Definitions& next, const std::string& manifest,
                                     const Progress& progress);

// Lets a server notice what others adopted, and days on which units end, and carries open cases over a piece a round.
// Every server does so once it knows: what it took in under the old definitions meanwhile is carried too.
class DefinitionsFollower {
 public:
  static constexpr size_t kCasesARound = 5'000;

  explicit DefinitionsFollower(App& app) : app_(app) {}
  // Costs one small statement when there is nothing new. True while a carrying over is under way.
  Result<bool> round();

 private:
  Result<bool> is_behind();

  App& app_;
  std::optional<Carried> followed_;
  std::optional<CaseCarrier> carrier_;
};

}  // namespace huiyin
