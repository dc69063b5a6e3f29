#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "definitions/site_files.h"

namespace huiyin {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int32_t kSouth = 413'000'000, kWest = 1'238'000'000, kStep = 10'000;

// Corners in steps of 0.001 degrees: {east, north}.
AreaLine area(int32_t line, std::string code, const std::vector<std::vector<std::pair<int, int>>>& rings) {
  AreaLine made{{std::move(code), {}}, line};
  for (const auto& corners : rings) {
    Ring ring;
    for (const auto& [east, north] : corners) ring.push_back({kSouth + north * kStep, kWest + east * kStep});
    made.area.rings.push_back(ring);
  }
  return made;
}

std::vector<std::pair<int, int>> square(int east, int north, int side) {
  return {{east, north}, {east + side, north}, {east + side, north + side}, {east, north + side}};
}

Findings check(const std::vector<AreaLine>& areas, bool holes_allowed = false) {
  Findings findings;
  check_coverage("places.geojson", areas, holes_allowed, findings);
  return findings;
}

TEST(Coverage, AreasThatTileHaveNoFindingsWhicheverWayTheirRingsTurn) {
  auto clockwise = square(1, 0, 1);
  std::ranges::reverse(clockwise);
  EXPECT_THAT(check({area(4, "A", {square(0, 0, 1)}), area(5, "B", {clockwise}), area(6, "C", {square(0, 1, 2)})}),
              IsEmpty());
}

TEST(Coverage, AnOverlapIsNamedOnceWithBothGridsAndItsSize) {
  const auto findings = check({area(4, "A", {square(0, 0, 2)}), area(5, "B", {square(1, 0, 2)})});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].line, 5);
  EXPECT_THAT(findings[0].detail, HasSubstr("grid B overlaps grid A (line 4) by 186"));
}

TEST(Coverage, AnOutlineThatCrossesItselfIsNamed) {
  const auto findings = check({area(4, "A", {{{0, 0}, {1, 1}, {1, 0}, {0, 1}}})});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].line, 4);
  EXPECT_THAT(findings[0].detail, HasSubstr("the outline of grid A does not hold: Self-intersection"));
}

TEST(Coverage, AnOutlineWithoutWidthIsNamed) {
  EXPECT_THAT(check({area(4, "A", {{{0, 0}, {1, 1}}})}), SizeIs(1));
  EXPECT_THAT(check({area(4, "A", {{{0, 0}, {1, 1}, {2, 2}}})}), SizeIs(1));
}

TEST(Coverage, AHoleNobodyFillsIsAFindingUnlessTheSiteAllowsIt) {
  const AreaLine ring = area(4, "A", {square(0, 0, 3), square(1, 1, 1)});
  const auto findings = check({ring});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_THAT(findings[0].detail, HasSubstr("leave a hole of 931"));
  EXPECT_THAT(findings[0].detail, HasSubstr("around 41.3015"));
  EXPECT_THAT(check({ring}, true), IsEmpty());
  EXPECT_THAT(check({ring, area(5, "B", {square(1, 1, 1)})}), IsEmpty());
}

}  // namespace
}  // namespace huiyin
