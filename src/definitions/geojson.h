// GeoJSON (RFC 7946) in and out: features with a code, a name and an outline, in WGS-84 degrees of seven decimals.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "definitions/geometry.h"
#include "definitions/site_files.h"
#include "domain/coordinates.h"

namespace huiyin {

// Which of the file's properties say what, and where its numbers lie.
struct FeatureShape {
  std::string code_field = "code";
  std::string name_field;  // empty: names are not read
  CoordinateSystem system = CoordinateSystem::wgs84;
  bool points_too = false;   // Point features are read as well, into FeatureLine::point
  bool numbers_too = false;  // a code may be a whole number
};

struct FeatureLine {
  AreaLine area;
  std::string name;
  std::optional<Point> point;  // of a Point feature, which has no area
};

// Not JSON, no FeatureCollection, another `crs` than WGS-84 or CGCS2000, a feature without code or outline, an open or
// too short ring, positions off the globe, a code given twice: findings with line and field. Wound either way.
std::vector<FeatureLine> read_features(const SourceFile& file, const FeatureShape& shape, Findings& findings);

// Texts of a FeatureCollection's parts.
std::string point_text(Point point);
std::string polygons_text(const std::vector<Polygon>& polygons);
std::string feature_text(const json::Object& properties, const std::string& geometry);
std::string collection_text(const std::string& features);

}  // namespace huiyin
