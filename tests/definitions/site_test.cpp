#include "definitions/site.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"
#include "definitions/csv.h"
#include "definitions/plain_site.h"

namespace huiyin {
namespace {

using ::testing::Contains;
using testing::file_of;
using ::testing::HasSubstr;
using testing::plain_site;

std::vector<std::string> told(const Findings& findings) {
  std::vector<std::string> lines;
  for (const Finding& finding : findings) {
    lines.push_back(fmt::format("{}:{}:{} {}", finding.file, finding.line, finding.field, finding.detail));
  }
  return lines;
}

TEST(Site, ThePlainDistrictHolds) {
  const auto site = read_site(plain_site());
  ASSERT_TRUE(site) << fmt::format("{}", fmt::join(told(site.error()), "\n"));
  const Definitions& plain = **site;
  EXPECT_EQ(plain.site.prefix, "MC");
  EXPECT_EQ(plain.places.grids_count(), 12U);
  EXPECT_EQ(plain.units.centre().code, "cc");
  EXPECT_TRUE(plain.units.hours("cc")->through_holidays);
  EXPECT_EQ(plain.categories.by_key("illegal_building")->answer.size(), 3U);
  EXPECT_EQ(plain.categories.by_code("0501")->precision, Precision::community);
  EXPECT_EQ(plain.edition, 0);
}

TEST(Site, InThePlainDistrictEveryMatterAtEveryPlaceHasALeadAndAKeyword) {
  const auto site = read_site(plain_site());
  ASSERT_TRUE(site);
  const Definitions& plain = **site;
  for (const Category& category : plain.categories.all()) {
    if (!plain.categories.is_leaf(category)) continue;
    EXPECT_TRUE(category.code == "9999" || category.keywords.size() >= 3) << category.code;
    for (const PlaceNode& node : plain.places.nodes()) {
      if (node.code.size() < 9) continue;
      const auto duty = plain.duties.decide(category.code, *plain.places.codes_of(node.code), {20'000}, plain.places);
      ASSERT_TRUE(duty) << category.code << " at " << node.code;
      EXPECT_TRUE(plain.units.unit(duty->lead)) << duty->lead;
      EXPECT_TRUE(plain.units.unit(duty->backstop)) << duty->backstop;
    }
  }
}

TEST(Site, ThePlainDistrictHasAnAccountForEveryRoleInAUnitAndPlaceThatExist) {
  auto files = plain_site();
  const auto site = read_site(files);
  ASSERT_TRUE(site);
  Findings findings;
  std::set<std::string> roles, logins;
  for (const CsvRow& row :
       read_csv(file_of(files, "staff.csv"), {"login", "name", "role", "unit", "place"}, findings)) {
    EXPECT_TRUE(logins.insert(row.cells[0]).second) << row.cells[0];
    EXPECT_TRUE(json::enum_from<Role>(row.cells[2])) << row.cells[2];
    EXPECT_TRUE((*site)->units.unit(row.cells[3])) << row.cells[3];
    EXPECT_TRUE(row.cells[4].empty() || (*site)->places.node(row.cells[4])) << row.cells[4];
    roles.insert(row.cells[2]);
  }
  EXPECT_TRUE(findings.empty());
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Role>>(
      [&](auto entry) { EXPECT_TRUE(roles.contains(entry.name)) << entry.name; });
}

// One slip of the pen in the plain district, and what is said about it.
struct Slip {
  const char* file;
  const char* from;
  const char* to;
  const char* told;
};

class SiteSlip : public ::testing::TestWithParam<Slip> {};

TEST_P(SiteSlip, IsNamedByFileLineAndField) {
  const Slip& slip = GetParam();
  auto files = plain_site();
  std::string& bytes = file_of(files, slip.file).bytes;
  const size_t at = bytes.find(slip.from);
  ASSERT_NE(at, std::string::npos) << slip.from;
  bytes.replace(at, std::string_view{slip.from}.size(), slip.to);
  const auto site = read_site(files);
  ASSERT_FALSE(site) << "nothing was found wrong";
  EXPECT_THAT(told(site.error()), Contains(HasSubstr(slip.told)));
}

INSTANTIATE_TEST_SUITE_P(
    Settings, SiteSlip,
    ::testing::Values(
        Slip{"site.yaml", "prefix: MC", "prefix: m", "site.yaml:2:prefix must be 2 to 6 capital letters"},
        Slip{"site.yaml", "Asia/Shanghai", "Asia/Nowhere", "site.yaml:4:zone is no IANA time zone"},
        Slip{"site.yaml", "default:", "usual:", "site.yaml:10:hours needs the hours named default"},
        Slip{"site.yaml", "08:30-12:00", "08:30-25:00", "site.yaml:10:hours.default.weekdays[0] must be hours like"},
        Slip{"site.yaml", "13:30-17:30", "11:00-17:30", "site.yaml:10:hours.default.weekdays[1] must begin after"},
        Slip{"site.yaml", "holes_allowed", "holes", "site.yaml:8:holes unknown key"},
        Slip{"calendar/2026.yaml", "2026-01-01", "2025-01-01", "calendar/2026.yaml:5:off[0] is not in 2026"},
        Slip{"calendar/2026.yaml", "2026-01-01", "New Year", "calendar/2026.yaml:5:off[0] must be a date like"},
        Slip{"calendar/2026.yaml", "year: 2026", "year: 2031",
             "calendar/2026.yaml:2:year differs from the file's name"},
        Slip{"calendar/2027.yaml", "provisional: true", "provisional: false", "names the notice it follows"}));

INSTANTIATE_TEST_SUITE_P(
    Categories, SiteSlip,
    ::testing::Values(Slip{"categories.yaml", "code: \"0102\"", "code: \"0101\"", "code 0101 is given twice"},
                      Slip{"categories.yaml", "key: drainage", "key: water_supply", "key water_supply is given twice"},
                      Slip{"categories.yaml", "code: \"0102\"", "code: \"7702\"", "category 7702 has no parent"},
                      Slip{"categories.yaml", "answer: 24h", "answer: soon", "categories.yaml:12:categories[1].answer"},
                      Slip{"categories.yaml", "    answer: 24h\n", "",
                           "categories.yaml:9:categories[1] category 0101 has no deadline"},
                      Slip{"categories.yaml", "[4wh, 7wd, 20wd]", "[4wh, 7wd, 6wd]", "staged deadlines must ascend"},
                      Slip{"categories.yaml", "precision: community", "precision: house",
                           "must be one of: point, street, community"}));

INSTANTIATE_TEST_SUITE_P(
    Articles, SiteSlip,
    ::testing::Values(Slip{"articles.yaml", "code: gas_smell", "code: water_off", "code water_off is given twice"},
                      Slip{"articles.yaml", "category: \"0101\"", "category: \"7701\"",
                           "articles.yaml:7:articles[0] there is no category 7701"},
                      Slip{"articles.yaml", "    category: \"0101\"\n", "    until: soon\n    category: \"0101\"\n",
                           "articles.yaml:8:articles[0].until must be a date like"},
                      Slip{"articles.yaml", "en: \"The water is off\"", "de: \"Kein Wasser\"", "articles[0].title"}));

INSTANTIATE_TEST_SUITE_P(
    Units, SiteSlip,
    ::testing::Values(Slip{"units.csv", "\nurban,", "\nhousing,", "units.csv:4:code unit housing is given twice"},
                      Slip{"units.csv", ",department,,", ",office,,", "units.csv:3:kind must be one of: centre"},
                      Slip{"units.csv", "community,liutang,", "community,liutan,", ":parent there is no unit liutan"},
                      Slip{"units.csv", "centre,,always", "centre,,never",
                           "units.csv:2:hours unit cc keeps hours 'never'"},
                      Slip{"units.csv", ",centre,", ",department,", "units.csv:0:kind no unit is the command centre"},
                      Slip{"units.csv", "\nurban,", "\nUrban!,", "units.csv:4:code must be small letters"},
                      Slip{"units.csv", "hours\n", "hour\n", "units.csv:1:hours the column is missing"}));

INSTANTIATE_TEST_SUITE_P(
    Places, SiteSlip,
    ::testing::Values(
        Slip{"places.csv", "990101001,", "990101009,", "places.csv:4:code place 990101001001 has no place above it"},
        Slip{"places.csv", "990101001001002", "990101001001001",
             "places.csv:6:code place 990101001001001 is given twice"},
        Slip{"places.csv", "990101001001002", "990101001001009", "grid 990101001001009 has no area in places.geojson"},
        Slip{"places.csv", "990101001001002", "990101001001009",
             ":properties.code places.csv has no grid 990101001001002"},
        Slip{"places.csv", ",liutang\n", ",liutan\n", "places.csv:3:unit there is no unit liutan"},
        Slip{"places.csv", "990101001,", "99010100x,", "places.csv:3:code must be 6, 9, 12 or 15 digits"},
        Slip{"places.geojson", "990101001001002", "990101001001001",
             ":features[1].properties.code grid 990101001001001 has an area on line 4 already"},
        Slip{"places.geojson", "\"Polygon\"", "\"Point\"", "places.geojson:4:features[0].geometry must be a Polygon"},
        Slip{"places.geojson", "{\"type\": \"Feature\"", "[\"type\": \"Feature\"", "places.geojson:4:"},
        Slip{"places.geojson", "[[\n       [", "[[\n       [1",
             "places.geojson:4:features[0].geometry.coordinates[0][0] must be [lon"}));

INSTANTIATE_TEST_SUITE_P(
    Duties, SiteSlip,
    ::testing::Values(
        Slip{"duties.csv", "\n0102,", "\n0101,", "duties.csv:3: conflict: line 2 already decides category 0101"},
        Slip{"duties.csv", "\n0102,", "\n0101,", "duties.csv:0: gap: no row of the duty table decides category 0102"},
        Slip{"duties.csv", "\n0102,*,housing", "\n0102,*,houses",
             "duties.csv:3:lead unknown_unit: 'houses' is no unit"},
        Slip{"duties.csv", "\n0102,*,", "\n0102,990101003,",
             "duties.csv:3:place unknown_place: there is no place 990101003"},
        Slip{"duties.csv", "\n0102,*,housing", "\n0102,*,", "duties.csv:3:lead must not be empty"},
        Slip{"duties.csv", "\n0102,*,housing,@street,cc,@street,,", "\n0102,*,housing,@street,cc,@street,2026-02-30,",
             "duties.csv:3:valid_from '2026-02-30' is not a date"},
        Slip{"duties.csv", "\n0102,*,housing,@street,cc,@street,,", "\n0102,*,housing",
             "duties.csv:3: 3 cells instead of 8"}));

INSTANTIATE_TEST_SUITE_P(Programmes, SiteSlip,
                         ::testing::Values(Slip{"programmes/snap_report.yaml", "\"9999\"", "\"7777\"",
                                                ":default_category there is no category 7777"},
                                           Slip{"programmes/snap_report.yaml", "street_of_place, centre]",
                                                "street_of_place, mayor]",
                                                ":tiers mayor is neither a unit nor a word"}));

TEST(Site, AMissingFileIsNamed) {
  for (const char* path : {"site.yaml", "categories.yaml", "units.csv", "places.csv", "places.geojson", "duties.csv"}) {
    auto files = plain_site();
    std::erase_if(files, [&](const SourceFile& file) { return file.path == path; });
    const auto site = read_site(files);
    ASSERT_FALSE(site) << path;
    EXPECT_THAT(told(site.error()), Contains(fmt::format("{}:0: the file is missing", path)));
  }
  const auto nothing = read_site({});
  ASSERT_FALSE(nothing);
  EXPECT_THAT(told(nothing.error()), Contains("lifecycles/:0: needs at least one .yaml file"));
}

TEST(Site, EveryMistakeIsToldAtOnce) {
  auto files = plain_site();
  file_of(files, "categories.yaml").bytes += "surprise: 1\n";
  file_of(files, "units.csv").bytes += "x,x,x,nothing,,\n";
  file_of(files, "duties.csv").bytes += "0101,*,,,,,,\n";
  const auto site = read_site(files);
  ASSERT_FALSE(site);
  EXPECT_EQ(site.error().size(), 3U) << fmt::format("{}", fmt::join(told(site.error()), "\n"));
}

RC_GTEST_PROP(Site, WhateverBytesAFileHoldsTheAnswerIsFindingsNotACrash, ()) {
  // Without lifecycles and programmes, whose readers have such a test of their own: one try is quick.
  static const auto kPlain = [] {
    auto files = plain_site();
    std::erase_if(files, [](const SourceFile& file) {
      return file.path.starts_with("lifecycles/") || file.path.starts_with("programmes/");
    });
    return files;
  }();
  auto files = kPlain;
  SourceFile& file =
      file_of(files, *rc::gen::element<std::string>("site.yaml", "categories.yaml", "units.csv", "places.csv",
                                                    "places.geojson", "duties.csv", "calendar/2026.yaml"));
  const size_t at = *rc::gen::inRange<size_t>(0, file.bytes.size());
  if (*rc::gen::arbitrary<bool>()) {
    file.bytes.resize(at);
  } else {
    file.bytes[at] = *rc::gen::arbitrary<char>();
  }
  const auto site = read_site(files);
  RC_ASSERT(!site.has_value());
  for (const Finding& finding : site.error()) RC_ASSERT(!finding.file.empty() && !finding.detail.empty());
}

}  // namespace
}  // namespace huiyin
