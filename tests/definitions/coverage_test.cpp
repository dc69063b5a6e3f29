#include "definitions/coverage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "definitions/geojson.h"

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
  EXPECT_THAT(findings[0].detail, HasSubstr("leave a hole of 9309 m²"));
  EXPECT_THAT(findings[0].detail, HasSubstr("around 41.3015"));
  EXPECT_THAT(check({ring}, true), IsEmpty());
  EXPECT_THAT(check({ring, area(5, "B", {square(1, 1, 1)})}), IsEmpty());
}

TEST(Coverage, ThePictureHoldsEveryFlawAsItLies) {
  const auto flaws =
      net_flaws("map.geojson", {area(4, "A", {square(0, 0, 3), square(1, 1, 1)}), area(5, "B", {square(2, 0, 3)})}, {});
  ASSERT_THAT(flaws, SizeIs(2));
  EXPECT_EQ(flaws[0].kind, NetFlawKind::overlap);
  EXPECT_THAT(flaws[0].codes, ::testing::ElementsAre("A", "B"));
  EXPECT_EQ(flaws[1].kind, NetFlawKind::gap);
  EXPECT_THAT(flaws[1].codes, ::testing::ElementsAre("A", "B"));
  const auto picture = json::parse(picture_of(flaws));
  ASSERT_TRUE(picture);
  const auto& features = picture->at("features").as_array();
  ASSERT_EQ(features.size(), 2U);
  EXPECT_EQ(features[0].at("properties").at("kind"), "overlap");
  EXPECT_EQ(features[0].at("geometry").at("type"), "Polygon");
  EXPECT_NEAR(features[1].at("properties").at("area_m2").to_number<double>(), 9'315, 10);
  EXPECT_EQ(features[1].at("properties").at("line"), 0);
  EXPECT_EQ(*json::parse(picture_of({})), (json::Value{{"type", "FeatureCollection"}, {"features", json::Array{}}}));
}

TEST(Coverage, ACrossedOutlineIsDrawnWhereItCrosses) {
  const auto flaws = net_flaws("map.geojson", {area(4, "A", {{{0, 0}, {2, 2}, {2, 0}, {0, 2}}})}, {});
  ASSERT_THAT(flaws, SizeIs(1));
  EXPECT_EQ(flaws[0].kind, NetFlawKind::broken_ring);
  EXPECT_EQ(flaws[0].at, (Point{kSouth + kStep, kWest + kStep}));
  EXPECT_THAT(flaws[0].detail, HasSubstr("around 41.301000, 123.801000 (lat, lon)"));
}

SourceFile map_of(const std::string& feature, const std::string& more = "") {
  return {"map.geojson", R"({"type": "FeatureCollection",)" + more + "\n\"features\": [\n" + feature + "]}"};
}

struct BadMap {
  const char* what;
  SourceFile file;
  int32_t line;
  std::string field, detail;
};

TEST(Coverage, AMapThatDoesNotReadIsNamedWithLineAndField) {
  const std::string outline = R"("geometry": {"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 1]]]})";
  const std::string good = R"({"type": "Feature", "properties": {"code": "A"}, )" + outline + "}";
  const auto with = [](const std::string& geometry) {
    return map_of(R"({"type": "Feature", "properties": {"code": "A"}, "geometry": )" + geometry + "}");
  };
  const std::vector<BadMap> rows{
      {"nothing at all", {"map.geojson", ""}, 1, "", ""},
      {"another kind of file", {"map.geojson", "PK\x03\x04"}, 1, "", ""},
      {"a list", {"map.geojson", "[]"}, 1, "features", "FeatureCollection"},
      {"another system", map_of(good, R"("crs": {"properties": {"name": "EPSG:4547"}},)"), 1, "crs", "CGCS2000"},
      {"no code", map_of(R"({"type": "Feature", "properties": {}, )" + outline + "}"), 3, "properties.code", "needs"},
      {"twice", map_of(good + ",\n" + good), 4, "properties.code", "on line 3 already"},
      {"a line", with(R"({"type": "LineString", "coordinates": [[1, 1], [2, 2]]})"), 3, "geometry", "Polygon"},
      {"not closed", with(R"({"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [2, 2], [1, 2]]]})"), 3,
       "coordinates[0]", "not closed"},
      {"too short", with(R"({"type": "Polygon", "coordinates": [[[1, 1], [2, 1], [1, 1]]]})"), 3, "coordinates[0]",
       "at least four"},
      {"a huge number", with(R"({"type": "Polygon", "coordinates": [[[1e308, 1], [2, 1], [2, 2], [1e308, 1]]]})"), 3,
       "coordinates[0][0]", "degrees"},
      {"a number as text", with(R"({"type": "Polygon", "coordinates": [[["1", 1], [2, 1], [2, 2], ["1", 1]]]})"), 3,
       "coordinates[0][0]", "degrees"},
  };
  for (const BadMap& row : rows) {
    Findings findings;
    read_features(row.file, {}, findings);
    ASSERT_THAT(findings, SizeIs(1)) << row.what;
    EXPECT_EQ(findings[0].file, "map.geojson") << row.what;
    EXPECT_EQ(findings[0].line, row.line) << row.what;
    EXPECT_THAT(findings[0].field, HasSubstr(row.field)) << row.what;
    EXPECT_THAT(findings[0].detail, HasSubstr(row.detail)) << row.what;
  }
}

TEST(Coverage, WhatIsWrittenReadsBackWoundAsGeoJsonWantsIt) {
  auto clockwise = square(0, 0, 3);
  std::ranges::reverse(clockwise);
  const AreaLine drawn = area(1, "A", {clockwise, square(1, 1, 1)});
  const Geos geos;
  RingFlaw flaw;
  const auto polygons = polygons_of(geos, shape_of(geos, drawn.area.rings, flaw).get());
  ASSERT_THAT(polygons, SizeIs(1));
  ASSERT_THAT(polygons[0], SizeIs(2));
  Findings findings;
  const auto read = read_features(
      {"map.geojson", collection_text(feature_text({{"code", "A"}}, polygons_text(polygons)))}, {}, findings);
  ASSERT_THAT(findings, IsEmpty());
  EXPECT_EQ(read[0].area.area.rings, polygons[0]);
  const auto turns = [](const Ring& ring) {
    int64_t twice_area = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
      const Point a = ring[i], b = ring[(i + 1) % ring.size()];
      twice_area += int64_t{a.lon_e7 - kWest} * (b.lat_e7 - kSouth) - int64_t{b.lon_e7 - kWest} * (a.lat_e7 - kSouth);
    }
    return twice_area;
  };
  EXPECT_GT(turns(polygons[0][0]), 0);
  EXPECT_LT(turns(polygons[0][1]), 0);
}

}  // namespace
}  // namespace huiyin
