// Where a point or a code lies, and who is on duty there.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/case_line.h"
#include "base/json.h"

namespace huiyin {

// An area of a layer laid over the grids (a police beat, an estate, a road line).
struct LayerPlaceView {
  std::string layer;
  Wording title, who;
  std::string code, name;
  bool operator==(const LayerPlaceView&) const = default;
};
BOOST_DESCRIBE_STRUCT(LayerPlaceView, (), (layer, title, who, code, name))

struct LocatedView {
  PlaceView place;
  std::vector<PlaceView> near;         // grids across a near edge: offered beside
  std::vector<LayerPlaceView> layers;  // what other nets call the spot, by layer; none where a net has a gap
  bool operator==(const LocatedView&) const = default;
};
BOOST_DESCRIBE_STRUCT(LocatedView, (), (place, near, layers))

// Degrees WGS-84 as JSON numbers; not numbers, or off the globe -> invalid_input at `where`.
Result<Point> read_point(const json::Value& lat, const json::Value& lon, const std::string& where);

// Outside every grid -> outside_district.
Result<LocatedView> locate(const App& app, Point point);

}  // namespace huiyin
