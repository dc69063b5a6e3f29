#include "app/board_rates.h"

#include <algorithm>
#include <tuple>

namespace huiyin {

namespace {

constexpr int64_t kWholeBp = 10'000;
constexpr int64_t kSmallBelow = 10;

int64_t of(const Measures& measures, const std::string& name) {
  const auto found = measures.find(name);
  return found == measures.end() ? 0 : found->second;
}

Rate rate(std::string name, int64_t numerator_bp, int64_t denominator, int64_t excluded) {
  const int64_t rate_bp = denominator > 0 ? (numerator_bp + denominator / 2) / denominator : 0;
  return {std::move(name), numerator_bp, denominator, rate_bp, excluded, denominator < kSmallBelow};
}

// The sum of the answers' weights over their number.
Rate weighted(std::string name, const Measures& measures, const std::string& prefix,
              const std::map<std::string, int32_t>& weights_bp, int64_t excluded) {
  int64_t numerator_bp = 0;
  int64_t denominator = 0;
  for (const auto& [word, weight_bp] : weights_bp) {
    const int64_t count = of(measures, prefix + word);
    numerator_bp += count * weight_bp;
    denominator += count;
  }
  return rate(std::move(name), numerator_bp, denominator, excluded);
}

// The three rates as one figure: shown when each of them has something to say, over the smallest of what they count.
Rate three_rates(const Rate& response, const Rate& resolution, const Rate& satisfaction, const RateWeights& weights) {
  const int64_t denominator = std::min({response.denominator, resolution.denominator, satisfaction.denominator});
  const int64_t rate_bp = denominator == 0
                              ? 0
                              : (response.rate_bp * weights.response_bp + resolution.rate_bp * weights.resolution_bp +
                                 satisfaction.rate_bp * weights.satisfaction_bp + kWholeBp / 2) /
                                    kWholeBp;
  return {"three_rates", rate_bp * denominator, denominator, rate_bp, satisfaction.excluded, denominator < kSmallBelow};
}

Weights weights_of(const Programme& programme) {
  return {programme.resolved_weights_bp, programme.satisfied_weights_bp, programme.rate_weights};
}

auto tied(const Weights& weights) {
  return std::tie(weights.resolved_bp, weights.satisfied_bp, weights.rates.response_bp, weights.rates.resolution_bp,
                  weights.rates.satisfaction_bp);
}

}  // namespace

Weights weights_of(const Definitions& today, const std::string& programme) {
  const auto own = today.programmes.find(programme);
  if (own != today.programmes.end()) return weights_of(own->second);
  Weights most;
  int64_t most_count = 0;
  for (const auto& [name, candidate] : today.programmes) {
    if (!candidate.counted) continue;
    const Weights weights = weights_of(candidate);
    const auto count = std::ranges::count_if(today.programmes, [&](const auto& entry) {
      return entry.second.counted && tied(weights_of(entry.second)) == tied(weights);
    });
    if (count <= most_count) continue;
    most = weights;
    most_count = count;
  }
  return most;
}

std::vector<Rate> rates_of(const Measures& measures, const Weights& weights) {
  const int64_t excluded = of(measures, "excluded");
  const int64_t from_satisfaction = excluded + of(measures, "excluded_satisfaction");
  const int64_t on_time = of(measures, "on_time");
  const int64_t judged = on_time + of(measures, "late");
  const int64_t heard_in_time = of(measures, "contact_on_time");
  const Rate response =
      rate("response", heard_in_time * kWholeBp, heard_in_time + of(measures, "contact_late"), excluded);
  const Rate resolution = weighted("resolution", measures, "resolved_", weights.resolved_bp, excluded);
  const Rate satisfaction = weighted("satisfaction", measures, "satisfied_", weights.satisfied_bp, from_satisfaction);
  std::vector<Rate> rates{rate("on_time", on_time * kWholeBp, judged, excluded),
                          response,
                          resolution,
                          satisfaction,
                          three_rates(response, resolution, satisfaction, weights.rates),
                          rate("participation", of(measures, "rated") * kWholeBp, judged, excluded),
                          rate("direct_answer", of(measures, "on_the_spot") * kWholeBp, judged, excluded)};
  std::erase_if(rates, [](const Rate& one) { return one.denominator == 0; });
  return rates;
}

}  // namespace huiyin
