#include "sim/district.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <set>

#include "app/private_file.h"
#include "base/json.h"
#include "definitions/csv.h"
#include "definitions/site_files.h"
#include "domain/draw_places.h"
#include "sim/made_district.h"
#include "sim/rng.h"

namespace huiyin::sim {
namespace {

using ::testing::HasSubstr;
using testing::made_definitions;
using testing::made_district;
using testing::made_file;

std::vector<PlaceNode> nodes_of(size_t digits) {
  std::vector<PlaceNode> found;
  for (const PlaceNode& node : made_definitions().places.nodes()) {
    if (node.code.size() == digits) found.push_back(node);
  }
  return found;
}

TEST(SampleDistrict, HoldsAndHasItsStreetsCommunitiesAndGrids) {
  EXPECT_EQ(nodes_of(9).size(), 7u);
  EXPECT_EQ(nodes_of(12).size(), 52u);
  EXPECT_EQ(nodes_of(15).size(), 315u);
  EXPECT_GT(made_definitions().units.all().size(), 60u + 315u);
}

// Reading the site has refused overlaps and holes already; here every point inside the rim is in exactly one grid.
TEST(SampleDistrict, EveryPointWithinTheRimIsInOneGrid) {
  Findings findings;
  std::vector<AreaLine> areas = read_areas({"places.geojson", made_file("places.geojson")}, findings);
  ASSERT_TRUE(findings.empty());
  Rng rng{7};
  int inside = 0;
  for (int i = 0; i < 400; ++i) {
    // Inside the triangle of three grids' middles: within the rim more often than not.
    const auto& middle = rng.pick(made_district().grids).centre;
    const auto& other = rng.pick(made_district().grids).centre;
    const double share = rng.unit() * 0.5;
    const Point point{static_cast<int32_t>(middle.lat_e7 + share * (other.lat_e7 - middle.lat_e7)),
                      static_cast<int32_t>(middle.lon_e7 + share * (other.lon_e7 - middle.lon_e7))};
    const auto holds = [&](const AreaLine& read) {
      bool in = false;
      const Ring& ring = read.area.rings.front();
      for (size_t a = 0, b = ring.size() - 1; a < ring.size(); b = a++) {
        const double rise = double(ring[b].lat_e7) - ring[a].lat_e7, run = double(ring[b].lon_e7) - ring[a].lon_e7;
        const bool spans = (ring[a].lat_e7 > point.lat_e7) != (ring[b].lat_e7 > point.lat_e7);
        if (spans && point.lon_e7 < ring[a].lon_e7 + run * (double(point.lat_e7) - ring[a].lat_e7) / rise) in = !in;
      }
      return in;
    };
    const auto located = made_definitions().places.locate(point);
    const auto count = std::ranges::count_if(areas, holds);
    if (!located) {
      EXPECT_EQ(count, 0);
      continue;
    }
    ++inside;
    EXPECT_EQ(count, 1) << point.lat_e7 << " " << point.lon_e7;
  }
  EXPECT_GT(inside, 350);
}

double side_m(const Ring& ring) {
  double doubled = 0;
  for (size_t i = 0; i < ring.size(); ++i) {
    const Point a = ring[i], b = ring[(i + 1) % ring.size()], o = ring[0];
    doubled +=
        double(a.lon_e7 - o.lon_e7) * (b.lat_e7 - o.lat_e7) - double(b.lon_e7 - o.lon_e7) * (a.lat_e7 - o.lat_e7);
  }
  constexpr double kMetresPerE7 = 0.0111319, kCosine = 0.752;
  return std::sqrt(std::abs(doubled) / 2 * kCosine) * kMetresPerE7;
}

TEST(SampleDistrict, GridsHaveTheSizeOfAFewBlocksAndRuralOnesAreLarger) {
  Findings findings;
  std::map<bool, double> sides_m, grids;
  size_t index = 0;
  for (const AreaLine& read : read_areas({"places.geojson", made_file("places.geojson")}, findings)) {
    const SampleGrid& grid = made_district().grids[index++];
    ASSERT_EQ(read.area.code, grid.code);
    const double side = side_m(read.area.rings.front());
    EXPECT_GT(side, 80) << grid.code;
    EXPECT_LT(side, 700) << grid.code;
    sides_m[grid.rural] += side;
    ++grids[grid.rural];
    EXPECT_GE(grid.residents, 180);
    EXPECT_GE(grid.buildings.size(), 3u) << grid.code;
  }
  EXPECT_EQ(grids[true], 72);
  EXPECT_EQ(grids[false], 243);
  EXPECT_GT(sides_m[true] / grids[true], 1.2 * sides_m[false] / grids[false]);
}

TEST(SampleDistrict, NamesAreUniqueAndOfCleanWords) {
  std::set<std::string> seen;
  const auto take = [&](const std::string& name) {
    EXPECT_TRUE(seen.insert(name).second) << name;
    EXPECT_EQ(name.find_first_of("{}=_"), std::string::npos) << name;
  };
  for (const PlaceNode& node : made_definitions().places.nodes()) take(node.name.zh);
  for (const FixedPoint& point : made_district().buildings) take(point.name.zh);
  for (const Unit& unit : made_definitions().units.all()) {
    EXPECT_EQ(unit.name.zh.find_first_of("{}"), std::string::npos) << unit.name.zh;
    EXPECT_EQ(unit.name.en.find_first_of("{}"), std::string::npos) << unit.name.en;
  }
  std::set<std::string> people;
  for (const SampleStaff& person : made_district().staff) EXPECT_TRUE(people.insert(person.name).second) << person.name;
}

TEST(SampleDistrict, PointsLieInTheirGridsAndAreCarriedByTheDefinitions) {
  const auto& points = made_definitions().points;
  ASSERT_EQ(points.size(), made_district().buildings.size());
  ASSERT_EQ(made_district().spots.size(), points.size());
  for (size_t i = 0; i < points.size(); ++i) {
    EXPECT_EQ(points[i].code, made_district().buildings[i].code);
    const auto located = made_definitions().places.locate(points[i].point);
    ASSERT_TRUE(located) << points[i].code;
    EXPECT_EQ(located->place.grid, points[i].grid);
    EXPECT_FALSE(made_district().spots[i].road.empty());
    EXPECT_FALSE(made_district().spots[i].community.empty());
  }
}

TEST(SampleDistrict, IsTheSameForASeedAndAnotherForAnother) {
  const auto again = make_district(HUIYIN_SOURCE_DIR, kDefaultSeed);
  ASSERT_TRUE(again);
  ASSERT_EQ(again->files.size(), made_district().files.size());
  for (size_t i = 0; i < again->files.size(); ++i) {
    EXPECT_EQ(again->files[i].path, made_district().files[i].path);
    EXPECT_EQ(again->files[i].bytes, made_district().files[i].bytes) << again->files[i].path;
  }
  const auto other = make_district(HUIYIN_SOURCE_DIR, 20'261'122);
  ASSERT_TRUE(other) << other.error().detail;
  EXPECT_NE(std::ranges::find(other->files, "places.csv", &SourceFile::path)->bytes, made_file("places.csv"));
}

TEST(SampleDistrict, EveryMatterHasALeadEverywhereAndNobodySupervisesHimself) {
  const auto& definitions = made_definitions();
  for (const Category& category : definitions.categories.all()) {
    if (!definitions.categories.is_leaf(category)) continue;
    for (const SampleGrid& grid : {made_district().grids.front(), made_district().grids.back()}) {
      const auto place = definitions.places.codes_of(grid.code);
      const auto duty = definitions.duties.decide(category.code, *place, date_of({2026, 3, 2}), definitions.places);
      ASSERT_TRUE(duty) << category.code << " " << grid.code;
      EXPECT_TRUE(definitions.units.unit(duty->lead)) << duty->lead;
      EXPECT_TRUE(definitions.units.unit(duty->supervising)) << duty->supervising;
      EXPECT_NE(duty->lead, duty->supervising) << category.code;
      EXPECT_NE(duty->lead, duty->backstop) << category.code;
    }
  }
}

TEST(SampleDistrict, ARuralStreetHasItsOwnWaterStation) {
  const auto& definitions = made_definitions();
  const auto lead = [&](const SampleGrid& grid) {
    return definitions.duties
        .decide("0101", *definitions.places.codes_of(grid.code), date_of({2026, 3, 2}), definitions.places)
        ->lead;
  };
  EXPECT_EQ(lead(made_district().grids.front()), "water_co");
  EXPECT_EQ(lead(made_district().grids.back()), "water_station_7");
}

TEST(SampleDistrict, EveryRoleIsStaffedEveryGridHasItsWorkerAndEveryUnitAHandler) {
  const auto& definitions = made_definitions();
  std::set<Role> roles, demo_roles;
  std::map<std::string, int> workers;
  std::set<std::string> staffed, logins;
  int dual = 0, demos = 0;
  for (const SampleStaff& person : made_district().staff) {
    EXPECT_TRUE(logins.insert(person.login).second) << person.login;
    demos += person.demo;
    dual += person.posts.size() > 1;
    for (const Post& post : person.posts) {
      EXPECT_TRUE(definitions.units.unit(post.unit)) << post.unit;
      EXPECT_TRUE(post.place.empty() || definitions.places.node(post.place)) << post.place;
      roles.insert(post.role);
      if (person.demo) demo_roles.insert(post.role);
      staffed.insert(post.unit);
      if (post.role == Role::grid_worker) ++workers[post.unit];
    }
  }
  const size_t all_roles = boost::mp11::mp_size<boost::describe::describe_enumerators<Role>>::value;
  EXPECT_EQ(roles.size(), all_roles);
  EXPECT_EQ(demo_roles.size(), all_roles);
  EXPECT_GE(demos, 24);
  EXPECT_LE(demos, 60);
  EXPECT_GE(dual, 50);
  for (const SampleGrid& grid : made_district().grids) EXPECT_GE(workers[grid.unit], 1) << grid.unit;
  for (const Unit& unit : definitions.units.all()) {
    EXPECT_TRUE(unit.kind == UnitKind::outside || staffed.contains(unit.code)) << unit.code;
  }
}

TEST(SampleDistrict, WhoJudgesSitsNeitherInTheCentreNorInAUnitThatLeads) {
  for (const SampleStaff& person : made_district().staff) {
    for (const Post& post : person.posts) {
      const bool judges = post.role == Role::reviewer || post.role == Role::caller || post.role == Role::supervisor;
      EXPECT_TRUE(!judges || post.unit == "oversight") << person.login;
    }
  }
  for (const DutyRow& row : made_definitions().duties.rows()) {
    EXPECT_NE(row.lead, "oversight");
    EXPECT_EQ(std::ranges::count(row.parties, "oversight"), 0);
  }
}

TEST(SampleDistrict, IsDrawnWithItsNamesTheSameEveryTime) {
  Findings findings;
  std::vector<GridArea> areas;
  for (auto& read : read_areas({"places.geojson", made_file("places.geojson")}, findings)) areas.push_back(read.area);
  const std::string picture = draw_places(made_definitions().places, areas);
  EXPECT_EQ(picture, draw_places(made_definitions().places, areas));
  const auto shown = read_whole_file(std::string{HUIYIN_SOURCE_DIR} + "/docs/pictures/sample_district.svg").value();
  for (const PlaceNode& node : nodes_of(12)) {
    EXPECT_THAT(picture, HasSubstr(">" + node.name.zh + "<"));
    EXPECT_THAT(shown, HasSubstr(">" + node.name.zh + "<")) << "draw docs/pictures/sample_district.svg anew";
  }
  EXPECT_LT(picture.size(), 300'000u);
}

TEST(SamplePoints, WhatIsWrongIsNamedByLineAndField) {
  auto files = made_district().files;
  huiyin::testing::add_folder(std::string{HUIYIN_SOURCE_DIR} + "/lifecycles", "lifecycles/", files);
  huiyin::testing::add_folder(std::string{HUIYIN_SOURCE_DIR} + "/programmes", "programmes/", files);
  huiyin::testing::file_of(files, "points.csv").bytes =
      "code,name_zh,name_en,kind,grid,lat,lon\n"
      "a,桥,Bridge,bridge,990102001001001,1.0,2.0\n"
      "a,,Bridge,castle,990102001001001,x,200\n";
  const auto read = read_site(files);
  ASSERT_FALSE(read);
  const auto complains = [&](int32_t line, const std::string& field) {
    return std::ranges::any_of(read.error(), [&](const Finding& found) {
      return found.file == "points.csv" && found.line == line && found.field == field;
    });
  };
  EXPECT_TRUE(complains(2, "grid"));
  for (const char* field : {"code", "name_zh", "kind", "lat", "lon"}) EXPECT_TRUE(complains(3, field)) << field;
}

}  // namespace
}  // namespace huiyin::sim
