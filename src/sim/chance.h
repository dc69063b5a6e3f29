// Draws beside Rng's own, and seeds of things. Each thing of the world has its own dice, so that a change in one place
// of two worlds leaves the luck of all other places as it was (common random numbers).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sim/rng.h"

namespace huiyin::sim {

uint64_t seed_of(uint64_t parent, std::string_view name);
uint64_t seed_of(uint64_t parent, std::string_view name, int64_t number);

// Grows with `draw` (one draw of [0, 1)) and with `mean`: more arrivals are the same ones and some beside. mean <= 500.
int32_t poisson(double draw, double mean);
// About log-normal: half of the draws are below the median; sigma 0.5 = two thirds within a factor of 1.65.
double spread(Rng& dice, double median, double sigma);

// Weights summed up once, drawn from often.
class Shares {
 public:
  Shares() = default;
  explicit Shares(const std::vector<double>& weights);
  bool empty() const { return sums_.empty() || sums_.back() <= 0; }
  size_t draw(Rng& dice) const;  // not when empty

 private:
  std::vector<double> sums_;
};

}  // namespace huiyin::sim
