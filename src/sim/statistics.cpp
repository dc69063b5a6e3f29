#include "sim/statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace huiyin::sim {
namespace {

// Student's t, two-sided 95 %, by degrees of freedom from 1.
constexpr std::array kStudent{12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                              2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                              2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
constexpr double kNormal = 1.96;

}  // namespace

Summary summary_of(const std::vector<double>& values) {
  if (values.empty()) return {};
  const auto count = static_cast<double>(values.size());
  double sum = 0;
  for (const double value : values) sum += value;
  Summary summary{sum / count, 0, *std::ranges::min_element(values), *std::ranges::max_element(values)};
  double squares = 0;
  for (const double value : values) squares += (value - summary.mean) * (value - summary.mean);
  if (values.size() > 1) summary.deviation = std::sqrt(squares / (count - 1));
  return summary;
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const double at = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<size_t>(at);
  const auto above = std::min(below + 1, values.size() - 1);
  return values[below] + (values[above] - values[below]) * (at - static_cast<double>(below));
}

Interval interval_of(const std::vector<double>& differences) {
  const auto [mean, deviation, least, most] = summary_of(differences);
  if (differences.size() < 2) return {mean, mean, mean};
  const size_t freedom = differences.size() - 1;
  const double student = freedom <= kStudent.size() ? kStudent[freedom - 1] : kNormal;
  const double half = student * deviation / std::sqrt(static_cast<double>(differences.size()));
  return {mean, mean - half, mean + half};
}

}  // namespace huiyin::sim
