#include "sim/town_plan.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace huiyin::sim {
namespace {

constexpr double kMetresPerE7 = 0.01113194908;

double cross(Spot2 a, Spot2 b) {
  return a.x * b.y - a.y * b.x;
}
Spot2 minus(Spot2 a, Spot2 b) {
  return {a.x - b.x, a.y - b.y};
}
Spot2 on_the_way(Spot2 a, Spot2 b, double share) {
  return {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}
double distance(Spot2 a, Spot2 b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

// Where p..q crosses a..b, as shares of both; ends count on the near side only.
std::optional<std::pair<double, double>> crossing(Spot2 p, Spot2 q, Spot2 a, Spot2 b) {
  const Spot2 along = minus(q, p), edge = minus(b, a);
  const double turn = cross(along, edge);
  if (std::abs(turn) < 1e-9) return std::nullopt;
  const double on_line = cross(minus(a, p), edge) / turn;
  const double on_edge = cross(minus(a, p), along) / turn;
  if (on_line < 0 || on_line >= 1 || on_edge < 0 || on_edge >= 1) return std::nullopt;
  return std::pair{on_line, on_edge};
}

Spot2 at_position(const Corners& line, double position) {
  const auto segment = std::min(static_cast<size_t>(position), line.size() - 2);
  return on_the_way(line[segment], line[segment + 1], position - static_cast<double>(segment));
}

double stretch_m(const Corners& line, double from, double to) {
  double length_m = 0;
  Spot2 last = at_position(line, from);
  for (auto i = static_cast<size_t>(from) + 1; static_cast<double>(i) < to; ++i) {
    length_m += distance(last, line[i]);
    last = line[i];
  }
  return length_m + distance(last, at_position(line, to));
}

std::vector<TownPlan::Cut::End> crossings(const Corners& polygon, const Corners& line) {
  std::vector<TownPlan::Cut::End> found;
  for (size_t i = 0; i + 1 < line.size(); ++i) {
    for (size_t edge = 0; edge < polygon.size(); ++edge) {
      const auto met = crossing(line[i], line[i + 1], polygon[edge], polygon[(edge + 1) % polygon.size()]);
      if (met) found.push_back({edge, met->second, static_cast<double>(i) + met->first});
    }
  }
  std::ranges::sort(found, {}, &TownPlan::Cut::End::on_line);
  return found;
}

void snap(const Corners& polygon, double snap_m, TownPlan::Cut::End& end) {
  const size_t next = (end.edge + 1) % polygon.size();
  const double length_m = distance(polygon[end.edge], polygon[next]);
  if (end.along * length_m < snap_m) {
    end.along = 0;
  } else if ((1 - end.along) * length_m < snap_m) {
    end.edge = next;
    end.along = 0;
  }
}

Spot2 spot_of(const Corners& polygon, const TownPlan::Cut::End& end) {
  return on_the_way(polygon[end.edge], polygon[(end.edge + 1) % polygon.size()], end.along);
}

// From `first` to `last` along the polygon, both ends among them.
Corners side(const Corners& polygon, const TownPlan::Cut::End& first, const TownPlan::Cut::End& last) {
  Corners corners{spot_of(polygon, first)};
  size_t edge = first.edge;
  const bool wraps = last.edge < first.edge || (last.edge == first.edge && last.along < first.along);
  const size_t steps = wraps ? last.edge + polygon.size() - first.edge : last.edge - first.edge;
  for (size_t i = 0; i < steps; ++i) {
    edge = (edge + 1) % polygon.size();
    corners.push_back(polygon[edge]);
  }
  if (last.along > 0) corners.push_back(spot_of(polygon, last));
  return corners;
}

bool touches(const Corners& polygon, const Corners& path) {
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    // A little short of both ends: there it stands on the outline.
    const Spot2 from = i == 0 ? on_the_way(path[i], path[i + 1], 1e-3) : path[i];
    const Spot2 to = i + 2 == path.size() ? on_the_way(path[i], path[i + 1], 1 - 1e-3) : path[i + 1];
    for (size_t edge = 0; edge < polygon.size(); ++edge) {
      if (crossing(from, to, polygon[edge], polygon[(edge + 1) % polygon.size()])) return true;
    }
  }
  return false;
}

}  // namespace

bool is_inside(const Corners& polygon, Spot2 at) {
  bool inside = false;
  for (size_t i = 0, last = polygon.size() - 1; i < polygon.size(); last = i++) {
    const Spot2 a = polygon[i], b = polygon[last];
    if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

double area_m2(const Corners& polygon) {
  double doubled = 0;
  for (size_t i = 0; i < polygon.size(); ++i) doubled += cross(polygon[i], polygon[(i + 1) % polygon.size()]);
  return doubled / 2;
}

double perimeter_m(const Corners& polygon) {
  double length_m = 0;
  for (size_t i = 0; i < polygon.size(); ++i) length_m += distance(polygon[i], polygon[(i + 1) % polygon.size()]);
  return length_m;
}

double edge_distance_m(const Corners& polygon, Spot2 from) {
  double nearest_m = 1e12;
  for (size_t i = 0; i < polygon.size(); ++i) {
    const Spot2 a = polygon[i], b = polygon[(i + 1) % polygon.size()], edge = minus(b, a), away = minus(from, a);
    const double length2 = edge.x * edge.x + edge.y * edge.y;
    const double share = length2 > 0 ? std::clamp((away.x * edge.x + away.y * edge.y) / length2, 0.0, 1.0) : 0;
    nearest_m = std::min(nearest_m, distance(from, on_the_way(a, b, share)));
  }
  return nearest_m;
}

Point TownPlan::point_of(Spot2 at) const {
  const double squeeze = std::cos(middle_.lat_e7 * 1e-7 * std::numbers::pi / 180);
  return {middle_.lat_e7 + static_cast<int32_t>(std::lround(at.y / kMetresPerE7)),
          middle_.lon_e7 + static_cast<int32_t>(std::lround(at.x / kMetresPerE7 / squeeze))};
}

size_t TownPlan::add_corner(Spot2 at) {
  points_.push_back(point_of(at));
  corners_.push_back(at);
  return corners_.size() - 1;
}

Outline TownPlan::add_outline(const Corners& corners) {
  Outline outline;
  for (const Spot2 corner : corners) outline.push_back(add_corner(corner));
  return outline;
}

void TownPlan::expand(size_t from, size_t to, Outline& into) const {
  const auto split = split_at_.find(edge_of(from, to));
  if (split == split_at_.end()) return into.push_back(from);
  expand(from, split->second, into);
  expand(split->second, to, into);
}

Outline TownPlan::whole(const Outline& outline) const {
  Outline whole;
  for (size_t i = 0; i < outline.size(); ++i) expand(outline[i], outline[(i + 1) % outline.size()], whole);
  return whole;
}

Corners TownPlan::corners_of(const Outline& outline) const {
  Corners corners;
  for (const size_t corner : whole(outline)) corners.push_back(corners_[corner]);
  return corners;
}

Ring TownPlan::ring_of(const Outline& outline) const {
  Ring ring;
  for (const size_t corner : whole(outline)) ring.push_back(points_[corner]);
  return ring;
}

std::map<int, double> TownPlan::roads_along(const Outline& outline) const {
  std::map<int, double> along;
  const Outline ring = whole(outline);
  for (size_t i = 0; i < ring.size(); ++i) {
    const size_t next = ring[(i + 1) % ring.size()];
    const auto road = roads_.find(edge_of(ring[i], next));
    if (road != roads_.end()) along[road->second] += distance(corners_[ring[i]], corners_[next]);
  }
  return along;
}

std::optional<TownPlan::Cut> TownPlan::cut_along(const Outline& outline, const Corners& line, double snap_m) const {
  const Corners polygon = corners_of(outline);
  const auto met = crossings(polygon, line);
  Cut cut;
  double longest_m = 0;
  for (size_t i = 0; i + 1 < met.size(); ++i) {
    const double length_m = stretch_m(line, met[i].on_line, met[i + 1].on_line);
    if (length_m <= longest_m) continue;
    if (!is_inside(polygon, at_position(line, (met[i].on_line + met[i + 1].on_line) / 2))) continue;
    longest_m = length_m;
    cut.from = met[i];
    cut.to = met[i + 1];
  }
  if (longest_m == 0) return std::nullopt;
  for (auto i = static_cast<size_t>(cut.from.on_line) + 1; static_cast<double>(i) < cut.to.on_line; ++i) {
    cut.between.push_back(line[i]);
  }
  snap(polygon, snap_m, cut.from);
  snap(polygon, snap_m, cut.to);
  if (cut.from.edge == cut.to.edge) return std::nullopt;
  Corners path{spot_of(polygon, cut.from)};
  path.insert(path.end(), cut.between.begin(), cut.between.end());
  path.push_back(spot_of(polygon, cut.to));
  if (touches(polygon, path)) return std::nullopt;
  cut.right = side(polygon, cut.from, cut.to);
  cut.right.insert(cut.right.end(), cut.between.rbegin(), cut.between.rend());
  cut.left = side(polygon, cut.to, cut.from);
  cut.left.insert(cut.left.end(), cut.between.begin(), cut.between.end());
  return cut;
}

size_t TownPlan::corner_at(const Outline& outline, const Cut::End& end) {
  const size_t from = outline[end.edge], to = outline[(end.edge + 1) % outline.size()];
  if (end.along == 0) return from;
  const Edge edge = edge_of(from, to);
  const size_t corner = add_corner(on_the_way(corners_[from], corners_[to], end.along));
  split_at_[edge] = corner;
  if (const auto road = roads_.find(edge); road != roads_.end()) {
    const int number = road->second;
    roads_[edge_of(from, corner)] = roads_[edge_of(corner, to)] = number;
  }
  return corner;
}

std::pair<Outline, Outline> TownPlan::take(const Outline& outline, const Cut& cut, int road) {
  const Outline before = whole(outline);
  const size_t from = corner_at(before, cut.from), to = corner_at(before, cut.to);
  Outline path{from};
  for (const Spot2 corner : cut.between) path.push_back(add_corner(corner));
  path.push_back(to);
  for (size_t i = 0; i + 1 < path.size(); ++i) roads_[edge_of(path[i], path[i + 1])] = road;
  Outline ring = whole(before);
  std::ranges::rotate(ring, std::ranges::find(ring, from));
  const auto split = std::ranges::find(ring, to);
  Outline right(ring.begin(), split), left(split, ring.end());
  right.insert(right.end(), path.rbegin(), path.rend() - 1);
  left.insert(left.end(), path.begin(), path.end() - 1);
  return {left, right};
}

}  // namespace huiyin::sim
