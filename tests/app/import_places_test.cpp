#include "app/import_places.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "app/import_divisions.h"
#include "app/overlay_places.h"
#include "app/private_file.h"
#include "app/run_program.h"

namespace huiyin {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kTree =
    "code,name_zh,name_en,unit\n990101,区,District,\n990101001,街,Street,s\n990101001001,社区,Community,\n";

std::string square(const std::string& code, double west, double south, double side = 0.01) {
  return fmt::format(R"({{"type": "Feature", "properties": {{"code": "{0}", "名称": "{0}格"}}, "geometry":
 {{"type": "Polygon", "coordinates": [[[{1}, {2}], [{3}, {2}], [{3}, {4}], [{1}, {4}], [{1}, {2}]]]}}}})",
                     code, west, south, west + side, south + side);
}

std::string point(double lon, double lat) {
  return fmt::format(
      R"({{"type": "Feature", "properties": {{}}, "geometry": {{"type": "Point", "coordinates": [{}, {}]}}}})", lon,
      lat);
}

std::string collection(const std::vector<std::string>& features) {
  return fmt::format("{{\"type\": \"FeatureCollection\", \"features\": [\n{}]}}", fmt::join(features, ",\n"));
}

std::string new_folder() {
  auto pattern = (fs::temp_directory_path() / "huiyin_places_XXXXXX").string();
  return mkdtemp(pattern.data());
}

class ImportPlaces : public ::testing::Test {
 protected:
  ImportPlaces() { write("places.csv", kTree); }
  ~ImportPlaces() override {
    std::error_code ignored;
    for (const auto& folder : {folder_, outside_}) fs::remove_all(folder, ignored);
  }

  std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string write(const std::string& name, const std::string& bytes) const {
    fs::create_directories(fs::path{path(name)}.parent_path());
    std::ofstream{path(name), std::ios::binary} << bytes;
    return path(name);
  }
  std::string read(const std::string& name) const { return read_whole_file(path(name)).value_or(""); }
  // The names of all files of the site, to see that nothing else was left.
  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      if (entry.is_regular_file()) names.push_back(fs::relative(entry.path(), folder_).generic_string());
    }
    std::ranges::sort(names);
    return names;
  }

  Result<PlacesImport> bring_in(const std::vector<std::string>& features, PlacesSource source = {}) const {
    source.geodata.file = (fs::path{outside_} / "map.geojson").string();
    std::ofstream{source.geodata.file} << collection(features);
    return import_places(folder_, source);
  }

  std::string folder_ = new_folder();
  std::string outside_ = new_folder();
};

TEST_F(ImportPlaces, GridsComeInWithARowForEachThatHadNoneAndOtherRowsStay) {
  PlacesSource source;
  source.name_field = "名称";
  const auto done = bring_in({square("990101001001002", 123.01, 41), square("990101001001001", 123, 41)}, source);
  ASSERT_TRUE(done) << done.error().detail;
  ASSERT_TRUE(done->report.holds()) << findings_of(done->report.flaws).front().detail;
  EXPECT_THAT(done->written, ElementsAre("places.csv", "places.geojson"));
  EXPECT_EQ(done->report.grids, 2);
  EXPECT_EQ(read("places.csv"), kTree + "990101001001002,990101001001002格,,\n990101001001001,990101001001001格,,\n");
  EXPECT_THAT(files(), ElementsAre("places.csv", "places.geojson"));
  const auto again = check_site_places(folder_);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->holds());
  EXPECT_EQ(again->areas, 2);
}

TEST_F(ImportPlaces, WithMergeTheOtherGridsKeepTheirAreas) {
  ASSERT_TRUE(bring_in({square("990101001001001", 123, 41), square("990101001001002", 123.01, 41)})->report.holds());
  PlacesSource merge;
  merge.merge = true;
  const auto done = bring_in({square("990101001001002", 123.01, 41, 0.02)}, merge);
  ASSERT_TRUE(done->report.holds());
  EXPECT_EQ(done->report.areas, 2);
  const auto whole = bring_in({square("990101001001002", 123.01, 41)});
  ASSERT_THAT(whole->report.flaws, SizeIs(1));
  EXPECT_EQ(whole->report.flaws[0].kind, NetFlawKind::no_area);
  EXPECT_EQ(whole->report.flaws[0].detail, "grid 990101001001001 has no area in map.geojson");
}

struct BadMap {
  const char* what;
  std::vector<std::string> features;
  NetFlawKind kind;
  int32_t line;
  std::string detail;
};

