// Means, spreads and intervals of a few numbers. Pure.
#pragma once

#include <vector>

namespace huiyin::sim {

struct Summary {
  double mean = 0, deviation = 0, least = 0, most = 0;
  bool operator==(const Summary&) const = default;
};

Summary summary_of(const std::vector<double>& values);

// The value below which `share` of them lie; 0 of none.
double quantile(std::vector<double> values, double share);

// The mean of paired differences and its 95 % interval by Student's t. One pair has no interval: low = high = mean.
struct Interval {
  double mean = 0, low = 0, high = 0;
  bool operator==(const Interval&) const = default;
};

Interval interval_of(const std::vector<double>& differences);

}  // namespace huiyin::sim
