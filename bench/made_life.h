// Made-up cases with whole lives, told by the engine itself: every event is one that `open_case`, `decide` or `sweep`
// gave. The same seed and number tell the same life (keys and salts apart). Safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "domain/definitions.h"
#include "ledger/keys.h"
#include "store/store.h"

namespace huiyin::bench {

// Numbers drawn from a seed: SplitMix64.
class Draw {
 public:
  explicit Draw(uint64_t seed) : state_(seed) {}
  uint64_t bits();
  size_t below(size_t count) { return static_cast<size_t>(bits() % count); }
  bool chance(size_t percent) { return below(100) < percent; }
  // About `mean_ms`, often shorter, now and then much longer (exponential).
  int64_t wait_ms(int64_t mean_ms);
  template <class T>
  const T& one_of(const std::vector<T>& list) {
    return list[below(list.size())];
  }

 private:
  uint64_t state_;
};

struct MadeWorld {
  DefinitionsPtr today;
  KeyRing keys;
  uint64_t seed = 1;
  int64_t until_ms = 0;   // lives stop here, in whatever state they are
  bool all_open = false;  // lives stop when a unit has started
  std::vector<const Category*> leaves;
  std::vector<PlaceNode> grids;

  static MadeWorld of(DefinitionsPtr today, KeyRing keys, uint64_t seed, int64_t until_ms, bool all_open);
};

// A few sentences in Chinese as people write them, with words of the category.
std::string made_words(Draw& draw, const Category& category, const PlaceNode& grid);

// The whole life of case number `index` up to world.until_ms, as one draft.
Result<Draft> made_life(const MadeWorld& world, uint64_t index, CaseId id, int64_t opened_at_ms);

}  // namespace huiyin::bench