TEST_F(ImportPlaces, AMapThatDoesNotHoldIsRefusedWholeAndEachFlawStandsInItsOwnFile) {
  const std::string grid = "990101001001001", other = "990101001001002";
  const std::string crossed = R"({"type": "Feature", "properties": {"code": "990101001001001"}, "geometry":
 {"type": "Polygon", "coordinates": [[[123, 41], [123.01, 41.01], [123.01, 41], [123, 41.01], [123, 41]]]}})";
  const std::vector<BadMap> rows{
      {"overlap", {square(grid, 123, 41), square(other, 123.005, 41)}, NetFlawKind::overlap, 4, "overlaps grid"},
      {"crossed", {crossed}, NetFlawKind::broken_ring, 2, "Self-intersection around 41.005"},
      {"no community", {square("990101001009001", 123, 41)}, NetFlawKind::no_parent, 2, "has no place 990101001009"},
      {"a point outside", {square(grid, 123, 41), point(124, 41)}, NetFlawKind::point_outside, 4, "in no area"},
  };
  for (const BadMap& row : rows) {
    const auto done = bring_in(row.features);
    ASSERT_TRUE(done) << row.what;
    ASSERT_THAT(done->report.flaws, SizeIs(1)) << row.what;
    const NetFlaw& flaw = done->report.flaws[0];
    EXPECT_EQ(flaw.kind, row.kind) << row.what;
    EXPECT_EQ(flaw.file, "map.geojson") << row.what;
    EXPECT_EQ(flaw.line, row.line) << row.what;
    EXPECT_THAT(flaw.detail, HasSubstr(row.detail)) << row.what;
    EXPECT_THAT(done->written, IsEmpty()) << row.what;
    EXPECT_THAT(files(), ElementsAre("places.csv")) << row.what;
  }
  EXPECT_EQ(read("places.csv"), kTree);
}

TEST_F(ImportPlaces, WhatIsNoMapIsRefusedByName) {
  const auto wrong = [&](const std::string& name, const std::string& bytes) {
    PlacesSource source;
    source.geodata.file = (fs::path{outside_} / name).string();
    std::ofstream{source.geodata.file} << bytes;
    return import_places(folder_, source);
  };
  EXPECT_THAT(wrong("empty.geojson", "")->report.findings, SizeIs(1));
  EXPECT_THAT(wrong("none.geojson", collection({}))->report.findings, SizeIs(1));
  EXPECT_THAT(wrong("letters.geojson", collection({square("x", 1, 1)}))->report.findings, SizeIs(1));
  PlacesSource missing;
  missing.geodata.file = path("nowhere.geojson");
  EXPECT_EQ(import_places(folder_, missing).error().code, RefusalCode::unknown_thing);
  PlacesSource layer;
  layer.layer = "../beats";
  EXPECT_EQ(bring_in({square("J1", 123, 41)}, layer).error().code, RefusalCode::invalid_input);
}

