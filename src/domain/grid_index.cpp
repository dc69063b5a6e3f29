#include "domain/grid_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace huiyin {
namespace {

constexpr double kMetresPerE7 = 0.0111319;  // of latitude
constexpr uint32_t kCrowded = 12;           // areas in a cell that is worth splitting
constexpr int kDepthMax = 4;

// An edge in the area's own frame (offsets from its box), and the point likewise. All below 2^31, so every product of
// two differences is below 2^62.
struct Edge {
  int64_t a_lat, a_lon, b_lat, b_lon;
};
struct Spot {
  int64_t lat, lon;
};

bool within(const PointBox& box, Point point) {
  return point.lat_e7 >= box.lat_min_e7 && point.lat_e7 <= box.lat_max_e7 && point.lon_e7 >= box.lon_min_e7 &&
         point.lon_e7 <= box.lon_max_e7;
}

// Does the edge, from its lower end (included) to its upper end (not included), pass west of, east of or through the
// point's parallel? The half-open rule counts every corner once.
enum class Crossing { none, counts, on_edge };

Crossing crossing(const Edge& edge, Spot at) {
  if (edge.a_lat == at.lat && edge.a_lon == at.lon) return Crossing::on_edge;
  if ((edge.a_lat > at.lat) == (edge.b_lat > at.lat)) {
    const bool flat = edge.a_lat == at.lat && edge.b_lat == at.lat;
    const bool beyond_one_end = (edge.a_lon > at.lon) == (edge.b_lon > at.lon);
    return flat && !beyond_one_end ? Crossing::on_edge : Crossing::none;
  }
  const int64_t turn =
      (edge.b_lon - edge.a_lon) * (at.lat - edge.a_lat) - (at.lon - edge.a_lon) * (edge.b_lat - edge.a_lat);
  if (turn == 0) return Crossing::on_edge;
  return (turn > 0) == (edge.b_lat > edge.a_lat) ? Crossing::counts : Crossing::none;
}

// cos of a latitude by Bhaskara's formula: within 0.2 %, plenty for "near".
double cos_of_lat(int32_t lat_e7) {
  const double degrees = lat_e7 * 1e-7;
  return (32'400 - 4 * degrees * degrees) / (32'400 + degrees * degrees);
}

// Squared distance in metres from the point to the edge on a flat map; `lon_scale` shortens longitudes.
double distance_squared_m2(const Edge& edge, Spot at, double lon_scale) {
  const double run_north = static_cast<double>(edge.b_lat - edge.a_lat) * kMetresPerE7;
  const double run_east = static_cast<double>(edge.b_lon - edge.a_lon) * kMetresPerE7 * lon_scale;
  const double north = static_cast<double>(at.lat - edge.a_lat) * kMetresPerE7;
  const double east = static_cast<double>(at.lon - edge.a_lon) * kMetresPerE7 * lon_scale;
  const double length_squared = run_north * run_north + run_east * run_east;
  const double along =
      length_squared == 0 ? 0 : std::clamp((north * run_north + east * run_east) / length_squared, 0.0, 1.0);
  const double off_north = north - along * run_north;
  const double off_east = east - along * run_east;
  return off_north * off_north + off_east * off_east;
}

int32_t clamped(int64_t value_e7) {
  return static_cast<int32_t>(
      std::clamp<int64_t>(value_e7, std::numeric_limits<int32_t>::min() + 1, std::numeric_limits<int32_t>::max() - 1));
}

PointBox joined(const PointBox& a, const PointBox& b) {
  return {std::min(a.lat_min_e7, b.lat_min_e7), std::min(a.lon_min_e7, b.lon_min_e7),
          std::max(a.lat_max_e7, b.lat_max_e7), std::max(a.lon_max_e7, b.lon_max_e7)};
}

uint32_t cell_size(int64_t span_e7, uint32_t cells_count) {
  return static_cast<uint32_t>(span_e7 / cells_count + 1);
}

}  // namespace

PointBox box_of(std::span<const Ring> rings) {
  const Point first = rings.front().front();
  PointBox box{first.lat_e7, first.lon_e7, first.lat_e7, first.lon_e7};
  for (const Ring& ring : rings) {
    for (const Point corner : ring) {
      box = joined(box, {corner.lat_e7, corner.lon_e7, corner.lat_e7, corner.lon_e7});
    }
  }
  return box;
}

bool GridIndex::is_narrow(const PointBox& box) {
  return int64_t{box.lat_max_e7} - box.lat_min_e7 <= UINT16_MAX &&
         int64_t{box.lon_max_e7} - box.lon_min_e7 <= UINT16_MAX;
}

