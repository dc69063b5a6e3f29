#include "base/large_memory.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <numeric>

namespace huiyin {
namespace {

TEST(LargeMemory, AListGrowsThroughSmallAndLargeMemoryAndKeepsItsNumbers) {
  constexpr uint32_t kCount = 3'000'000;  // 12 MB: past the size from which memory comes from the system
  LargeList<uint32_t> list;
  for (uint32_t i = 0; i < kCount; ++i) list.push_back(i);
  list.shrink_to_fit();
  EXPECT_EQ(reinterpret_cast<uintptr_t>(list.data()) % (2U << 20), 0U);
  const LargeList<uint32_t> copy = list;
  EXPECT_EQ(std::accumulate(copy.begin(), copy.end(), uint64_t{0}), uint64_t{kCount} * (kCount - 1) / 2);
  list.resize(10);
  list.shrink_to_fit();
  EXPECT_EQ(list.back(), 9U);
}

}  // namespace
}  // namespace huiyin