TEST_F(ImportPlaces, ShiftedCoordinatesComeBackToTheGround) {
  PlacesSource source;
  source.geodata.system = CoordinateSystem::gcj02;
  ASSERT_TRUE(bring_in({square("990101001001001", 123.006, 41.0015)}, source)->report.holds());
  // Some hundred metres to the south-west: the shift of these parts.
  Findings findings;
  const auto areas = read_areas({"places.geojson", read("places.geojson")}, findings);
  ASSERT_THAT(areas, SizeIs(1));
  const Point corner = areas[0].area.rings[0][0];
  EXPECT_NEAR(corner.lon_e7, 1'230'009'000, 20'000);
  EXPECT_NEAR(corner.lat_e7, 410'000'000, 20'000);
}

TEST_F(ImportPlaces, ALayerComesInBesideAndIsComparedWithTheGrids) {
  ASSERT_TRUE(bring_in({square("990101001001001", 123, 41), square("990101001001002", 123.01, 41)})->report.holds());
  PlacesSource source;
  source.layer = "beats";
  source.name_field = "名称";
  const auto done = bring_in({square("J1", 123.005, 41)}, source);
  ASSERT_TRUE(done->report.holds());
  EXPECT_THAT(done->written, ElementsAre("layers/beats.geojson", "layers/beats.yaml"));
  EXPECT_THAT(read("layers/beats.geojson"), HasSubstr("J1格"));
  const auto overlay = overlay_places(folder_, "beats");
  ASSERT_TRUE(overlay) << overlay.error().detail;
  ASSERT_THAT(overlay->areas, SizeIs(1));
  EXPECT_THAT(overlay->areas[0].cuts, SizeIs(2));
  EXPECT_EQ(overlay->areas[0].cuts[0].grid_bp, 5'000);
  EXPECT_THAT(overlay_places(folder_, "roads").error().allowed, ElementsAre("beats"));
  EXPECT_FALSE(bring_in({square("J1", 123, 41), square("J2", 123.005, 41)}, source)->report.holds());
}

TEST_F(ImportPlaces, OtherMapsGoThroughTheConverterWithoutAShell) {
  const auto converter = [&](const std::string& script) {
    const auto file = outside_ + "/converter";
    std::ofstream{file} << "#!/bin/sh\n" << script;
    fs::permissions(file, fs::perms::owner_all);
    return file;
  };
  Geodata map;
  map.file = write("a map; rm *.shp", "");
  map.source_layer = "$(net)";
  map.converter = converter("printf '%s|' \"$@\"\n");
  EXPECT_EQ(*read_geodata(map), "-f|GeoJSON|-dim|XY|-lco|COORDINATE_PRECISION=7|-t_srs|EPSG:4326|/vsistdout/|" +
                                    fs::canonical(map.file).string() + "|$(net)|");
  map.system = CoordinateSystem::bd09;
  EXPECT_THAT(*read_geodata(map), HasSubstr("-a_srs|EPSG:4326"));
  map.converter = converter("echo 'ERROR 1: not a map' >&2; exit 1\n");
  EXPECT_THAT(read_geodata(map).error().detail, HasSubstr("cannot read it: ERROR 1: not a map"));
  map.converter = outside_ + "/not_there";
  EXPECT_THAT(read_geodata(map).error().detail, HasSubstr("is not installed"));
  map.converter = converter("sleep 600 & wait\n");
  map.time_max = std::chrono::milliseconds{50};
  EXPECT_THAT(read_geodata(map).error().detail, HasSubstr("was ended"));
  map.source_layer = "-overwrite";
  EXPECT_EQ(read_geodata(map).error().code, RefusalCode::invalid_input);
}

TEST(RunProgram, ItSaysHowItEndedAndWhatItSaid) {
  const auto said = run_program({"sh", "-c", "echo out; echo err >&2; exit 3"});
  ASSERT_TRUE(said);
  EXPECT_EQ(said->exit_code, 3);
  EXPECT_EQ(said->output, "out\n");
  EXPECT_EQ(said->errors, "err\n");
  EXPECT_EQ(run_program({"yes"}, {.output_bytes_max = 1 << 20}).error().code, RefusalCode::too_large);
  EXPECT_EQ(
      run_program({"sh", "-c", "exec sleep 600 >&- 2>&-"}, {.time_max = std::chrono::milliseconds{50}}).error().code,
      RefusalCode::too_many);
  EXPECT_EQ(run_program({"sh", "-c", "kill -9 $$"}).error().code, RefusalCode::corrupt);
}

TEST_F(ImportPlaces, DivisionsOfTheStatisticsOfficeBecomeTheTree) {
  const auto file = write("d.csv",
                          "统计用区划代码,名称,城乡分类代码\n990000000000,省,\n990100000000,市,\n990101000000,新区,\n"
                          "990101001000,新街,\n990101001001,一社区,111\n990101002000,二街,\n990102000000,邻区,\n");
  const auto done = import_divisions(folder_, {.file = file, .below = "990101"});
  ASSERT_TRUE(done) << done.error().detail;
  ASSERT_THAT(done->findings, IsEmpty());
  EXPECT_EQ(done->rows, 7);
  EXPECT_EQ(done->elsewhere, 3);
  EXPECT_EQ(done->added, 1);
  EXPECT_EQ(done->renamed, 3);
  EXPECT_EQ(read("places.csv"),
            "code,name_zh,name_en,unit,settlement\n990101,新区,District,,\n990101001,新街,Street,s,\n"
            "990101001001,一社区,Community,,111\n990101002,二街,,,\n");
}

struct BadDivisions {
  const char* what;
  std::string text;
  int32_t line;
  std::string detail;
};

TEST_F(ImportPlaces, ADivisionListThatDoesNotHoldIsNamedByItsOwnLines) {
  const std::string head = "code12,name,ur_code\n";
  const std::vector<BadDivisions> rows{
      {"twice", head + "990102000000,甲,\n990102000000,乙,\n", 3, "stands on line 2 already"},
      {"no parent", head + "990103001000,甲,\n", 2, "has no place above it"},
      {"letters", head + "99010x,甲,\n", 2, "is not 6, 9, 12 or 15 digits"},
      {"no name", head + "990102000000,,\n", 2, "must not be empty"},
      {"a short row", head + "990102000000\n", 2, "1 cells instead of 3"},
      {"class", head + "990102000000,甲,1e9\n", 2, "three digits"},
      {"nothing", head, 0, "there are no divisions"},
  };
  for (const BadDivisions& row : rows) {
    const auto done = import_divisions(folder_, {.file = write("d.csv", row.text)});
    ASSERT_TRUE(done) << row.what;
    ASSERT_THAT(done->findings, SizeIs(1)) << row.what;
    EXPECT_EQ(done->findings[0].file, "d.csv") << row.what;
    EXPECT_EQ(done->findings[0].line, row.line) << row.what;
    EXPECT_THAT(done->findings[0].detail, HasSubstr(row.detail)) << row.what;
    EXPECT_EQ(read("places.csv"), kTree) << row.what;
  }
  EXPECT_THAT(import_divisions(folder_, {.file = write("d.csv", "a,b\n")}).error().detail,
              HasSubstr("there are: a, b"));
  EXPECT_EQ(import_divisions(path("nowhere"), {.file = write("d.csv", head)}).error().code, RefusalCode::unknown_thing);
  EXPECT_THAT(import_divisions(folder_, {.file = write("d.csv", "")}).error().code, RefusalCode::invalid_input);
}

}  // namespace
}  // namespace huiyin
