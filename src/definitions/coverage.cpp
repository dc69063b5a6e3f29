#include "definitions/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/json.h"
#include "definitions/geojson.h"

namespace huiyin {
namespace {

constexpr double kIgnoredM2 = 1.0;  // below: what rounding leaves along an edge

class Coverage {
 public:
  Coverage(const std::string& file, const std::vector<AreaLine>& areas, const NetRules& rules)
      : file_(file), areas_(areas), rules_(rules) {}

  std::vector<NetFlaw> check() {
    for (const AreaLine& area : areas_) add_shape(area);
    if (!flaws_.empty()) return std::move(flaws_);
    if (!rules_.overlaps_allowed) check_overlaps();
    if (!rules_.gaps_allowed) check_gaps();
    return std::move(flaws_);
  }

 private:
  void add_shape(const AreaLine& area) {
    RingFlaw ring;
    shapes_.push_back(shape_of(geos_, area.area.rings, ring));
    if (shapes_.back()) return;
    NetFlaw flaw{NetFlawKind::broken_ring, {area.area.code}, file_, area.line, "geometry"};
    flaw.detail = fmt::format("the outline of {} {} does not hold: {}", rules_.area_word, area.area.code, ring.reason);
    if (ring.at) flaw.detail += " around " + degrees_of(*ring.at);
    flaw.at = ring.at;
    flaws_.push_back(std::move(flaw));
  }

  void check_overlaps() {
    const ShapeTree tree{geos_, shapes_};
    for (size_t i = 0; i < shapes_.size(); ++i) {
      for (const size_t other : tree.near(shapes_[i].get())) {
        if (other < i) check_pair(other, i);
      }
    }
  }

  NetFlaw drawn(NetFlawKind kind, const GEOSGeometry* shape) const {
    NetFlaw flaw{kind, {}, file_};
    flaw.area_m2 = area_m2(geos_, shape);
    flaw.at = point_inside(geos_, shape);
    flaw.polygons = polygons_of(geos_, shape);
    return flaw;
  }

  void check_pair(size_t first, size_t second) {
    const Shape shared = shared_part(geos_, shapes_[first].get(), shapes_[second].get());
    if (area_m2(geos_, shared.get()) < kIgnoredM2) return;
    NetFlaw flaw = drawn(NetFlawKind::overlap, shared.get());
    flaw.codes = {areas_[first].area.code, areas_[second].area.code};
    flaw.line = areas_[second].line;
    flaw.field = "geometry";
    flaw.detail =
        fmt::format("{0} {1} overlaps {0} {2} (line {3}) by {4:.0f} m² around {5}", rules_.area_word, flaw.codes[1],
                    flaw.codes[0], areas_[first].line, flaw.area_m2, degrees_of(flaw.at.value_or(Point{})));
    flaws_.push_back(std::move(flaw));
  }

  void check_gaps() {
    for (const Shape& hole : holes_between(geos_, shapes_)) {
      if (area_m2(geos_, hole.get()) < kIgnoredM2) continue;
      NetFlaw flaw = drawn(NetFlawKind::gap, hole.get());
      flaw.codes = codes_around(hole.get());
      flaw.field = "features";
      flaw.detail = fmt::format("the {}s leave a hole of {:.0f} m² around {}", rules_.area_word, flaw.area_m2,
                                degrees_of(flaw.at.value_or(Point{})));
      flaws_.push_back(std::move(flaw));
    }
  }

  std::vector<std::string> codes_around(const GEOSGeometry* hole) {
    if (!tree_) tree_.emplace(geos_, shapes_);
    std::vector<std::string> codes;
    for (const size_t i : tree_->near(hole)) {
      if (GEOSIntersects_r(geos_, shapes_[i].get(), hole) == 1) codes.push_back(areas_[i].area.code);
    }
    std::ranges::sort(codes);
    return codes;
  }

  const std::string& file_;
  const std::vector<AreaLine>& areas_;
  const NetRules& rules_;
  std::vector<NetFlaw> flaws_;
  Geos geos_;
  std::vector<Shape> shapes_;
  std::optional<ShapeTree> tree_;
};

json::Object properties_of(const NetFlaw& flaw) {
  json::Array codes;
  for (const std::string& code : flaw.codes) codes.push_back(json::Value(code));
  return {{"kind", json::enum_name(flaw.kind)},
          {"codes", std::move(codes)},
          {"area_m2", std::llround(flaw.area_m2)},
          {"file", flaw.file},
          {"line", flaw.line},
          {"detail", flaw.detail}};
}

}  // namespace

std::vector<NetFlaw> net_flaws(const std::string& file, const std::vector<AreaLine>& areas, const NetRules& rules) {
  return Coverage{file, areas, rules}.check();
}

std::vector<NetFlaw> unmatched(const std::string& nodes_file, const std::vector<PlaceRow>& places,
                               const std::string& areas_file, const std::vector<AreaLine>& areas) {
  std::vector<NetFlaw> flaws;
  std::set<std::string> grids, drawn;
  for (const AreaLine& area : areas) drawn.insert(area.area.code);
  for (const PlaceRow& place : places) {
    const std::string& code = place.node.code;
    if (code.size() != PlaceCode::kGridDigits) continue;
    grids.insert(code);
    if (drawn.contains(code)) continue;
    flaws.push_back({NetFlawKind::no_area,
                     {code},
                     nodes_file,
                     place.line,
                     "code",
                     fmt::format("grid {} has no area in {}", code, areas_file)});
  }
  for (const AreaLine& area : areas) {
    const std::string& code = area.area.code;
    if (grids.contains(code)) continue;
    flaws.push_back({NetFlawKind::no_parent,
                     {code},
                     areas_file,
                     area.line,
                     "properties.code",
                     fmt::format("{} has no grid {}", nodes_file, code)});
    if (!area.area.rings.empty() && !area.area.rings.front().empty()) flaws.back().at = area.area.rings.front().front();
  }
  return flaws;
}

Findings findings_of(const std::vector<NetFlaw>& flaws) {
  Findings findings;
  for (const NetFlaw& flaw : flaws) findings.push_back({flaw.file, flaw.line, flaw.field, flaw.detail});
  return findings;
}

std::string picture_of(const std::vector<NetFlaw>& flaws) {
  std::string features;
  for (const NetFlaw& flaw : flaws) {
    if (flaw.polygons.empty() && !flaw.at) continue;
    if (!features.empty()) features += ",\n";
    features +=
        feature_text(properties_of(flaw), flaw.polygons.empty() ? point_text(*flaw.at) : polygons_text(flaw.polygons));
  }
  return collection_text(features);
}

void check_coverage(const std::string& file, const std::vector<AreaLine>& areas, bool holes_allowed,
                    Findings& findings) {
  for (Finding& found : findings_of(net_flaws(file, areas, {false, holes_allowed, "grid"}))) {
    if (found.field == "features") found.detail += "; site.yaml may set holes_allowed";
    findings.push_back(std::move(found));
  }
}

}  // namespace huiyin
