#include "sim/lay_out_town.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

namespace huiyin::sim {

const std::vector<StreetSize> kStreetSizes{{9, 53}, {8, 50}, {8, 48}, {8, 47}, {7, 45}, {6, 37}, {6, 35}};

namespace {

constexpr double kPi = std::numbers::pi;
constexpr size_t kPeoplePerGrid = 45;  // points that stand for people while the town is cut

// A wavy line: what makes roads and rivers bend.
struct Bend {
  double long_m = 0, short_m = 0;  // how far it swings
  double long_wave_m = 2600, short_wave_m = 900;
  double long_phase = 0, short_phase = 0;

  double at(double along_m) const {
    return long_m * std::sin(2 * kPi * along_m / long_wave_m + long_phase) +
           short_m * std::sin(2 * kPi * along_m / short_wave_m + short_phase);
  }
  static Bend of(double swing_m, Rng& rng) {
    return {swing_m,
            swing_m * 0.35,
            rng.around(2600, 150),
            rng.around(900, 60),
            rng.unit() * 2 * kPi,
            rng.unit() * 2 * kPi};
  }
};

// A line across the town in its own direction, with so many of the people on its right.
struct Line {
  double angle = 0;
  Bend bend;

  Spot2 turned(Spot2 at) const {  // x along the line, y to its left
    return {at.x * std::cos(angle) + at.y * std::sin(angle), at.y * std::cos(angle) - at.x * std::sin(angle)};
  }
  double left_of(Spot2 at) const {
    const Spot2 own = turned(at);
    return own.y - bend.at(own.x);
  }
  Corners through(double offset_m, double half_length_m, double step_m) const {
    Corners corners;
    const auto steps = static_cast<int>(half_length_m / step_m);
    for (int i = -steps; i <= steps; ++i) {
      const double x = i * step_m, y = offset_m + bend.at(x);
      corners.push_back({x * std::cos(angle) - y * std::sin(angle), x * std::sin(angle) + y * std::cos(angle)});
    }
    return corners;
  }
};

struct Piece {
  Outline outline;
  Corners people;
};

// How crowded a spot is, 0..1: dense round the middle, thinner to the rim, a village here and there.
class Crowd {
 public:
  explicit Crowd(Rng& rng) {
    for (int i = 0; i < 26; ++i) {
      const double angle = rng.unit() * 2 * kPi, away_m = 1800 + rng.unit() * 1700;
      villages_.push_back({1.3 * away_m * std::cos(angle), 0.85 * away_m * std::sin(angle)});
    }
  }
  double at(Spot2 spot) const {
    const double away = std::hypot(spot.x / 1.25, spot.y) / 1350;
    double crowd = 0.045 + 0.9 / (1 + std::pow(away, 3.0));
    for (const Spot2 village : villages_) {
      const double near = std::hypot(spot.x - village.x, spot.y - village.y) / 240;
      crowd += 0.09 * std::exp(-near * near);
    }
    return std::min(crowd, 1.0);
  }

 private:
  Corners villages_;
};

class Surveyor {
 public:
  Surveyor(Point middle, Rng& rng) : town_{TownPlan{middle}, 0, {}, {}}, rng_(rng) {
    swing_ = rng.around(0, 0.12);
    twist_ = rng.unit() * 2 * kPi;
  }

  Result<Town> lay_out() {
    const Corners rim = outline_of_district();
    const Piece district{town_.plan.add_outline(rim), people_inside(rim)};
    auto streets = cut_streets(district);
    if (!streets) return std::unexpected(streets.error());
    name_roads_from(0);
    for (size_t street = 0; street < kStreets; ++street) {
      if (auto done = lay_out_street(street, (*streets)[street]); !done) return std::unexpected(done.error());
    }
    return std::move(town_);
  }

 private:
  Corners outline_of_district() {
    std::vector<double> phases;
    for (int i = 0; i < 4; ++i) phases.push_back(rng_.unit() * 2 * kPi);
    Corners rim;
    constexpr int kCorners = 120;
    for (int i = 0; i < kCorners; ++i) {
      const double turn = 2 * kPi * i / kCorners;
      double reach = 1;
      const double swings[] = {0.10, 0.06, 0.035, 0.02};
      for (int wave = 0; wave < 4; ++wave) reach += swings[wave] * std::sin((wave * 2 + 2) * turn + phases[wave]);
      reach += rng_.around(0, 0.006);
      rim.push_back({3950 * reach * std::cos(turn), 2550 * reach * std::sin(turn)});
    }
    return rim;
  }

