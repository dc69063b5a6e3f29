#include "sim/rng.h"

namespace huiyin::sim {

// SplitMix64 (Steele, Lea, Flood 2014).
uint64_t Rng::next() {
  state_ += 0x9e3779b97f4a7c15ULL;
  uint64_t mixed = state_;
  mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
  mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
  return mixed ^ (mixed >> 31);
}

Rng Rng::stream(std::string_view name) const {
  uint64_t hash = 0xcbf29ce484222325ULL;
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  Rng mixed{seed_ ^ hash};
  return Rng{mixed.next()};
}

size_t Rng::below(size_t bound) {
  return static_cast<size_t>(unit() * static_cast<double>(bound));
}

int64_t Rng::between(int64_t low, int64_t high) {
  return low + static_cast<int64_t>(below(static_cast<size_t>(high - low + 1)));
}

double Rng::unit() {
  return static_cast<double>(next() >> 11) * 0x1.0p-53;
}

double Rng::around(double mean, double deviation) {
  double sum = 0;
  for (int i = 0; i < 12; ++i) sum += unit();
  return mean + (sum - 6) * deviation;
}

size_t Rng::weighted(const std::vector<double>& weights) {
  double left = 0;
  for (const double weight : weights) left += weight;
  left *= unit();
  for (size_t i = 0; i + 1 < weights.size(); ++i) {
    if (left < weights[i]) return i;
    left -= weights[i];
  }
  return weights.size() - 1;
}

}  // namespace huiyin::sim
