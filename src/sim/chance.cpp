#include "sim/chance.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huiyin::sim {

uint64_t seed_of(uint64_t parent, std::string_view name) {
  return Rng{parent}.stream(name).next();
}

uint64_t seed_of(uint64_t parent, std::string_view name, int64_t number) {
  return seed_of(parent, fmt::format("{} {}", name, number));
}

int32_t poisson(double draw, double mean) {
  double share = std::exp(-mean);
  double sum = share;
  int32_t count = 0;
  while (sum < draw && share > 0 && count < 5'000) {
    ++count;
    share *= mean / count;
    sum += share;
  }
  return count;
}

double spread(Rng& dice, double median, double sigma) {
  return median * std::exp(dice.around(0, sigma));
}

Shares::Shares(const std::vector<double>& weights) {
  double sum = 0;
  for (const double weight : weights) sums_.push_back(sum += weight);
}

size_t Shares::draw(Rng& dice) const {
  const auto found = std::ranges::upper_bound(sums_, dice.unit() * sums_.back());
  return std::min(static_cast<size_t>(found - sums_.begin()), sums_.size() - 1);
}

}  // namespace huiyin::sim