void GridIndex::add(std::span<const Ring> rings) {
  const PointBox box = box_of(rings);
  areas_.push_back({box, static_cast<uint32_t>(rings_.size())});
  const auto append = [&](auto& corners, const Ring& ring) {
    using Offset = decltype(corners.front().lat);
    rings_.push_back({static_cast<uint32_t>(corners.size()), static_cast<uint32_t>(ring.size())});
    for (const Point corner : ring) {
      corners.push_back({static_cast<Offset>(int64_t{corner.lat_e7} - box.lat_min_e7),
                         static_cast<Offset>(int64_t{corner.lon_e7} - box.lon_min_e7)});
    }
  };
  for (const Ring& ring : rings) is_narrow(box) ? append(narrow_, ring) : append(wide_, ring);
}

void GridIndex::build() {
  areas_.shrink_to_fit();
  rings_.shrink_to_fit();
  narrow_.shrink_to_fit();
  wide_.shrink_to_fit();
  if (areas_.empty()) return;
  PointBox over = widened(areas_.front().box);
  for (const Area& area : areas_) over = joined(over, widened(area.box));
  std::vector<uint32_t> numbers(areas_.size());
  std::iota(numbers.begin(), numbers.end(), 0U);
  add_buckets(over, numbers, 0);
  cells_.shrink_to_fit();
  entries_.shrink_to_fit();
}

GridIndex::Reach GridIndex::reach_at(int32_t lat_e7) const {
  const double north_e7 = near_m_ / kMetresPerE7;
  const double east_e7 = north_e7 / std::max(0.01, cos_of_lat(lat_e7));
  return {static_cast<int64_t>(north_e7) + 1, static_cast<int64_t>(east_e7) + 1};
}

PointBox GridIndex::widened(const PointBox& box) const {
  const int32_t lat_widest_e7 = std::max(std::abs(box.lat_min_e7), std::abs(box.lat_max_e7));
  // One per mille more than `near` itself asks for, whose latitude may lie a little beyond the box.
  const Reach reach = reach_at(lat_widest_e7);
  const int64_t east_e7 = reach.lon_e7 + reach.lon_e7 / 1'000 + 1;
  return {clamped(box.lat_min_e7 - reach.lat_e7), clamped(box.lon_min_e7 - east_e7),
          clamped(box.lat_max_e7 + reach.lat_e7), clamped(box.lon_max_e7 + east_e7)};
}

// One bucket grid over `over` with about one cell for two areas: finer ones weigh more and find no faster.
uint32_t GridIndex::add_buckets(const PointBox& over, std::span<const uint32_t> numbers, int depth) {
  const auto side = static_cast<uint32_t>(std::sqrt(static_cast<double>(numbers.size()) / 2)) + 1;
  Buckets made;
  made.lat_min_e7 = over.lat_min_e7;
  made.lon_min_e7 = over.lon_min_e7;
  made.cell_lat_e7 = cell_size(int64_t{over.lat_max_e7} - over.lat_min_e7, side);
  made.cell_lon_e7 = cell_size(int64_t{over.lon_max_e7} - over.lon_min_e7, side);
  made.rows = made.columns = side;
  made.first_cell = static_cast<uint32_t>(cells_.size());
  const auto index = static_cast<uint32_t>(buckets_.size());
  buckets_.push_back(made);
  cells_.resize(cells_.size() + size_t{side} * side);
  fill_buckets(index, numbers, depth);
  return index;
}

GridIndex::CellRange GridIndex::cells_under(const Buckets& buckets, const PointBox& box) const {
  const auto cell = [](int64_t value_e7, int64_t from_e7, uint32_t size_e7, uint32_t count) {
    return static_cast<uint32_t>(std::clamp<int64_t>((value_e7 - from_e7) / size_e7, 0, count - 1));
  };
  return {cell(box.lat_min_e7, buckets.lat_min_e7, buckets.cell_lat_e7, buckets.rows),
          cell(box.lat_max_e7, buckets.lat_min_e7, buckets.cell_lat_e7, buckets.rows),
          cell(box.lon_min_e7, buckets.lon_min_e7, buckets.cell_lon_e7, buckets.columns),
          cell(box.lon_max_e7, buckets.lon_min_e7, buckets.cell_lon_e7, buckets.columns)};
}

