#include <fmt/format.h>

#include <cmath>
#include <map>
#include <string_view>

#include "base/json.h"
#include "base/text.h"
#include "definitions/geojson.h"
#include "definitions/site_files.h"

namespace huiyin {
namespace {

// The line of each item of the root's `features` list: a JSON document forgets where its parts stood. Walks the text of
// a document that parses, minding strings and depth only.
std::vector<int32_t> feature_lines(std::string_view text) {
  std::vector<int32_t> lines;
  int32_t line = 1;
  int depth = 0;
  bool in_features = false;
  std::string_view last_string;
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n') ++line;
    if (c == '"') {
      const size_t from = at + 1;
      for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\';
      last_string = text.substr(from, at - from);
    }
    if (c == '[' && depth == 1) in_features = last_string == "features";
    if (c == '{' && depth == 2 && in_features) lines.push_back(line);
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c == ']' && depth == 1) in_features = false;
  }
  return lines;
}

const json::Value* member(const json::Value& of, std::string_view name) {
  const json::Object* object = of.if_object();
  return object ? object->if_contains(name) : nullptr;
}

std::string_view text_of(const json::Value* value) {
  return value && value->is_string() ? std::string_view{value->get_string()} : std::string_view{};
}

std::optional<double> number_of(const json::Value& value) {
  if (value.is_double()) return value.get_double();
  if (value.is_int64()) return static_cast<double>(value.get_int64());
  return std::nullopt;
}

// One feature while it is read: complains with its own line, at most once a ring.
class Feature {
 public:
  Feature(const std::string& file, const FeatureShape& shape, int32_t line, size_t index, Findings& findings)
      : file_(file), shape_(shape), line_(line), index_(index), findings_(findings) {}

  void complain(std::string_view field, std::string detail) const {
    findings_.push_back({file_, line_, fmt::format("features[{}].{}", index_, field), std::move(detail)});
  }

  FeatureLine read(const json::Value& feature) const {
    FeatureLine read{{{}, line_}, {}, {}};
    const json::Value* properties = member(feature, "properties");
    read.area.area.code = code_of(properties ? member(*properties, shape_.code_field) : nullptr);
    if (!shape_.name_field.empty() && properties) read.name = text_of(member(*properties, shape_.name_field));
    const json::Value* geometry = member(feature, "geometry");
    const std::string_view type = text_of(geometry ? member(*geometry, "type") : nullptr);
    const json::Value* coordinates = geometry ? member(*geometry, "coordinates") : nullptr;
    if (shape_.points_too && type == "Point" && coordinates) {
      read.point = read_position(*coordinates);
      if (!read.point) complain("geometry.coordinates", kNoPosition);
      return read;
    }
    if (read.area.area.code.empty()) {
      complain("properties." + shape_.code_field,
               shape_.numbers_too ? "needs the area's code" : "needs the grid's code, as text");
    }
    read_outline(type, coordinates, read.area.area.rings);
    return read;
  }

 private:
  static constexpr const char* kNoPosition = "must be [longitude, latitude] in degrees of WGS-84";

  std::string code_of(const json::Value* value) const {
    if (shape_.numbers_too && value && value->is_int64()) return std::to_string(value->get_int64());
    return std::string{text_of(value)};
  }

  void read_outline(std::string_view type, const json::Value* coordinates, std::vector<Ring>& rings) const {
    if ((type != "Polygon" && type != "MultiPolygon") || !coordinates || !coordinates->is_array()) {
      complain("geometry", "must be a Polygon or MultiPolygon with coordinates");
    } else if (type == "Polygon") {
      read_polygon(coordinates->get_array(), "geometry.coordinates", rings);
    } else {
      size_t part = 0;
      for (const json::Value& polygon : coordinates->get_array()) {
        const std::string field = fmt::format("geometry.coordinates[{}]", part++);
        polygon.is_array() ? read_polygon(polygon.get_array(), field, rings)
                           : complain(field, "must be a list of rings");
      }
    }
  }

  void read_polygon(const json::Array& polygon, const std::string& field, std::vector<Ring>& rings) const {
    if (polygon.empty()) complain(field, "has no ring");
    size_t index = 0;
    for (const json::Value& ring : polygon) {
      const std::string ring_field = fmt::format("{}[{}]", field, index++);
      if (auto read = read_ring(ring, ring_field)) rings.push_back(std::move(*read));
    }
  }

