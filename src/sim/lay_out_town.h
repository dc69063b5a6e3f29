// The shape of the sample district: a river and main roads part it into streets, smaller roads part these into
// communities and grids; small pieces where many live.
#pragma once

#include <vector>

#include "base/result.h"
#include "sim/rng.h"
#include "sim/town_plan.h"

namespace huiyin::sim {

inline constexpr size_t kStreets = 7;
inline constexpr size_t kRuralStreets = 2;  // the last two
inline constexpr size_t kCommunities = 52;
inline constexpr size_t kGrids = 315;

struct PlannedGrid {
  size_t street = 0;     // 0..6
  size_t community = 0;  // 0.. within the street
  Outline outline;
  int own_road = 0;  // the road that parts its community
};

struct Town {
  TownPlan plan;
  int roads = 0;                   // numbered from 0; 0 is the river's bank
  std::vector<int> named_roads;    // those between communities and the first inside each; the others are lanes
  std::vector<PlannedGrid> grids;  // by street, community, north to south
};

// How many communities and grids each street has.
struct StreetSize {
  size_t communities = 0, grids = 0;
};
extern const std::vector<StreetSize> kStreetSizes;

// A piece that no line would cut -> broken_definition; with the shapes drawn here that takes an unlucky seed.
Result<Town> lay_out_town(Point middle, Rng rng);

}  // namespace huiyin::sim
