#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "sim/district_places.h"

namespace huiyin::sim {
namespace {

struct Sort {
  PointKind kind;
  double urban, rural;  // how often
  const char* first;    // sections of names.txt; empty: named after what is near
  const char* second;
};

constexpr std::array kSorts{
    Sort{PointKind::estate, 0.20, 0, "estate_first", "estate_kind"},
    Sort{PointKind::village, 0, 0.25, "village_first", "village_second"},
    Sort{PointKind::shops, 0.17, 0.08, "shop_first", "shop_kind"},
    Sort{PointKind::market, 0.06, 0.08, "shop_first", "market_kind"},
    Sort{PointKind::school, 0.06, 0.06, "estate_first", "school_kind"},
    Sort{PointKind::kindergarten, 0.06, 0.04, "estate_first", "kindergarten_kind"},
    Sort{PointKind::clinic, 0.05, 0.06, "estate_first", "clinic_kind"},
    Sort{PointKind::park, 0.08, 0.02, "estate_first", "park_kind"},
    Sort{PointKind::square, 0.04, 0.07, "estate_first", "square_kind"},
    Sort{PointKind::office, 0.07, 0, "estate_first", "office_kind"},
    Sort{PointKind::factory, 0.03, 0.12, "shop_first", "factory_kind"},
    Sort{PointKind::crossing, 0.12, 0.10, "", ""},
    Sort{PointKind::bus_stop, 0.12, 0.12, "", ""},
};

constexpr int kRiver = 0;

class Builder {
 public:
  Builder(const Town& town, const SamplePlaces& places, NameMaker& names, Rng rng)
      : town_(town), places_(places), names_(names), rng_(rng) {}

  Result<Buildings> build() {
    for (size_t grid = 0; grid < town_.grids.size(); ++grid) {
      if (auto built = build_grid(grid); !built) return std::unexpected(built.error());
    }
    describe_spots();
    return std::move(built_);
  }

 private:
  Result<void> build_grid(size_t index) {
    const bool rural = town_.grids[index].street >= kStreets - kRuralStreets;
    corners_ = town_.plan.corners_of(town_.grids[index].outline);
    size_m_ = std::sqrt(area_m2(corners_));
    taken_.clear();
    const PlaceNode& node = places_.grids[index];
    SampleGrid grid{node.code, node.unit, {}, 0, rural, {}};
    grid.centre = town_.plan.point_of(middle());
    grid.residents = static_cast<int32_t>(std::max(180.0, rng_.around(rural ? 560 : 675, 110)));
    built_.grids.push_back(std::move(grid));
    const auto count = static_cast<size_t>(rng_.between(rural ? 3 : 4, rural ? 4 : 5));
    for (const PointKind kind : kinds(rural, count, index)) {
      if (auto placed = place(index, kind); !placed) return placed;
    }
    return {};
  }