  Corners people_inside(const Corners& rim) {
    const Crowd crowd{rng_};
    Corners people;
    while (people.size() < kGrids * kPeoplePerGrid) {
      const Spot2 spot{(rng_.unit() * 2 - 1) * 5200, (rng_.unit() * 2 - 1) * 3400};
      if (rng_.unit() < crowd.at(spot) && is_inside(rim, spot)) people.push_back(spot);
    }
    return people;
  }

  // The river runs from west to east; three streets and one in the country north of it, two and one south.
  Result<std::vector<Piece>> cut_streets(const Piece& district) {
    const auto count = [](std::initializer_list<size_t> streets) {
      size_t grids = 0;
      for (const size_t street : streets) grids += kStreetSizes[street].grids;
      return grids;
    };
    const Line river{rng_.around(0.05, 0.05), Bend::of(190, rng_)};
    auto banks = cut(district, river, count({3, 4, 6}), kGrids, 45);  // right of the line: south
    if (!banks) return std::unexpected(banks.error());
    std::vector<Piece> streets(kStreets);
    if (auto done = cut_bank(banks->first, {5, 0, 1, 2}, streets); !done) return std::unexpected(done.error());
    if (auto done = cut_bank(banks->second, {3, 4, 6}, streets); !done) return std::unexpected(done.error());
    return streets;
  }

  // Streets of one bank from west to east, parted by main roads.
  Result<void> cut_bank(Piece rest, const std::vector<size_t>& order, std::vector<Piece>& streets) {
    size_t grids = 0;
    for (const size_t street : order) grids += kStreetSizes[street].grids;
    for (size_t i = 0; i + 1 < order.size(); ++i) {
      const size_t share = kStreetSizes[order[i]].grids;
      // Left of a road that runs north is west.
      const Line road{kPi / 2 + rng_.around(0, 0.09), Bend::of(60, rng_)};
      auto parts = cut(rest, road, grids - share, grids, 60);
      if (!parts) return std::unexpected(parts.error());
      streets[order[i]] = std::move(parts->first);
      rest = std::move(parts->second);
      grids -= share;
    }
    streets[order.back()] = std::move(rest);
    return {};
  }

  // The piece left and the piece right of the line, with `right` of `all` people on its right.
  Result<std::pair<Piece, Piece>> cut(const Piece& piece, const Line& line, size_t right, size_t all, double step_m) {
    const double offset_m = offset_of(piece.people, line, right, all);
    const auto found = town_.plan.cut_along(piece.outline, line.through(offset_m, 9000, step_m), 25);
    if (!found) return refuse(RefusalCode::broken_definition, "no line parts the streets: take another seed");
    return take(piece, *found);
  }

  static double offset_of(const Corners& people, const Line& line, size_t right, size_t all) {
    std::vector<double> offsets;
    for (const Spot2 person : people) offsets.push_back(line.left_of(person));
    if (offsets.empty()) return 0;
    const size_t rank = std::min(offsets.size() - 1, offsets.size() * right / all);
    std::ranges::nth_element(offsets, offsets.begin() + static_cast<std::ptrdiff_t>(rank));
    return offsets[rank];
  }

  std::pair<Piece, Piece> take(const Piece& piece, const TownPlan::Cut& cut) {
    auto [left, right] = town_.plan.take(piece.outline, cut, town_.roads++);
    return {people_of(std::move(left), piece.people), people_of(std::move(right), piece.people)};
  }

  Piece people_of(Outline outline, const Corners& people) const {
    const Corners polygon = town_.plan.corners_of(outline);
    Piece piece{std::move(outline), {}};
    std::ranges::copy_if(people, std::back_inserter(piece.people),
                         [&](Spot2 person) { return is_inside(polygon, person); });
    return piece;
  }

  Result<void> lay_out_street(size_t street, const Piece& piece) {
    const bool rural = street >= kStreets - kRuralStreets;
    const auto sizes = community_sizes(kStreetSizes[street]);
    std::vector<Piece> communities;
    const int first_road = town_.roads;
    if (auto done = part(piece, sizes, rural, communities); !done) return done;
    name_roads_from(first_road);
    north_first(communities);
    for (size_t community = 0; community < communities.size(); ++community) {
      const int road = town_.roads;
      town_.named_roads.push_back(road);
      std::vector<Piece> grids;
      // People of a community stand where they stand: its size follows from them, not from the order of the pieces.
      const std::vector<size_t> ones(sizes[community], 1);
      if (auto done = part(communities[community], ones, rural, grids); !done) return done;
      north_first(grids);
      for (const Piece& grid : grids) town_.grids.push_back({street, community, grid.outline, road});
    }
    return {};
  }

