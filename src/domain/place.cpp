#include "domain/place.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "domain/grid_index.h"
#include "domain/node_store.h"

namespace huiyin {
namespace {

std::unexpected<Refusal> broken(std::string detail, const std::string& code) {
  return refuse(RefusalCode::broken_definition, std::move(detail), code);
}

bool is_on_earth(Point point) {
  return std::abs(int64_t{point.lat_e7}) <= 900'000'000 && std::abs(int64_t{point.lon_e7}) <= 1'800'000'000;
}

// The area's code, when it is one that can be indexed.
Result<PlaceCode> check_area(const GridArea& area, const NodeStore& nodes) {
  const auto code = PlaceCode::parse(area.code);
  if (!code || code->digits() != PlaceCode::kGridDigits || nodes.find(*code) == NodeStore::kNone) {
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
  return *code;
}

Result<GridIndex> index_of(std::vector<GridArea> areas, const NodeStore& nodes, int32_t edge_tolerance_m) {
  GridIndex grids{edge_tolerance_m};
  std::ranges::sort(areas, {}, &GridArea::code);
  std::vector<PointBox> boxes;
  boxes.reserve(areas.size());
  for (size_t i = 0; i < areas.size(); ++i) {
    if (auto code = check_area(areas[i], nodes); !code) return std::unexpected(std::move(code.error()));
    if (i > 0 && areas[i - 1].code == areas[i].code)
      return broken(fmt::format("grid {} has two areas", areas[i].code), areas[i].code);
    boxes.push_back(box_of(areas[i].rings));
  }
  for (const uint32_t i : GridIndex::neighbourly_order(boxes)) {
    grids.add(PlaceCode::parse(areas[i].code)->number(), areas[i].rings);
    areas[i] = {};  // two million areas are not kept twice
  }
  areas = {};
  grids.build();
  return grids;
}

}  // namespace

struct PlaceTree::Index {
  NodeStore nodes;
  GridIndex grids;         // keyed by the numbers of the codes, so that the lowest key is the lowest code
  size_t grids_count = 0;  // grids of the tree, with or without an area
};

Result<PlaceTree> PlaceTree::of(std::vector<PlaceNode> nodes, std::vector<GridArea> areas, int32_t edge_tolerance_m) {
  if (edge_tolerance_m < 0 || edge_tolerance_m > 1'000) {
    return broken(fmt::format("an edge tolerance of {} m is not within 0..1000", edge_tolerance_m), {});
  }
  auto packed = NodeStore::of(std::move(nodes));
  if (!packed) return std::unexpected(std::move(packed.error()));
  auto grids = index_of(std::move(areas), *packed, edge_tolerance_m);
  if (!grids) return std::unexpected(std::move(grids.error()));
  size_t grids_count = 0;
  for (size_t at = 0; at < packed->size(); ++at) grids_count += packed->code(at).digits() == PlaceCode::kGridDigits;
  PlaceTree tree;
  tree.index_ = std::make_shared<const Index>(Index{std::move(*packed), std::move(*grids), grids_count});
  return tree;
}

namespace {

PlaceCodes codes_above(std::string_view code) {
  PlaceCodes codes;
  if (code.size() >= PlaceCode::kStreetDigits) codes.street = code.substr(0, PlaceCode::kStreetDigits);
  if (code.size() >= PlaceCode::kCommunityDigits) codes.community = code.substr(0, PlaceCode::kCommunityDigits);
  if (code.size() >= PlaceCode::kGridDigits) codes.grid = code;
  return codes;
}

std::string text_of(uint64_t number) {
  return PlaceCode::from_number(number).text();
}

}  // namespace

Result<Located> PlaceTree::locate(Point point) const {
  std::vector<uint64_t> near;
  const uint64_t number = index_ ? index_->grids.find(point, near) : GridIndex::kNone;
  if (number == GridIndex::kNone) {
    return refuse(RefusalCode::outside_district, "the point lies in no grid of the district");
  }
  Located located{codes_above(text_of(number)), {}};
  located.near_grids.reserve(near.size());
  for (const uint64_t other : near) located.near_grids.push_back(text_of(other));
  return located;
}

std::optional<PlaceCode> PlaceTree::grid_at(Point point) const {
  const uint64_t number = index_ ? index_->grids.find(point) : GridIndex::kNone;
  return number == GridIndex::kNone ? std::nullopt : std::optional{PlaceCode::from_number(number)};
}

std::optional<PlaceNode> PlaceTree::node(std::string_view code) const {
  const auto number = PlaceCode::parse(code);
  const size_t at = index_ && number ? index_->nodes.find(*number) : NodeStore::kNone;
  return at == NodeStore::kNone ? std::nullopt : std::optional{index_->nodes.node(at)};
}

PlaceTree::Nodes PlaceTree::nodes() const {
  return Nodes{index_};
}

PlaceTree::Nodes::Nodes(std::shared_ptr<const Index> index)
    : index_(std::move(index)), size_(index_ ? index_->nodes.size() : 0) {}

PlaceNode PlaceTree::Nodes::Iterator::operator*() const {
  return index_->nodes.node(at_);
}

Result<PlaceCodes> PlaceTree::codes_of(std::string_view code) const {
  const auto number = PlaceCode::parse(code);
  if (!index_ || !number || index_->nodes.find(*number) == NodeStore::kNone) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no place {}", code));
  }
  return codes_above(code);
}

size_t PlaceTree::grids_count() const {
  return index_ ? index_->grids_count : 0;
}

size_t PlaceTree::memory_bytes() const {
  return index_ ? index_->nodes.memory_bytes() + index_->grids.memory_bytes() : 0;
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
