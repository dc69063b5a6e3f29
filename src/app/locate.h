// Where a point or a code lies, and who is on duty there.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/case_line.h"
#include "base/json.h"

namespace huiyin {

struct LocatedView {
  PlaceView place;
  std::vector<PlaceView> near;  // grids across a near edge: offered beside
  bool operator==(const LocatedView&) const = default;
};
BOOST_DESCRIBE_STRUCT(LocatedView, (), (place, near))

// Degrees WGS-84 as JSON numbers; not numbers, or off the globe -> invalid_input at `where`.
Result<Point> read_point(const json::Value& lat, const json::Value& lon, const std::string& where);

// Outside every grid -> outside_district.
Result<LocatedView> locate(const App& app, Point point);

}  // namespace huiyin