  std::optional<Ring> read_ring(const json::Value& value, const std::string& field) const {
    Ring ring;
    const json::Array* positions = value.if_array();
    for (size_t i = 0; positions && i < positions->size(); ++i) {
      const auto point = read_position((*positions)[i]);
      if (!point) {
        complain(fmt::format("{}[{}]", field, i), kNoPosition);
        return std::nullopt;
      }
      ring.push_back(*point);
    }
    if (ring.size() < 4) {
      complain(field, "a ring needs at least four positions, the last equal to the first");
      return std::nullopt;
    }
    if (ring.front() != ring.back()) {
      complain(field, "the ring is not closed: its last position differs from its first");
      return std::nullopt;
    }
    ring.pop_back();
    ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
    return ring;
  }

  std::optional<Point> read_position(const json::Value& value) const {
    const json::Array* pair = value.if_array();
    if (!pair || pair->size() < 2) return std::nullopt;
    const auto lon = number_of((*pair)[0]), lat = number_of((*pair)[1]);
    if (!lon || !lat || !(std::abs(*lon) <= 180) || !(std::abs(*lat) <= 90)) return std::nullopt;
    const Degrees at = to_wgs84({*lat, *lon}, shape_.system);
    return Point{static_cast<int32_t>(std::llround(at.lat * 1e7)), static_cast<int32_t>(std::llround(at.lon * 1e7))};
  }

  const std::string& file_;
  const FeatureShape& shape_;
  int32_t line_;
  size_t index_;
  Findings& findings_;
};

// "byte 123" as a refusal of base/json.h names it -> the line of that byte.
int32_t line_of(const std::string& where, std::string_view text) {
  constexpr std::string_view kByte = "byte ";
  if (!where.starts_with(kByte)) return 0;
  const auto offset = static_cast<size_t>(std::strtoull(where.c_str() + kByte.size(), nullptr, 10));
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return static_cast<int32_t>(std::count(before.begin(), before.end(), '\n')) + 1;
}

// The old member "crs" of GeoJSON: names that mean WGS-84, or the national system that equals it.
bool is_known_system(const json::Value& root) {
  const json::Value* crs = member(root, "crs");
  if (!crs || crs->is_null()) return true;
  const json::Value* properties = member(*crs, "properties");
  const std::string_view name = text_of(properties ? member(*properties, "name") : nullptr);
  return name.ends_with(":4326") || name.ends_with(":CRS84") || name.ends_with(":4490");
}

// The features of a document; nothing, and a finding, when it is none of ours.
const json::Array* features_of(const SourceFile& file, const json::Value& root, Findings& findings) {
  const json::Value* features = member(root, "features");
  if (text_of(member(root, "type")) != "FeatureCollection" || !features || !features->is_array()) {
    findings.push_back({file.path, 1, "features", "must be a GeoJSON FeatureCollection with its features"});
    return nullptr;
  }
  if (!is_known_system(root)) {
    findings.push_back({file.path, 1, "crs", "its coordinates are neither WGS-84 nor CGCS2000 in degrees"});
    return nullptr;
  }
  return &features->get_array();
}

}  // namespace

std::vector<FeatureLine> read_features(const SourceFile& file, const FeatureShape& shape, Findings& findings) {
  std::vector<FeatureLine> read;
  std::string_view text = file.bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const auto parsed = json::parse(text);
  if (!parsed) {
    findings.push_back({file.path, line_of(parsed.error().where, text), "", parsed.error().detail});
    return read;
  }
  const json::Array* features = features_of(file, *parsed, findings);
  if (!features) return read;
  const std::vector<int32_t> lines = feature_lines(text);
  std::map<std::string, int32_t> first_lines;
  size_t index = 0;
  for (const json::Value& item : *features) {
    const Feature feature{file.path, shape, index < lines.size() ? lines[index] : 0, index, findings};
    ++index;
    read.push_back(feature.read(item));
    const AreaLine& area = read.back().area;
    if (read.back().point || area.area.code.empty()) continue;
    const auto [first, is_new] = first_lines.emplace(area.area.code, area.line);
    if (!is_new) {
      feature.complain("properties." + shape.code_field,
                       fmt::format("grid {} has an area on line {} already", first->first, first->second));
    }
  }
  return read;
}

std::vector<AreaLine> read_areas(const SourceFile& file, Findings& findings) {
  std::vector<AreaLine> areas;
  const FeatureShape shape;
  for (FeatureLine& feature : read_features(file, shape, findings)) areas.push_back(std::move(feature.area));
  return areas;
}

}  // namespace huiyin
