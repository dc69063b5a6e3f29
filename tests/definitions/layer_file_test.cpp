#include "definitions/layer_file.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string square(const std::string& code, double west, double south, double side) {
  return fmt::format(
      R"({{"type": "Feature", "properties": {{"code": "{0}", "name": "{0}区"}}, "geometry": {{"type": "Polygon",
      "coordinates": [[[{1}, {2}], [{3}, {2}], [{3}, {4}], [{1}, {4}], [{1}, {2}]]]}}}})",
      code, west, south, west + side, south + side);
}

SourceFile outline(const std::vector<std::string>& features, const std::string& path = "layers/beats.geojson") {
  return {path, fmt::format(R"({{"type": "FeatureCollection", "features": [{}]}})", fmt::join(features, ",\n"))};
}

SourceFile rules(const std::string& more = "", const std::string& path = "layers/beats.yaml") {
  return {path, "title: {zh: 警务区, en: Police beats}\nwho: {zh: 派出所, en: Police station}\n" + more};
}

std::vector<std::string> codes_at(const PlaceLayer& layer, Point point) {
  std::vector<std::string> codes;
  for (const LayerArea* area : layer.at(point)) codes.push_back(area->code);
  return codes;
}

TEST(Layers, ALayerNamesItsAreasAtAPointAllOfThemWhereTheyMayOverlap) {
  Findings findings;
  const auto layers = read_layers(
      {outline({square("J1", 120, 40, 0.02), square("J2", 120.01, 40, 0.02)}), rules("overlaps: true\n")}, findings);
  ASSERT_THAT(findings, IsEmpty());
  ASSERT_THAT(layers, SizeIs(1));
  EXPECT_EQ(layers[0].rules().title.en, "Police beats");
  EXPECT_EQ(layers[0].areas()[1].name, "J2区");
  EXPECT_THAT(codes_at(layers[0], {400'050'000, 1'200'050'000}), ElementsAre("J1"));
  EXPECT_THAT(codes_at(layers[0], {400'050'000, 1'200'150'000}), ElementsAre("J1", "J2"));
  EXPECT_THAT(codes_at(layers[0], {400'050'000, 1'200'400'000}), IsEmpty());
}

struct BrokenLayer {
  const char* what;
  std::vector<SourceFile> files;
  std::string file, detail;
};

TEST(Layers, WhatDoesNotHoldIsNamedWithItsFile) {
  const std::string one = square("J1", 120, 40, 0.02), two = square("J2", 120.01, 40, 0.02);
  const std::string hole = R"({"type": "Feature", "properties": {"code": "J1"}, "geometry": {"type": "Polygon",
      "coordinates": [[[120, 40], [120.03, 40], [120.03, 40.03], [120, 40.03], [120, 40]],
                      [[120.01, 40.01], [120.01, 40.02], [120.02, 40.02], [120.02, 40.01], [120.01, 40.01]]]}})";
  const std::vector<BrokenLayer> rows{
      {"no description",
       {outline({one})},
       "layers/beats.yaml",
       "the file is missing; it belongs to layers/beats.geojson"},
      {"no outlines", {rules()}, "layers/beats.geojson", "the file is missing; it belongs to layers/beats.yaml"},
      {"overlap", {outline({one, two}), rules()}, "layers/beats.geojson", "area J2 overlaps area J1"},
      {"hole", {outline({hole}), rules("gaps: false\n")}, "layers/beats.geojson", "may set gaps: true"},
      {"twice", {outline({one, one}), rules()}, "layers/beats.geojson", "J1 has an area on line 1 already"},
      {"no title", {outline({one}), {"layers/beats.yaml", "gaps: true\n"}}, "layers/beats.yaml", "title"},
      {"a name with a path in it", {rules("", "layers/old/beats.yaml")}, "layers/old/beats.yaml", "must be named in"},
  };
  for (const BrokenLayer& row : rows) {
    Findings findings;
    EXPECT_THAT(read_layers(row.files, findings), IsEmpty()) << row.what;
    ASSERT_THAT(findings, SizeIs(1)) << row.what;
    EXPECT_EQ(findings[0].file, row.file) << row.what;
    EXPECT_THAT(findings[0].field + " " + findings[0].detail, HasSubstr(row.detail)) << row.what;
  }
}

}  // namespace
}  // namespace huiyin
