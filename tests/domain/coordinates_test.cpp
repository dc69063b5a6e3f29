#include "domain/coordinates.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

constexpr double kMillimetre = 1e-8;  // in degrees, nearly

// What open converters print for one place of the capital.
TEST(Coordinates, KnownPairsOfTheSameSpotAgree) {
  const Degrees spot{39.915, 116.404};
  const Degrees gcj02 = from_wgs84(spot, CoordinateSystem::gcj02);
  EXPECT_NEAR(gcj02.lon, 116.41024449916938, kMillimetre);
  EXPECT_NEAR(gcj02.lat, 39.91640428150164, kMillimetre);
  // The same spot taken as GCJ-02, one step on.
  const Degrees bd09 = from_wgs84(to_wgs84(spot, CoordinateSystem::gcj02), CoordinateSystem::bd09);
  EXPECT_NEAR(bd09.lon, 116.41036949371029, kMillimetre);
  EXPECT_NEAR(bd09.lat, 39.92133699351021, kMillimetre);
  // Converters step back once where this one closes in: within two metres.
  const Degrees back = to_wgs84(spot, CoordinateSystem::gcj02);
  EXPECT_NEAR(back.lon, 116.39775550083061, 2e-5);
  EXPECT_NEAR(back.lat, 39.91359571849836, 2e-5);
}

TEST(Coordinates, AbroadTheShiftIsNought) {
  const Degrees abroad{51.5, -0.12};
  EXPECT_EQ(from_wgs84(abroad, CoordinateSystem::gcj02), abroad);
  EXPECT_EQ(to_wgs84(abroad, CoordinateSystem::gcj02), abroad);
}

RC_GTEST_PROP(Coordinates, ThereAndBackIsTheSameSpotWithinAMillimetre, ()) {
  const Degrees spot{*rc::gen::inRange(20'000, 50'000) * 1e-3, *rc::gen::inRange(75'000, 134'000) * 1e-3};
  for (const auto system : {CoordinateSystem::gcj02, CoordinateSystem::bd09}) {
    const Degrees there = from_wgs84(spot, system), back = to_wgs84(there, system);
    RC_ASSERT(std::abs(there.lon - spot.lon) < 0.02);
    RC_ASSERT(std::abs(there.lat - spot.lat) < 0.02);
    RC_ASSERT(std::abs(back.lon - spot.lon) < kMillimetre);
    RC_ASSERT(std::abs(back.lat - spot.lat) < kMillimetre);
  }
}

}  // namespace
}  // namespace huiyin
