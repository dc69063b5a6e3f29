#include "definitions/import_map.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "definitions/plain_site.h"
#include "definitions/site.h"

namespace huiyin {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

const Definitions& plain() {
  static const auto site = read_site(testing::plain_site()).value();
  return *site;
}

constexpr const char* kMap = R"(import: rivertown
programme: hotline_call
zone: Europe/Paris
dates: "%d.%m.%Y %H:%M"
columns: {number: id, opened: begun, status: stand, settled: ended}
channels: {otherwise: import}
categories:
  exact: {Lamp: "0106"}
  prefix: {Water: "0101", Water drain: "0102"}
  otherwise: "9999"
units: {exact: {Lights: urban}, otherwise: cc}
outcomes:
  done: {state: closed, reason: solved}
  open: {state: in_progress}
)";

std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> lines;
  const auto map = read_import_map({"maps/rivertown.yaml", text}, plain());
  if (map) return lines;
  for (const auto& finding : map.error()) {
    lines.push_back(fmt::format("{}:{} {}: {}", finding.file, finding.line, finding.field, finding.detail));
  }
  return lines;
}

std::string replaced(const std::string& from, const std::string& to) {
  std::string text{kMap};
  const auto at = text.find(from);
  return at == std::string::npos ? throw std::runtime_error("the map has no " + from)
                                 : text.replace(at, from.size(), to);
}

TEST(ImportMap, TranslatesTheWholeTextFirstThenTheLongestBeginning) {
  const auto map = read_import_map({"map.yaml", kMap}, plain());
  ASSERT_TRUE(map) << map.error().front().detail;
  EXPECT_EQ(map->categories.of("Lamp"), "0106");
  EXPECT_EQ(map->categories.of("Lamps"), "9999");
  EXPECT_EQ(map->categories.of("Water pipe"), "0101");
  EXPECT_EQ(map->categories.of("Water drain blocked"), "0102");
  EXPECT_EQ(map->categories.of(""), "9999");
  EXPECT_EQ(map->units.of("Nobody knows"), "cc");
  EXPECT_THAT(map->columns_named(), ::testing::ElementsAre("begun", "ended", "id", "stand"));
}

struct Flaw {
  const char *from, *to, *finding;
};
class ImportMapTells : public ::testing::TestWithParam<Flaw> {};

TEST_P(ImportMapTells, WhatIsWrongByLineAndField) {
  EXPECT_THAT(told(replaced(GetParam().from, GetParam().to)), Contains(HasSubstr(GetParam().finding)));
}

INSTANTIATE_TEST_SUITE_P(
    Flaws, ImportMapTells,
    ::testing::Values(Flaw{"hotline_call", "hotlime_call", "rivertown.yaml:2 programme: there is no programme"},
                      Flaw{"hotline_call", "whistle", "rivertown.yaml:2 programme: only programmes that are counted"},
                      Flaw{"Europe/Paris", "Europe/Atlantis", "rivertown.yaml:3 zone: "},
                      Flaw{"%d.%m.%Y", "%d.%m.%q", "rivertown.yaml:4 dates: "},
                      Flaw{"number: id, ", "", "rivertown.yaml:5 columns.number: "},
                      Flaw{"settled: ended", "ended: ended", "rivertown.yaml:5 columns.ended: "},
                      Flaw{"settled: ended", "lat: y", "lat and lon go together"},
                      Flaw{"otherwise: import", "otherwise: pigeon", "rivertown.yaml:6 channels.otherwise: "},
                      Flaw{"Lamp: \"0106\"", "Lamp: \"0199\"", "rivertown.yaml:8 categories.exact.Lamp: "},
                      Flaw{"\"9999\"", "\"01\"",
                           "rivertown.yaml:10 categories.otherwise: cases are filed under leaves"},
                      Flaw{"Lights: urban", "Lights: moon", "rivertown.yaml:11 units.exact.Lights: there is no unit"},
                      Flaw{", otherwise: cc", "", "rivertown.yaml:11 units.otherwise: "},
                      Flaw{"state: closed", "state: archived", "rivertown.yaml:13 outcomes.done.state: "},
                      Flaw{", reason: solved", "", "a case settles only with a reason"},
                      Flaw{"state: closed", "state: merged", "a case is merged into another one"},
                      Flaw{"import: rivertown", "import: River Town", "rivertown.yaml:1 import: "}));

TEST(ImportMap, TheExampleHoldsForThePlainDistrict) {
  std::ifstream file{std::string{HUIYIN_SOURCE_DIR} + "/examples/baltimore_311.yaml"};
  std::stringstream text;
  text << file.rdbuf();
  const auto map = read_import_map({"examples/baltimore_311.yaml", text.str()}, plain());
  ASSERT_TRUE(map) << map.error().front().line << " " << map.error().front().detail;
  EXPECT_EQ(map->unusable_points.front(), (Point{390'000'000, -770'000'000}));
  EXPECT_EQ(map->outcomes.at("Closed (Duplicate)").reason, "duplicate");
}

TEST(ImportMap, DegreesAreReadWholeOrNotAtAll) {
  EXPECT_EQ(degrees_e7("39.2913", 90), 392'913'000);
  EXPECT_EQ(degrees_e7("-76.6104", 180), -766'104'000);
  for (const char* text : {"", "39,29", "north", "90.1", "39.2 ", "nan", "inf"})
    EXPECT_FALSE(degrees_e7(text, 90)) << text;
}

}  // namespace
}  // namespace huiyin
