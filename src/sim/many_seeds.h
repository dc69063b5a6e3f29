// The same days lived from several seeds, in memory, on all cores: how the ledger spreads, and what a change would do.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "sim/simulated_site.h"
#include "sim/statistics.h"

namespace huiyin::sim {

struct SeedLine {
  uint64_t seed = 0;
  int64_t taken = 0, done = 0, in_hand = 0, supervised = 0, district = 0, closed = 0, refused = 0, transferred = 0,
          withdrawn = 0, merged = 0, events = 0;
  int64_t on_time_bp = 0;             // of those closed, basis points
  std::vector<std::string> refusals;  // "command code count"
  bool operator==(const SeedLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(SeedLine, (),
                      (seed, taken, done, in_hand, supervised, district, closed, refused, transferred, withdrawn,
                       merged, events, on_time_bp, refusals))

struct SeedsReport {
  bool within = false;  // every mean within its target
  bool stopped = false;
  std::vector<SeedLine> seeds;
  Summary taken, done, in_hand, supervised, district, on_time_bp;
};

// Seeds 1..count. A broken promise -> corrupt naming seed, case and step.
Result<SeedsReport> live_seeds(const SimulatedSite& site, const Span& span, int64_t count, const Progress& progress);

// One measure without and with the change, as means over the seeds, and the difference seed by seed.
struct ComparedMeasure {
  std::string unit;     // empty: the whole district
  std::string measure;  // on_time (share), dispatch_p50, dispatch_p90, settle_p50, settle_p90 (hours), load (share)
  double without = 0, with = 0;
  Interval difference;
  bool operator==(const ComparedMeasure&) const = default;
};

struct Comparison {
  int64_t seeds = 0;
  bool stopped = false;
  std::vector<ComparedMeasure> measures;
};

Result<Comparison> compare(const SimulatedSite& site, const Change& change, const Span& span, int64_t count,
                           const Progress& progress);

}  // namespace huiyin::sim
