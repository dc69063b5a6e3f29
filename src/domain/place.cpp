#include "domain/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "domain/grid_index.h"

namespace huiyin {
namespace {

constexpr size_t kDistrictDigits = 6, kStreetDigits = 9, kCommunityDigits = 12, kGridDigits = 15;

std::unexpected<Refusal> broken(std::string detail, const std::string& code) {
  return refuse(RefusalCode::broken_definition, std::move(detail), code);
}

bool is_place_code(std::string_view code) {
  const bool right_length = code.size() == kDistrictDigits || code.size() == kStreetDigits ||
                            code.size() == kCommunityDigits || code.size() == kGridDigits;
  return right_length && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

const PlaceNode* find_node(const std::vector<PlaceNode>& nodes, std::string_view code) {
  const auto found =
      std::ranges::lower_bound(nodes, code, {}, [](const PlaceNode& node) -> std::string_view { return node.code; });
  return found == nodes.end() || found->code != code ? nullptr : &*found;
}

// `nodes` sorted by code.
Result<void> check_nodes(const std::vector<PlaceNode>& nodes) {
  for (size_t i = 0; i < nodes.size(); ++i) {
    const std::string& code = nodes[i].code;
    if (!is_place_code(code)) return broken(fmt::format("place code '{}' is not 6, 9, 12 or 15 digits", code), code);
    if (i > 0 && nodes[i - 1].code == code) return broken(fmt::format("place {} is given twice", code), code);
    if (code.size() == kDistrictDigits) continue;
    const std::string_view parent = std::string_view{code}.substr(0, code.size() - 3);
    if (!find_node(nodes, parent)) return broken(fmt::format("place {} has no parent {}", code, parent), code);
  }
  return {};
}

bool is_on_earth(Point point) {
  return std::abs(int64_t{point.lat_e7}) <= 900'000'000 && std::abs(int64_t{point.lon_e7}) <= 1'800'000'000;
}

Result<void> check_area(const GridArea& area, const std::vector<PlaceNode>& nodes) {
  if (area.code.size() != kGridDigits || !find_node(nodes, area.code)) {
    return broken(fmt::format("area '{}' belongs to no grid of the tree", area.code), area.code);
  }
  if (area.rings.empty()) return broken(fmt::format("grid {} has an area without rings", area.code), area.code);
  for (const Ring& ring : area.rings) {
    if (ring.size() < 3)
      return broken(fmt::format("a ring of grid {} has fewer than three corners", area.code), area.code);
    if (!std::ranges::all_of(ring, is_on_earth)) {
      return broken(fmt::format("a corner of grid {} lies outside the globe", area.code), area.code);
    }
  }
  const PointBox box = box_of(area.rings);
  if (int64_t{box.lon_max_e7} - box.lon_min_e7 > kAreaSpanMaxE7) {
    return broken(fmt::format("grid {} spans more than half the globe", area.code), area.code);
  }
  return {};
}

}  // namespace

struct PlaceTree::Index {
  explicit Index(int32_t edge_tolerance_m) : grids(edge_tolerance_m) {}

