// Reproducible chance: the same seed draws the same numbers with every compiler and library. Not for secrets. One
// thread at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace huiyin::sim {

class Rng {
 public:
  explicit Rng(uint64_t seed) : state_(seed) {}

  uint64_t next();
  // A stream of its own by name: drawing more in one part of the world leaves the other parts as they were. Depends on
  // the seed this one was made with and on nothing drawn since.
  Rng stream(std::string_view name) const;

  size_t below(size_t bound);                  // 0 .. bound-1; bound >= 1
  int64_t between(int64_t low, int64_t high);  // both may come
  double unit();                               // [0, 1)
  bool chance(double probability) { return unit() < probability; }
  // About normal (the sum of twelve draws), within mean +- 6 deviations.
  double around(double mean, double deviation);
  // The index of a weight, each as likely as its share; weights >= 0, at least one > 0.
  size_t weighted(const std::vector<double>& weights);

  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[below(from.size())];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
  }

 private:
  uint64_t state_;
  uint64_t seed_ = state_;
};

}  // namespace huiyin::sim