  void name_roads_from(int first) {
    for (int road = first; road < town_.roads; ++road) town_.named_roads.push_back(road);
  }

  // Between four and nine grids each, together the street's.
  std::vector<size_t> community_sizes(const StreetSize& size) {
    std::vector<size_t> sizes(size.communities, size.grids / size.communities);
    for (size_t i = 0; i < size.grids % size.communities; ++i) ++sizes[i];
    for (size_t i = 0; i + 1 < sizes.size(); i += 2) {
      const size_t moved = rng_.below(2);
      sizes[i] += moved;
      sizes[i + 1] -= moved;
    }
    rng_.shuffle(sizes);
    return sizes;
  }

  void north_first(std::vector<Piece>& pieces) const {
    const auto middle_y = [&](const Piece& piece) {
      const Corners corners = town_.plan.corners_of(piece.outline);
      double sum = 0;
      for (const Spot2 corner : corners) sum += corner.y - 0.4 * corner.x;
      return sum / static_cast<double>(corners.size());
    };
    std::ranges::sort(pieces, std::ranges::greater{}, middle_y);
  }

  // Parts a piece into as many as there are weights, people in proportion.
  Result<void> part(const Piece& piece, const std::vector<size_t>& weights, bool rural, std::vector<Piece>& into) {
    if (weights.size() == 1) {
      into.push_back(piece);
      return {};
    }
    const auto half = static_cast<std::ptrdiff_t>(weights.size() / 2);
    const std::vector<size_t> left(weights.begin(), weights.begin() + half),
        right(weights.begin() + half, weights.end());
    const size_t right_weight = std::accumulate(right.begin(), right.end(), size_t{0});
    const size_t all = right_weight + std::accumulate(left.begin(), left.end(), size_t{0});
    const auto best = best_cut(piece, right_weight, all, rural);
    if (!best) return refuse(RefusalCode::broken_definition, "no line parts a community: take another seed");
    const auto [left_piece, right_piece] = take(piece, *best);
    if (auto done = part(left_piece, left, rural, into); !done) return done;
    return part(right_piece, right, rural, into);
  }

  // Blocks follow a direction that turns slowly over the town.
  double grain_at(Spot2 at) const { return 0.06 + swing_ + 0.22 * std::sin(at.x / 2300 + twist_) + 0.05 * at.y / 1000; }

  std::optional<TownPlan::Cut> best_cut(const Piece& piece, size_t right, size_t all, bool rural) {
    const Corners corners = town_.plan.corners_of(piece.outline);
    const double size_m = std::sqrt(area_m2(corners));
    const double grain = grain_at(corners.front());
    std::optional<TownPlan::Cut> best;
    double best_flaw = 1e12;
    for (int attempt = 0; attempt < 14; ++attempt) {
      const bool wild = attempt >= 10;  // in case the grain offers nothing
      const double angle = grain + (attempt % 4) * kPi / 2 + rng_.around(0, wild ? 0.7 : rural ? 0.16 : 0.035);
      const Line line{angle, Bend::of(wild ? 0 : size_m * (rural ? 0.035 : 0.006), rng_)};
      const double step_m = std::max(size_m / (rural ? 5 : 3), 60.0);
      auto cut = town_.plan.cut_along(
          piece.outline, line.through(offset_of(piece.people, line, right, all), 9000, step_m), size_m * 0.07);
      if (!cut) continue;
      const double flaw = std::max(raggedness(cut->left), raggedness(cut->right)) + (wild ? 6 : 0);
      if (flaw < best_flaw) {
        best_flaw = flaw;
        best = std::move(cut);
      }
    }
    return best;
  }

  // 4 pi for a circle, 16 for a square, more for slivers.
  static double raggedness(const Corners& corners) {
    const double area = area_m2(corners), around_m = perimeter_m(corners);
    return area < 2000 ? 1e9 : around_m * around_m / area;
  }

  Town town_;
  Rng& rng_;
  double swing_ = 0, twist_ = 0;
};

}  // namespace

Result<Town> lay_out_town(Point middle, Rng rng) {
  return Surveyor{middle, rng}.lay_out();
}

}  // namespace huiyin::sim