void GridIndex::fill_buckets(uint32_t index, std::span<const uint32_t> numbers, int depth) {
  const Buckets at = buckets_[index];
  const auto each_cell = [&](auto&& visit) {
    for (const uint32_t number : numbers) {
      const CellRange range = cells_under(at, widened(areas_[number].box));
      for (uint32_t row = range.row_from; row <= range.row_to; ++row) {
        for (uint32_t column = range.column_from; column <= range.column_to; ++column) {
          visit(row * at.columns + column, number);
        }
      }
    }
  };
  std::vector<uint32_t> starts(size_t{at.rows} * at.columns + 1);
  each_cell([&](uint32_t cell, uint32_t) { ++starts[cell + 1]; });
  std::partial_sum(starts.begin(), starts.end(), starts.begin());
  std::vector<uint32_t> filled(starts.begin(), starts.end() - 1);
  std::vector<uint32_t> listed(starts.back());
  each_cell([&](uint32_t cell, uint32_t number) { listed[filled[cell]++] = number; });

  for (uint32_t cell = 0; cell + 1 < starts.size(); ++cell) {
    const std::span<const uint32_t> here{listed.data() + starts[cell], starts[cell + 1] - starts[cell]};
    const auto lat_from = at.lat_min_e7 + int64_t{cell / at.columns} * at.cell_lat_e7;
    const auto lon_from = at.lon_min_e7 + int64_t{cell % at.columns} * at.cell_lon_e7;
    const PointBox over{clamped(lat_from), clamped(lon_from), clamped(lat_from + at.cell_lat_e7 - 1),
                        clamped(lon_from + at.cell_lon_e7 - 1)};
    if (here.size() > kCrowded && depth < kDepthMax && here.size() < numbers.size()) {
      const uint32_t split = add_buckets(over, here, depth + 1);
      cells_[at.first_cell + cell] = {split, kSplit};
    } else {
      cells_[at.first_cell + cell] = {static_cast<uint32_t>(entries_.size()), static_cast<uint32_t>(here.size())};
      entries_.insert(entries_.end(), here.begin(), here.end());
    }
  }
}

std::span<const uint32_t> GridIndex::candidates(Point point) const {
  if (buckets_.empty()) return {};
  const Buckets* at = &buckets_.front();
  while (true) {
    const int64_t north = point.lat_e7 - at->lat_min_e7;
    const int64_t east = point.lon_e7 - at->lon_min_e7;
    if (north < 0 || east < 0) return {};
    const auto row = static_cast<uint32_t>(north) / at->cell_lat_e7;
    const auto column = static_cast<uint32_t>(east) / at->cell_lon_e7;
    if (row >= at->rows || column >= at->columns) return {};
    const Cell cell = cells_[at->first_cell + row * at->columns + column];
    if (cell.count != kSplit) return {entries_.data() + cell.first, cell.count};
    at = &buckets_[cell.first];
  }
}

// Calls `visit(ring_start, edge)` for every edge until one returns true.
template <class Visit>
bool GridIndex::any_edge(uint32_t number, Visit visit) const {
  const uint32_t ring_end =
      number + 1 < areas_.size() ? areas_[number + 1].first_ring : static_cast<uint32_t>(rings_.size());
  const auto over = [&](const auto* corners, uint32_t count) {
    const auto* a = corners + count - 1;
    for (const auto* b = corners; b != corners + count; a = b++) {
      if (visit(Edge{a->lat, a->lon, b->lat, b->lon})) return true;
    }
    return false;
  };
  const bool narrow = is_narrow(areas_[number].box);
  for (uint32_t ring = areas_[number].first_ring; ring < ring_end; ++ring) {
    const auto [first, count] = rings_[ring];
    if (narrow ? over(narrow_.data() + first, count) : over(wide_.data() + first, count)) return true;
  }
  return false;
}

bool GridIndex::contains(uint32_t number, Point point) const {
  const PointBox& box = areas_[number].box;
  if (!within(box, point)) return false;
  const Spot at{int64_t{point.lat_e7} - box.lat_min_e7, int64_t{point.lon_e7} - box.lon_min_e7};
  bool inside = false;
  const bool on_edge = any_edge(number, [&](const Edge& edge) {
    const Crossing how = crossing(edge, at);
    inside ^= how == Crossing::counts;
    return how == Crossing::on_edge;
  });
  return on_edge || inside;
}

bool GridIndex::is_near(uint32_t number, Point point, Reach reach) const {
  const PointBox& box = areas_[number].box;
  const Spot at{int64_t{point.lat_e7} - box.lat_min_e7, int64_t{point.lon_e7} - box.lon_min_e7};
  const bool reachable = at.lat >= -reach.lat_e7 && at.lon >= -reach.lon_e7 &&
                         point.lat_e7 <= box.lat_max_e7 + reach.lat_e7 && point.lon_e7 <= box.lon_max_e7 + reach.lon_e7;
  if (!reachable) return false;
  const double lon_scale = cos_of_lat(point.lat_e7);
  const double near_squared_m2 = double{1} * near_m_ * near_m_;
  return any_edge(number,
                  [&](const Edge& edge) { return distance_squared_m2(edge, at, lon_scale) <= near_squared_m2; });
}

uint32_t GridIndex::find(Point point) const {
  for (const uint32_t number : candidates(point)) {
    if (contains(number, point)) return number;
  }
  return kNone;
}

size_t GridIndex::memory_bytes() const {
  const auto bytes = [](const auto& list) { return list.capacity() * sizeof(list[0]); };
  return bytes(areas_) + bytes(rings_) + bytes(narrow_) + bytes(wide_) + bytes(buckets_) + bytes(cells_) +
         bytes(entries_);
}

}  // namespace huiyin