  std::vector<PlaceNode> nodes;        // by code
  GridIndex grids;                     // numbered by code, so that the lowest number is the lowest code
  std::vector<uint32_t> node_of_grid;  // number -> index into nodes
  size_t grids_count = 0;              // grids of the tree, with or without an area
};

Result<PlaceTree> PlaceTree::of(std::vector<PlaceNode> nodes, std::vector<GridArea> areas, int32_t edge_tolerance_m) {
  if (edge_tolerance_m < 0 || edge_tolerance_m > 1'000) {
    return broken(fmt::format("an edge tolerance of {} m is not within 0..1000", edge_tolerance_m), {});
  }
  auto index = std::make_shared<Index>(edge_tolerance_m);
  std::ranges::sort(nodes, {}, &PlaceNode::code);
  nodes.shrink_to_fit();
  if (auto ok = check_nodes(nodes); !ok) return std::unexpected(std::move(ok.error()));
  std::ranges::sort(areas, {}, &GridArea::code);
  index->node_of_grid.reserve(areas.size());
  for (size_t i = 0; i < areas.size(); ++i) {
    GridArea& area = areas[i];
    if (auto ok = check_area(area, nodes); !ok) return std::unexpected(std::move(ok.error()));
    if (i > 0 && areas[i - 1].code == area.code)
      return broken(fmt::format("grid {} has two areas", area.code), area.code);
    index->grids.add(area.rings);
    index->node_of_grid.push_back(static_cast<uint32_t>(find_node(nodes, area.code) - nodes.data()));
    area.rings = {};  // two million areas are not kept twice
  }
  areas = {};
  index->grids.build();
  index->grids_count = static_cast<size_t>(
      std::ranges::count_if(nodes, [](const PlaceNode& node) { return node.code.size() == kGridDigits; }));
  index->nodes = std::move(nodes);
  PlaceTree tree;
  tree.index_ = std::move(index);
  return tree;
}

namespace {

PlaceCodes codes_above(std::string_view code) {
  PlaceCodes codes;
  if (code.size() >= kStreetDigits) codes.street = code.substr(0, kStreetDigits);
  if (code.size() >= kCommunityDigits) codes.community = code.substr(0, kCommunityDigits);
  if (code.size() >= kGridDigits) codes.grid = code;
  return codes;
}

}  // namespace

Result<Located> PlaceTree::locate(Point point) const {
  const uint32_t number = index_ ? index_->grids.find(point) : GridIndex::kNone;
  if (number == GridIndex::kNone) {
    return refuse(RefusalCode::outside_district, "the point lies in no grid of the district");
  }
  const auto code_of = [&](uint32_t of) -> const std::string& { return index_->nodes[index_->node_of_grid[of]].code; };
  Located located{codes_above(code_of(number)), {}};
  index_->grids.near(point, number, [&](uint32_t other) { located.near_grids.push_back(code_of(other)); });
  return located;
}

const PlaceNode* PlaceTree::node(std::string_view code) const {
  return index_ ? find_node(index_->nodes, code) : nullptr;
}

const std::vector<PlaceNode>& PlaceTree::nodes() const {
  static const std::vector<PlaceNode> kNone;
  return index_ ? index_->nodes : kNone;
}

Result<PlaceCodes> PlaceTree::codes_of(std::string_view code) const {
  if (!node(code)) return refuse(RefusalCode::unknown_thing, fmt::format("there is no place {}", code));
  return codes_above(code);
}

size_t PlaceTree::grids_count() const {
  return index_ ? index_->grids_count : 0;
}

size_t PlaceTree::memory_bytes() const {
  if (!index_) return 0;
  size_t bytes = index_->grids.memory_bytes() + index_->nodes.capacity() * sizeof(PlaceNode) +
                 index_->node_of_grid.capacity() * sizeof(uint32_t);
  for (const PlaceNode& node : index_->nodes) {
    for (const std::string* text : {&node.code, &node.name.zh, &node.name.en, &node.unit}) {
      if (text->capacity() > std::string{}.capacity()) bytes += text->capacity() + 1;
    }
  }
  return bytes;
}

bool covers(std::string_view scope, const PlaceCodes& place) {
  if (scope.empty()) return true;
  const std::string& deepest = !place.grid.empty()        ? place.grid
                               : !place.community.empty() ? place.community
                                                          : place.street;
  return deepest.starts_with(scope);
}

double distance_m(Point a, Point b) {
  constexpr double kMetresPerE7 = 0.0111319;  // of latitude
  constexpr double kRadiansPerE7 = 3.14159265358979 / 180 * 1e-7;
  const double north_m = (double{1} * a.lat_e7 - b.lat_e7) * kMetresPerE7;
  const double east_m = (double{1} * a.lon_e7 - b.lon_e7) * kMetresPerE7 * std::cos(a.lat_e7 * kRadiansPerE7);
  return std::hypot(north_m, east_m);
}

}  // namespace huiyin