  // Homes first, then what the dice give; something at the water where the river passes.
  std::vector<PointKind> kinds(bool rural, size_t count, size_t index) {
    std::vector<PointKind> kinds{rural ? PointKind::village : PointKind::estate};
    const auto& roads = places_.roads_at[index];
    if (std::ranges::find(roads, kRiver) != roads.end()) {
      kinds.push_back(rng_.chance(0.3) ? PointKind::bridge : PointKind::waterside);
    }
    std::vector<double> weights;
    for (const Sort& sort : kSorts) weights.push_back(rural ? sort.rural : sort.urban);
    while (kinds.size() < count) {
      const PointKind kind = kSorts[rng_.weighted(weights)].kind;
      const bool once = kind == PointKind::crossing || kind == PointKind::bus_stop || kind == PointKind::market;
      if (!once || std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
    return kinds;
  }

  Result<void> place(size_t grid, PointKind kind) {
    auto name = name_of(grid, kind);
    if (!name) return std::unexpected(name.error());
    SampleGrid& into = built_.grids[grid];
    into.buildings.push_back(built_.points.size());
    built_.points.push_back({fmt::format("{}-{:02}", into.code, into.buildings.size()), std::move(*name), kind,
                             into.code, town_.plan.point_of(free_spot())});
    return {};
  }

  Result<Wording> name_of(size_t grid, PointKind kind) {
    if (kind == PointKind::waterside) return names_.parted("road_first", "waterside_kind");
    if (kind == PointKind::bridge) return names_.parted("estate_first", "bridge_kind");
    if (kind == PointKind::crossing) {
      if (auto crossing = crossing_at(grid)) return *crossing;
    }
    if (kind == PointKind::crossing || kind == PointKind::bus_stop) return stop_at(grid);
    const Sort& sort = *std::ranges::find(kSorts, kind, &Sort::kind);
    if (kind == PointKind::village) return names_.joined(sort.first, sort.second);
    if (kind == PointKind::school || kind == PointKind::clinic) return of_community(grid, sort.second);
    return names_.parted(sort.first, sort.second);
  }

  std::optional<Wording> crossing_at(size_t grid) {
    const auto& roads = places_.roads_at[grid];
    for (size_t i = 0; i + 1 < roads.size(); ++i) {
      const Wording &one = places_.roads.at(roads[i]), &other = places_.roads.at(roads[i + 1]);
      Wording name{fmt::format("{}{}路口", one.zh, other.zh), fmt::format("{} at {}", one.en, other.en)};
      if (names_.take(name)) return name;
    }
    return std::nullopt;
  }

  // Schools and clinics are called after their community; a second one of the kind after something else.
  Result<Wording> of_community(size_t grid, std::string_view kinds) {
    const std::string community = places_.grids[grid].code.substr(0, 12);
    const Wording& stem = std::ranges::find(places_.communities, community, &NamedPlace::code)->stem;
    auto kind = names_.word(kinds);
    if (!kind) return kind;
    Wording name{stem.zh + kind->zh, stem.en + " " + kind->en};
    return names_.take(name) ? name : names_.parted("estate_first", kinds);
  }

  // A stop is called after the homes beside it, or after its road.
  Result<Wording> stop_at(size_t grid) {
    const Wording& home = built_.points[built_.grids[grid].buildings.front()].name;
    Wording name{home.zh + "公交站", home.en + " Bus Stop"};
    if (names_.take(name)) return name;
    return names_.parted("shop_first", "shop_kind");
  }

  Spot2 somewhere() {
    Spot2 low{1e9, 1e9}, high{-1e9, -1e9};
    for (const Spot2 corner : corners_) {
      low = {std::min(low.x, corner.x), std::min(low.y, corner.y)};
      high = {std::max(high.x, corner.x), std::max(high.y, corner.y)};
    }
    for (;;) {
      const Spot2 spot{low.x + rng_.unit() * (high.x - low.x), low.y + rng_.unit() * (high.y - low.y)};
      if (is_inside(corners_, spot)) return spot;
    }
  }

  Spot2 middle() {
    Spot2 best{};
    double best_m = -1;
    for (int i = 0; i < 60; ++i) {
      const Spot2 spot = somewhere();
      const double room_m = edge_distance_m(corners_, spot);
      if (room_m <= best_m) continue;
      best_m = room_m;
      best = spot;
    }
    return best;
  }

  // As far as may be from the edges and from what stands there.
  Spot2 free_spot() {
    Spot2 best{};
    double best_m = -1;
    for (int i = 0; i < 24; ++i) {
      const Spot2 spot = somewhere();
      double room_m = std::min(edge_distance_m(corners_, spot) * 2.5, size_m_ * 0.3);
      for (const Spot2 other : taken_) room_m = std::min(room_m, std::hypot(spot.x - other.x, spot.y - other.y));
      if (room_m <= best_m) continue;
      best_m = room_m;
      best = spot;
    }
    taken_.push_back(best);
    return best;
  }

  void describe_spots() {
    for (size_t grid = 0; grid < built_.grids.size(); ++grid) {
      for (const size_t building : built_.grids[grid].buildings) built_.spots.push_back(spot_of(grid, building));
    }
  }

  Spot spot_of(size_t grid, size_t building) {
    const std::string& code = places_.grids[grid].code;
    const auto named = [&](const std::vector<NamedPlace>& places, size_t digits) {
      return std::ranges::find(places, code.substr(0, digits), &NamedPlace::code)->name.zh;
    };
    Spot spot;
    spot.here = built_.points[building].name.zh;
    spot.estate = built_.points[built_.grids[grid].buildings.front()].name.zh;
    spot.road = places_.roads.at(rng_.pick(places_.roads_at[grid])).zh;
    spot.shop = shop_near(grid);
    spot.community = named(places_.communities, 12);
    spot.street = named(places_.streets, 9);
    spot.rural = built_.grids[grid].rural;
    return spot;
  }

  // In this grid or the next one that has any.
  std::string shop_near(size_t grid) const {
    for (size_t away = 0; away < built_.grids.size(); ++away) {
      const auto& there = built_.grids[(grid + away) % built_.grids.size()];
      for (const size_t building : there.buildings) {
        const FixedPoint& point = built_.points[building];
        if (point.kind == PointKind::shops || point.kind == PointKind::market) return point.name.zh;
      }
    }
    return built_.points.front().name.zh;
  }

  const Town& town_;
  const SamplePlaces& places_;
  NameMaker& names_;
  Rng rng_;
  Buildings built_;
  Corners corners_, taken_;  // of the grid in hand
  double size_m_ = 0;
};

}  // namespace

Result<Buildings> place_buildings(const Town& town, const SamplePlaces& places, NameMaker& names, Rng rng) {
  return Builder{town, places, names, rng}.build();
}

}  // namespace huiyin::sim
