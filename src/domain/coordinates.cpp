#include "domain/coordinates.h"

#include <cmath>
#include <numbers>

namespace huiyin {
namespace {

constexpr double kPi = std::numbers::pi;
constexpr double kLongHalfAxisM = 6'378'245.0;  // Krasovsky 1940
constexpr double kEccentricitySquared = 0.00669342162296594323;
constexpr int kRoundsMax = 30;
constexpr double kCloseEnough = 1e-10;  // degrees: a hundredth of a millimetre

bool in_mainland_box(Degrees at) {
  return at.lon >= 72.004 && at.lon <= 137.8347 && at.lat >= 0.8293 && at.lat <= 55.8271;
}

// Three waves, each with two periods: shared by both shifts.
double waves(double along, double scale_1, double scale_2, double period_1, double period_2) {
  return (scale_1 * std::sin(along / period_1 * kPi) + scale_2 * std::sin(along / period_2 * kPi)) * 2 / 3;
}

double ripple(double east) {
  return (20 * std::sin(6 * east * kPi) + 20 * std::sin(2 * east * kPi)) * 2 / 3;
}

// How far GCJ-02 lies from WGS-84, in degrees.
Degrees shift_at(Degrees at) {
  const double east = at.lon - 105, north = at.lat - 35;
  const double cross = east * north, root = std::sqrt(std::abs(east));
  const double north_m = -100 + 2 * east + 3 * north + 0.2 * north * north + 0.1 * cross + 0.2 * root + ripple(east) +
                         waves(north, 20, 40, 1, 3) + waves(north, 160, 320, 12, 30);
  const double east_m = 300 + east + 2 * north + 0.1 * east * east + 0.1 * cross + 0.1 * root + ripple(east) +
                        waves(east, 20, 40, 1, 3) + waves(east, 150, 300, 12, 30);
  const double lat = at.lat * kPi / 180;
  const double squash = 1 - kEccentricitySquared * std::sin(lat) * std::sin(lat);
  const double metres_per_radian_north = kLongHalfAxisM * (1 - kEccentricitySquared) / (squash * std::sqrt(squash));
  const double metres_per_radian_east = kLongHalfAxisM / std::sqrt(squash) * std::cos(lat);
  return {north_m / metres_per_radian_north * 180 / kPi, east_m / metres_per_radian_east * 180 / kPi};
}

Degrees gcj02_of(Degrees at) {
  if (!in_mainland_box(at)) return at;
  const Degrees shift = shift_at(at);
  return {at.lat + shift.lat, at.lon + shift.lon};
}

constexpr double kBaiduTurn = kPi * 3000 / 180;
constexpr double kBaiduLon = 0.0065, kBaiduLat = 0.006;

Degrees bd09_of_gcj02(Degrees at) {
  const double length = std::hypot(at.lon, at.lat) + 0.00002 * std::sin(at.lat * kBaiduTurn);
  const double angle = std::atan2(at.lat, at.lon) + 0.000003 * std::cos(at.lon * kBaiduTurn);
  return {length * std::sin(angle) + kBaiduLat, length * std::cos(angle) + kBaiduLon};
}

Degrees bd09_of(Degrees at) {
  return bd09_of_gcj02(gcj02_of(at));
}

// Where `forward` leads to `wanted`: both shifts change slowly, so stepping by what is missing closes in at once.
template <class Forward>
Degrees inverse(Degrees wanted, Forward forward) {
  Degrees at = wanted;
  for (int round = 0; round < kRoundsMax; ++round) {
    const Degrees there = forward(at);
    const Degrees missing{wanted.lat - there.lat, wanted.lon - there.lon};
    at = {at.lat + missing.lat, at.lon + missing.lon};
    if (std::abs(missing.lat) < kCloseEnough && std::abs(missing.lon) < kCloseEnough) break;
  }
  return at;
}

}  // namespace

Degrees from_wgs84(Degrees at, CoordinateSystem to) {
  if (to == CoordinateSystem::wgs84) return at;
  return to == CoordinateSystem::gcj02 ? gcj02_of(at) : bd09_of(at);
}

Degrees to_wgs84(Degrees at, CoordinateSystem from) {
  if (from == CoordinateSystem::wgs84) return at;
  return from == CoordinateSystem::gcj02 ? inverse(at, gcj02_of) : inverse(at, bd09_of);
}

}  // namespace huiyin
