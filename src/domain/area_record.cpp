#include "domain/area_record.h"

#include <algorithm>
#include <cmath>

namespace huiyin {
namespace {

constexpr double kMetresPerE7 = 0.0111319;  // of latitude

// cos of a latitude by Bhaskara's formula: within 0.2 %, plenty for "near".
double cos_of_lat(int32_t lat_e7) {
  const double degrees = lat_e7 * 1e-7;
  return (32'400 - 4 * degrees * degrees) / (32'400 + degrees * degrees);
}

bool is_narrow(const PointBox& box) {
  return int64_t{box.lat_max_e7} - box.lat_min_e7 <= UINT16_MAX &&
         int64_t{box.lon_max_e7} - box.lon_min_e7 <= UINT16_MAX;
}

}  // namespace

PointBox box_of(std::span<const Ring> rings) {
  const Point first = rings.front().front();
  PointBox box{first.lat_e7, first.lon_e7, first.lat_e7, first.lon_e7};
  for (const Ring& ring : rings) {
    for (const Point corner : ring) {
      box.lat_min_e7 = std::min(box.lat_min_e7, corner.lat_e7);
      box.lon_min_e7 = std::min(box.lon_min_e7, corner.lon_e7);
      box.lat_max_e7 = std::max(box.lat_max_e7, corner.lat_e7);
      box.lon_max_e7 = std::max(box.lon_max_e7, corner.lon_e7);
    }
  }
  return box;
}

Reach reach_at(int32_t lat_e7, double metres) {
  const double north_e7 = metres / kMetresPerE7;
  const double east_e7 = north_e7 / std::max(0.01, cos_of_lat(lat_e7));
  return {static_cast<int64_t>(north_e7) + 1, static_cast<int64_t>(east_e7) + 1};
}

// The words: key (2), corner of the box (2), rings * 2 + narrow; narrow: the box's spans in one word, then each ring's
// count and a word for each corner; wide: two words for the spans and for each corner.
void AreaRecord::append(uint64_t key, std::span<const Ring> rings, LargeList<uint32_t>& words) {
  const PointBox box = box_of(rings);
  const bool narrow = is_narrow(box);
  const auto append_spot = [&](int64_t lat_e7, int64_t lon_e7) {
    const auto lat = static_cast<uint32_t>(lat_e7 - box.lat_min_e7);
    const auto lon = static_cast<uint32_t>(lon_e7 - box.lon_min_e7);
    if (narrow) return words.push_back(lat | lon << 16);
    words.push_back(lat);
    words.push_back(lon);
  };
  for (const auto word :
       {static_cast<uint32_t>(key), static_cast<uint32_t>(key >> 32), static_cast<uint32_t>(box.lat_min_e7),
        static_cast<uint32_t>(box.lon_min_e7), static_cast<uint32_t>(rings.size()) * 2 + narrow}) {
    words.push_back(word);
  }
  append_spot(box.lat_max_e7, box.lon_max_e7);
  for (const Ring& ring : rings) {
    words.push_back(static_cast<uint32_t>(ring.size()));
    for (const Point corner : ring) append_spot(corner.lat_e7, corner.lon_e7);
  }
}

AreaRecord::Spot AreaRecord::span() const {
  return narrow() ? Spot{words_[5] & 0xFFFF, words_[5] >> 16} : Spot{words_[5], words_[6]};
}

PointBox AreaRecord::box() const {
  const auto narrowed = [](int64_t value_e7) { return static_cast<int32_t>(value_e7); };
  const Spot size = span();
  return {narrowed(south_e7_), narrowed(west_e7_), narrowed(south_e7_ + size.lat), narrowed(west_e7_ + size.lon)};
}

bool AreaRecord::is_beside(const Edge& edge, Spot at) {
  const auto [a, b] = edge;
  return std::min(a.lat, b.lat) <= at.lat && at.lat <= std::max(a.lat, b.lat) && std::min(a.lon, b.lon) <= at.lon &&
         at.lon <= std::max(a.lon, b.lon);
}

// What one edge says about a point: does it pass through it; does it, from its lower end (included) to its upper end
// (not included), pass west of it? The half-open rule counts every corner once.
[[gnu::always_inline]] inline AreaRecord::Verdict AreaRecord::verdict(const Edge& edge, Spot at) {
  const auto [a, b] = edge;
  const int64_t turn = (b.lon - a.lon) * (at.lat - a.lat) - (at.lon - a.lon) * (b.lat - a.lat);
  const bool spans = (a.lat > at.lat) != (b.lat > at.lat);
  return {turn == 0 && is_beside(edge, at), spans && (turn > 0) == (b.lat > a.lat)};
}

// Squared distance in metres from the point to the edge on a flat map; `lon_scale` shortens longitudes.
double AreaRecord::distance_squared_m2(const Edge& edge, Spot at, double lon_scale) {
  const double run_north = static_cast<double>(edge.b.lat - edge.a.lat) * kMetresPerE7;
  const double run_east = static_cast<double>(edge.b.lon - edge.a.lon) * kMetresPerE7 * lon_scale;
  const double north = static_cast<double>(at.lat - edge.a.lat) * kMetresPerE7;
  const double east = static_cast<double>(at.lon - edge.a.lon) * kMetresPerE7 * lon_scale;
  const double length_squared = run_north * run_north + run_east * run_east;
  const double along =
      length_squared == 0 ? 0 : std::clamp((north * run_north + east * run_east) / length_squared, 0.0, 1.0);
  const double off_north = north - along * run_north;
  const double off_east = east - along * run_east;
  return off_north * off_north + off_east * off_east;
}

template <class Visit>
void AreaRecord::each_edge(Visit visit) const {
  narrow() ? each_edge_of([](const uint32_t* from) { return Spot{*from & 0xFFFF, *from >> 16}; }, 1, visit)
           : each_edge_of([](const uint32_t* from) { return Spot{from[0], from[1]}; }, 2, visit);
}

template <class Read, class Visit>
void AreaRecord::each_edge_of(Read read, uint32_t words_each, Visit visit) const {
  const uint32_t* ring = words_ + 5 + words_each;
  for (uint32_t left = words_[4] / 2; left > 0; --left) {
    const uint32_t* corner = ring + 1;
    ring = corner + size_t{*ring} * words_each;
    Spot a = read(ring - words_each);
    for (; corner != ring; corner += words_each) {
      const Spot b = read(corner);
      visit(Edge{a, b});
      a = b;
    }
  }
}

bool AreaRecord::contains(Point point) const {
  const Spot at = in_frame(point), size = span();
  if (at.lat < 0 || at.lon < 0 || at.lat > size.lat || at.lon > size.lon) return false;
  bool inside = false, on_edge = false;
  each_edge([&](const Edge& edge) {
    const Verdict said = verdict(edge, at);
    inside ^= said.counts;
    on_edge |= said.on_edge;
  });
  return inside || on_edge;
}

bool AreaRecord::is_near(Point point, Reach reach, double near_m) const {
  const Spot at = in_frame(point), size = span();
  if (at.lat < -reach.lat_e7 || at.lon < -reach.lon_e7 || at.lat > size.lat + reach.lat_e7 ||
      at.lon > size.lon + reach.lon_e7) {
    return false;
  }
  const double lon_scale = cos_of_lat(point.lat_e7);
  bool found = false;
  each_edge([&](const Edge& edge) {
    const bool reachable = std::min(edge.a.lat, edge.b.lat) <= at.lat + reach.lat_e7 &&
                           std::max(edge.a.lat, edge.b.lat) >= at.lat - reach.lat_e7 &&
                           std::min(edge.a.lon, edge.b.lon) <= at.lon + reach.lon_e7 &&
                           std::max(edge.a.lon, edge.b.lon) >= at.lon - reach.lon_e7;
    if (reachable && !found) found = distance_squared_m2(edge, at, lon_scale) <= near_m * near_m;
  });
  return found;
}

}  // namespace huiyin
