// Fixed points of a site: buildings and spots people know by name, each in one grid. Check-in points of the rounds, and
// what a place is called when somebody describes it.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "domain/event.h"
#include "domain/lifecycle.h"

namespace huiyin {

enum class PointKind {
  estate,
  village,
  shops,
  market,
  school,
  kindergarten,
  clinic,
  park,
  square,
  office,
  factory,
  crossing,
  bridge,
  bus_stop,
  waterside,
  service_centre
};
BOOST_DESCRIBE_ENUM(PointKind, estate, village, shops, market, school, kindergarten, clinic, park, square, office,
                    factory, crossing, bridge, bus_stop, waterside, service_centre)

struct FixedPoint {
  std::string code;  // the grid's code and a number: "990103001001001-02"
  Wording name;
  PointKind kind = PointKind::estate;
  std::string grid;  // 15 digits
  Point point;
};

}  // namespace huiyin
