#include "definitions/overlay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::SizeIs;

// Corners in steps of 0.001 degrees from the west and the south.
NamedOutline box(std::string code, int west, int south, int width, int height) {
  const auto at = [](int east, int north) {
    return Point{413'000'000 + north * 10'000, 1'238'000'000 + east * 10'000};
  };
  return {std::move(code),
          {},
          {{at(west, south), at(west + width, south), at(west + width, south + height), at(west, south + height)}}};
}

TEST(Overlay, EveryCutHasItsShareOfTheAreaAndOfTheGridLargestFirst) {
  const auto laid = overlay_of({box("P", 0, 0, 3, 2), box("Q", 3, 0, 3, 2)},
                               {box("G1", 0, 0, 2, 2), box("G2", 2, 0, 2, 2), box("G3", 9, 9, 1, 1)});
  ASSERT_THAT(laid.areas, SizeIs(2));
  ASSERT_THAT(laid.areas[0].cuts, SizeIs(2));
  EXPECT_EQ(laid.areas[0].cuts[0].grid, "G1");
  EXPECT_EQ(laid.areas[0].cuts[0].area_bp, 6'667);
  EXPECT_EQ(laid.areas[0].cuts[0].grid_bp, 10'000);
  EXPECT_EQ(laid.areas[0].cuts[1].grid_bp, 5'000);
  EXPECT_EQ(laid.areas[0].outside_bp, 0);
  EXPECT_EQ(laid.areas[1].outside_bp, 6'667);
  EXPECT_EQ(laid.whole_grids, 1);
  EXPECT_EQ(laid.cut_grids, 1);
  EXPECT_THAT(laid.grids_outside, ElementsAre("G3"));
}

TEST(Overlay, ASliverAlongAnEdgeIsNoCut) {
  auto wide = box("P", 0, 0, 3, 2);
  wide.rings[0][1].lon_e7 += 50;  // half a metre into the neighbour
  wide.rings[0][2].lon_e7 += 50;
  const auto laid = overlay_of({wide}, {box("G1", 0, 0, 3, 2), box("G2", 3, 0, 3, 2)});
  EXPECT_THAT(laid.areas[0].cuts, SizeIs(1));
  EXPECT_THAT(laid.grids_outside, ElementsAre("G2"));
}

}  // namespace
}  // namespace huiyin
