// The fixed points of a site: where rounds check in, and what people call a spot.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"

namespace huiyin {

struct PointLine {
  std::string code;
  Wording name;
  PointKind kind = PointKind::estate;
  std::string grid;
  Point point;
  bool operator==(const PointLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(PointLine, (), (code, name, kind, grid, point))

struct PointList {
  std::vector<PointLine> rows;
};
BOOST_DESCRIBE_STRUCT(PointList, (), (rows))

inline constexpr size_t kPointsMax = 5'000;

// Those within the place `under` (a code; empty = all), by code. Unknown place -> unknown_thing; more than kPointsMax
// -> too_large: name a smaller place.
Result<PointList> list_points(const App& app, const std::string& under);

}  // namespace huiyin
