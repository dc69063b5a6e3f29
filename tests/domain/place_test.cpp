#include "domain/place.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "domain/drawn_town.h"
#include "domain/grid_index.h"

namespace huiyin {
namespace {

using testing::DrawnTown;

TEST(Place, APointInsideAGridBelongsToItAndToAllAboveIt) {
  const DrawnTown town({"AB"});
  const auto located = town.places().locate(town.point(1.5, 0.5));
  ASSERT_TRUE(located);
  EXPECT_EQ(located->place, (PlaceCodes{"990101001001002", "990101001001", "990101001", ""}));
  EXPECT_TRUE(located->near_grids.empty());
}

TEST(Place, APointOnASharedEdgeBelongsToTheLowerCodeWhicheverSideThatIs) {
  const DrawnTown town({"AB",  //
                        "CA"});
  EXPECT_EQ(town.owner(1, 0.5), 'A');
  EXPECT_EQ(town.owner(1.5, 1), 'A');
  EXPECT_EQ(town.owner(0.5, 1), 'A');
  EXPECT_EQ(town.owner(1, 1.5), 'A');
  EXPECT_EQ(town.owner(1, 1), 'A');
}

TEST(Place, TheOuterEdgeIsInside) {
  const DrawnTown town({"A"});
  EXPECT_EQ(town.owner(0, 0), 'A');
  EXPECT_EQ(town.owner(1, 1), 'A');
  EXPECT_EQ(town.owner(0.5, 0), 'A');
  EXPECT_EQ(town.owner(1, 0.5), 'A');
  EXPECT_EQ(town.owner(1.0001, 0.5), '.');
  EXPECT_EQ(town.owner(0.5, -0.0001), '.');
}

TEST(Place, AGridInTheHoleOfAnotherKeepsItsPoints) {
  const DrawnTown town({"BBB",  //
                        "BAB",  //
                        "B.B",  //
                        "BBB"});
  EXPECT_EQ(town.owner(1.5, 1.5), 'A');
  EXPECT_EQ(town.owner(1.5, 2.5), '.');
  EXPECT_EQ(town.owner(1, 1.5), 'A');
  EXPECT_EQ(town.owner(1, 2.5), 'B');
  EXPECT_EQ(town.owner(0.5, 2.5), 'B');
}

TEST(Place, AGridInTwoPiecesOwnsBoth) {
  const DrawnTown town({"A.A", "BBB"});
  EXPECT_EQ(town.owner(0.5, 0.5), 'A');
  EXPECT_EQ(town.owner(2.5, 0.5), 'A');
  EXPECT_EQ(town.owner(1.5, 0.5), '.');
}

TEST(Place, NearAnEdgeTheNeighboursAreOfferedInOrderOfCode) {
  const DrawnTown town({"AB", "CD"}, 15);  // a square is 111 m high and 84 m wide
  EXPECT_EQ(town.near(0.5, 0.5), "");
  EXPECT_EQ(town.near(0.9, 0.5), "B");
  EXPECT_EQ(town.near(0.8, 0.5), "");
  EXPECT_EQ(town.near(0.5, 0.9), "C");
  EXPECT_EQ(town.near(0.95, 0.95), "BCD");
  EXPECT_EQ(town.near(1, 0.5), "B");
}

TEST(Place, WithoutToleranceOnlyATouchingNeighbourIsOffered) {
  const DrawnTown town({"AB"}, 0);
  EXPECT_EQ(town.near(1, 0.5), "B");
  EXPECT_EQ(town.near(0.9999, 0.5), "");
}

TEST(Place, OutsideAllGridsIsARefusal) {
  const DrawnTown town({"A."});
  const auto located = town.places().locate(town.point(1.5, 0.5));
  ASSERT_FALSE(located);
  EXPECT_EQ(located.error().code, RefusalCode::outside_district);
  EXPECT_FALSE(PlaceTree{}.locate({0, 0}));
}

struct BrokenTree {
  const char* what;
  std::vector<PlaceNode> nodes;
  std::vector<GridArea> areas;
  const char* detail;
};

TEST(Place, ATreeThatDoesNotHoldIsRefusedByName) {
  const std::vector<PlaceNode> good{
      {"990101", {}, ""}, {"990101001", {}, ""}, {"990101001001", {}, ""}, {"990101001001001", {}, ""}};
  auto twice = good;
  twice.push_back(good[1]);
  const Ring square{{0, 0}, {0, 10}, {10, 10}, {10, 0}};
  const std::vector<BrokenTree> rows{
      {"letters", {{"99010x", {}, ""}}, {}, "place code '99010x' is not 6, 9, 12 or 15 digits"},
      {"odd length", {{"9901011", {}, ""}}, {}, "place code '9901011' is not 6, 9, 12 or 15 digits"},
      {"twice", twice, {}, "place 990101001 is given twice"},
      {"orphan", {{"990101001", {}, ""}}, {}, "place 990101001 has no parent 990101"},
      {"unknown grid", good, {{"990101001001002", {square}}}, "area '990101001001002' belongs to no grid of the tree"},
      {"area of a street", good, {{"990101001", {square}}}, "area '990101001' belongs to no grid of the tree"},
      {"two areas", good, {{good[3].code, {square}}, {good[3].code, {square}}}, "grid 990101001001001 has two areas"},
      {"no rings", good, {{good[3].code, {}}}, "grid 990101001001001 has an area without rings"},
      {"a line",
       good,
       {{good[3].code, {{{0, 0}, {1, 1}}}}},
       "a ring of grid 990101001001001 has fewer than three corners"},
      {"off the globe",
       good,
       {{good[3].code, {{{0, 0}, {910'000'000, 0}, {0, 5}}}}},
       "a corner of grid 990101001001001 lies outside the globe"},
      {"too wide",
       good,
       {{good[3].code, {{{0, -1'000'000'000}, {5, 1'000'000'000}, {9, 0}}}}},
       "grid 990101001001001 spans more than half the globe"},
  };
  for (const BrokenTree& row : rows) {
    const auto tree = PlaceTree::of(row.nodes, row.areas);
    ASSERT_FALSE(tree) << row.what;
    EXPECT_EQ(tree.error().code, RefusalCode::broken_definition) << row.what;
    EXPECT_EQ(tree.error().detail, row.detail);
  }
}

TEST(Place, CodesOfAPlaceNamedByItsDeepestCode) {
  const DrawnTown town({"A"});
  EXPECT_EQ(*town.places().codes_of("990101001001001"),
            (PlaceCodes{"990101001001001", "990101001001", "990101001", ""}));
  EXPECT_EQ(*town.places().codes_of("990101001001"), (PlaceCodes{"", "990101001001", "990101001", ""}));
  EXPECT_EQ(*town.places().codes_of("990101001"), (PlaceCodes{"", "", "990101001", ""}));
  EXPECT_EQ(*town.places().codes_of("990101"), PlaceCodes{});
  EXPECT_EQ(town.places().codes_of("990102").error().code, RefusalCode::unknown_thing);
  EXPECT_EQ(town.places().grids_count(), 1U);
  EXPECT_EQ(town.places().node("990101001")->name.en, "Street");
  EXPECT_FALSE(town.places().node("990101009"));
}

TEST(Place, AScopeCoversWhatLiesBelowIt) {
  const PlaceCodes grid{"990101001001001", "990101001001", "990101001", ""};
  const PlaceCodes street{"", "", "990101001", ""};
  for (const char* scope : {"", "990101", "990101001", "990101001001", "990101001001001"}) {
    EXPECT_TRUE(covers(scope, grid)) << scope;
  }
  EXPECT_FALSE(covers("990101002", grid));
  EXPECT_TRUE(covers("990101001", street));
  EXPECT_FALSE(covers("990101001001", street));
  EXPECT_TRUE(covers("", PlaceCodes{}));
  EXPECT_FALSE(covers("990101", PlaceCodes{}));
}

constexpr int32_t kSouth = 413'000'000, kWest = 1'238'000'000;

// The obvious slow version: on an edge by exact cross product and range, else count crossings of a ray to the east.
bool slowly_contains(const std::vector<Ring>& rings, Point p) {
  bool inside = false;
  for (const Ring& ring : rings) {
    for (size_t i = 0; i < ring.size(); ++i) {
      const Point a = ring[i], b = ring[(i + 1) % ring.size()];
      using Wide = long double;  // 64 bits of mantissa: these products are exact
      const Wide cross =
          Wide(b.lon_e7 - a.lon_e7) * Wide(p.lat_e7 - a.lat_e7) - Wide(p.lon_e7 - a.lon_e7) * Wide(b.lat_e7 - a.lat_e7);
      const bool in_range = p.lat_e7 >= std::min(a.lat_e7, b.lat_e7) && p.lat_e7 <= std::max(a.lat_e7, b.lat_e7) &&
                            p.lon_e7 >= std::min(a.lon_e7, b.lon_e7) && p.lon_e7 <= std::max(a.lon_e7, b.lon_e7);
      if (cross == 0 && in_range) return true;
      const Point low = a.lat_e7 < b.lat_e7 ? a : b, high = a.lat_e7 < b.lat_e7 ? b : a;
      if (low.lat_e7 > p.lat_e7 || high.lat_e7 <= p.lat_e7) continue;
      const Wide at_lon = Wide(high.lon_e7 - low.lon_e7) * Wide(p.lat_e7 - low.lat_e7);
      if (at_lon > Wide(p.lon_e7 - low.lon_e7) * Wide(high.lat_e7 - low.lat_e7)) inside = !inside;
    }
  }
  return inside;
}

std::string slow_owner(const std::vector<GridArea>& areas, Point p) {
  std::string owner;
  for (const GridArea& area : areas) {
    if (slowly_contains(area.rings, p) && (owner.empty() || area.code < owner)) owner = area.code;
  }
  return owner;
}

Point any_point(int32_t extent) {
  return {kSouth + *rc::gen::inRange(-3, extent + 3), kWest + *rc::gen::inRange(-3, extent + 3)};
}

std::vector<GridArea> any_areas(int32_t extent) {
  std::vector<GridArea> areas;
  const int count = *rc::gen::inRange(1, 9);
  for (int i = 1; i <= count; ++i) {
    GridArea area{"99010100100100" + std::to_string(i), {}};
    const int rings_count = *rc::gen::inRange(1, 4);
    for (int r = 0; r < rings_count; ++r) {
      Ring ring;
      const int corners_count = *rc::gen::inRange(3, 9);
      for (int c = 0; c < corners_count; ++c) ring.push_back(any_point(extent));
      area.rings.push_back(std::move(ring));
    }
    areas.push_back(std::move(area));
  }
  return areas;
}

RC_GTEST_PROP(Place, LocateEqualsTheSlowVersionOverAnyPolygonsEvenTangledOnes, ()) {
  // Tiny extents put most points on edges and corners; the middle one fits two-byte offsets, the large one does not.
  const int32_t extent = *rc::gen::element(10, 300, 60'000, 70'000, 300'000'000);
  const std::vector<GridArea> areas = any_areas(extent);
  std::vector<PlaceNode> nodes{{"990101", {}, ""}, {"990101001", {}, ""}, {"990101001001", {}, ""}};
  for (const GridArea& area : areas) nodes.push_back({area.code, {}, ""});
  const auto tree = PlaceTree::of(nodes, areas, *rc::gen::element(0, 15, 1'000));
  RC_ASSERT(tree.has_value());
  for (int i = 0; i < 60; ++i) {
    const Point point = *rc::gen::element(any_point(extent), areas.front().rings.front().front());
    const auto located = tree->locate(point);
    RC_ASSERT((located ? located->place.grid : "") == slow_owner(areas, point));
  }
}

RC_GTEST_PROP(Place, InATilingEveryPointBelongsToExactlyOneGridAndThatIsTheLowestTouchingIt, ()) {
  const int columns = *rc::gen::inRange(1, 9), lines = *rc::gen::inRange(1, 9);
  std::vector<std::string> drawn;
  for (int line = 0; line < lines; ++line) {
    std::string text;
    for (int column = 0; column < columns; ++column) text += *rc::gen::inRange('A', 'G');
    drawn.push_back(text);
  }
  const DrawnTown town(drawn);
  for (int y = 0; y <= 2 * lines; ++y) {
    for (int x = 0; x <= 2 * columns; ++x) {
      char lowest = 'Z';
      for (int line = (y - 1) / 2; line <= y / 2; ++line) {
        for (int column = (x - 1) / 2; column <= x / 2; ++column) {
          if (line < lines && column < columns) lowest = std::min(lowest, drawn[size_t(line)][size_t(column)]);
        }
      }
      RC_ASSERT(town.owner(x / 2.0, y / 2.0) == lowest);
    }
  }
}

RC_GTEST_PROP(Place, CrowdedAndEmptyCornersOfOneDistrictAreLocatedAlike, ()) {
  // Many small squares in one corner, one giant beside them: the buckets must split and still find each.
  std::vector<PlaceNode> nodes{{"990101", {}, ""}, {"990101001", {}, ""}, {"990101001001", {}, ""}};
  std::vector<GridArea> areas;
  const auto add = [&](int number, Point low, int32_t side) {
    std::string code = std::to_string(number);
    code = "990101001001" + std::string(3 - code.size(), '0') + code;
    nodes.push_back({code, {}, ""});
    areas.push_back({code,
                     {{low,
                       {low.lat_e7, low.lon_e7 + side},
                       {low.lat_e7 + side, low.lon_e7 + side},
                       {low.lat_e7 + side, low.lon_e7}}}});
  };
  const int side_count = *rc::gen::inRange(2, 25);
  for (int i = 0; i < side_count * side_count; ++i) {
    add(i + 1, {kSouth + i / side_count * 1'000, kWest + i % side_count * 1'000}, 1'000);
  }
  add(999, {kSouth, kWest + side_count * 1'000}, 40'000'000);
  const auto tree = PlaceTree::of(nodes, areas, 15);
  RC_ASSERT(tree.has_value());
  for (int i = 0; i < 30; ++i) {
    const Point point = *rc::gen::element(any_point(side_count * 1'000), any_point(50'000'000));
    const auto located = tree->locate(point);
    RC_ASSERT((located ? located->place.grid : "") == slow_owner(areas, point));
  }
}

}  // namespace
}  // namespace huiyin
