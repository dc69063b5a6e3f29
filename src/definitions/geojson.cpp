#include "definitions/geojson.h"

#include <fmt/format.h>

namespace huiyin {
namespace {

// -1805 -> "-0.0001805", -1800 -> "-0.000180": exact, where a double's shortest form may not be.
std::string degrees_text(int32_t value_e7) {
  const int64_t size = std::abs(int64_t{value_e7});
  auto text = fmt::format("{}{}.{:07}", value_e7 < 0 ? "-" : "", size / 10'000'000, size % 10'000'000);
  if (text.ends_with('0')) text.pop_back();
  return text;
}

std::string position_text(Point point) {
  return fmt::format("[{}, {}]", degrees_text(point.lon_e7), degrees_text(point.lat_e7));
}

std::string polygon_text(const Polygon& polygon) {
  std::string rings;
  for (const Ring& ring : polygon) {
    std::string positions;
    for (size_t i = 0; i <= ring.size(); ++i) {
      positions += (i == 0 ? "" : ", ") + position_text(ring[i % ring.size()]);
    }
    rings += fmt::format("{}[{}]", rings.empty() ? "" : ", ", positions);
  }
  return fmt::format("[{}]", rings);
}

}  // namespace

std::string point_text(Point point) {
  return fmt::format(R"({{"type": "Point", "coordinates": {}}})", position_text(point));
}

std::string polygons_text(const std::vector<Polygon>& polygons) {
  if (polygons.size() == 1) {
    return fmt::format(R"({{"type": "Polygon", "coordinates": {}}})", polygon_text(polygons.front()));
  }
  std::string parts;
  for (const Polygon& polygon : polygons) parts += (parts.empty() ? "" : ", ") + polygon_text(polygon);
  return fmt::format(R"({{"type": "MultiPolygon", "coordinates": [{}]}})", parts);
}

std::string feature_text(const json::Object& properties, const std::string& geometry) {
  return fmt::format(R"(    {{"type": "Feature", "properties": {},
     "geometry": {}}})",
                     json::canonical(properties), geometry);
}

std::string collection_text(const std::string& features) {
  return fmt::format("{{\n  \"type\": \"FeatureCollection\",\n  \"features\": [\n{}\n  ]\n}}\n", features);
}

}  // namespace huiyin
