// Rates from measures: what they count, over what, and what was left out. Pure; safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <string>
#include <vector>

#include "domain/definitions.h"

namespace huiyin {

using Measures = std::map<std::string, int64_t>;

// numerator / denominator, the numerator in ten-thousandths of a case because answers have weights.
struct Rate {
  std::string name;  // on_time, response, resolution, satisfaction, three_rates, participation, direct_answer
  int64_t numerator_bp = 0;
  int64_t denominator = 0;
  int64_t rate_bp = 0;   // of ten thousand
  int64_t excluded = 0;  // cases two persons left out of it
  bool small = false;    // a denominator under ten says little
  bool operator==(const Rate&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rate, (), (name, numerator_bp, denominator, rate_bp, excluded, small))

// What answers and the three rates weigh.
struct Weights {
  std::map<std::string, int32_t> resolved_bp, satisfied_bp;
  RateWeights rates;
};

// A programme's own weights; where cases of many meet, those that most counted programmes have (the first by name of
// equally many).
Weights weights_of(const Definitions& today, const std::string& programme = {});

// Those that count anything at all.
std::vector<Rate> rates_of(const Measures& measures, const Weights& weights);

}  // namespace huiyin
