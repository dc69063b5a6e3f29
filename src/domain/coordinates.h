// The coordinate systems maps come in. WGS-84 is what is stored (CGCS2000 is the same within a few centimetres). GCJ-02
// is what public web maps of the mainland show: WGS-84 shifted by some hundred metres, smoothly. BD-09 is one
// provider's further shift of GCJ-02. Neither has a published standard; the formulas here are the widely documented
// ones, found in every open converter, with the ellipsoid of Krasovsky 1940. Pure.
#pragma once

#include <boost/describe.hpp>

namespace huiyin {

enum class CoordinateSystem { wgs84, gcj02, bd09 };
BOOST_DESCRIBE_ENUM(CoordinateSystem, wgs84, gcj02, bd09)

struct Degrees {
  double lat = 0, lon = 0;
  bool operator==(const Degrees&) const = default;
};

// There and back agree within a millimetre: the ways back close in by steps.
// Outside the mainland's box (0.8293..55.8271 north, 72.004..137.8347 east) GCJ-02 is WGS-84.
Degrees from_wgs84(Degrees at, CoordinateSystem to);
Degrees to_wgs84(Degrees at, CoordinateSystem from);

}  // namespace huiyin
