// Places: the district's tree (district 6 digits, street 9, community 12, grid 15) and the grids' areas.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/event.h"
#include "domain/lifecycle.h"

namespace huiyin {

struct PlaceNode {
  std::string code;  // 6, 9, 12 or 15 digits; parent = code without its last three (district: six)
  Wording name;
  std::string unit;  // the unit on duty there (street office, community committee, grid post)
};

// A closed ring in 1e-7 degrees WGS-84, first point not repeated.
using Ring = std::vector<Point>;
struct GridArea {
  std::string code;         // 15 digits
  std::vector<Ring> rings;  // even-odd: outer rings and holes
};

struct Located {
  PlaceCodes place;
  std::vector<std::string> near_grids;  // other grids whose edge is within the site's tolerance
};

class PlaceTree {
 public:
  // Duplicate or malformed code, missing parent, area of an unknown grid -> broken_definition.
  static Result<PlaceTree> of(std::vector<PlaceNode> nodes, std::vector<GridArea> areas, int32_t edge_tolerance_m = 15);

  // The grid of a point: exactly one, edges decided once (a shared edge belongs to the grid with the lower code).
  // Outside all -> outside_district. ~0.2 us for a district, ~1 us for 2 M grids.
  Result<Located> locate(Point point) const;
  const PlaceNode* node(std::string_view code) const;
  const std::vector<PlaceNode>& nodes() const;
  // The codes of a place named by its deepest code; unknown -> unknown_thing.
  Result<PlaceCodes> codes_of(std::string_view code) const;
  size_t grids_count() const;   // with or without an area
  size_t memory_bytes() const;  // what the tree holds, shared by its copies

 private:
  struct Index;
  std::shared_ptr<const Index> index_;
};

// True when `scope` (a code prefix; empty = everything) covers the place. A place of which not even the street is known
// is covered by the empty scope only.
bool covers(std::string_view scope, const PlaceCodes& place);

// Metres between two points of one town, on a flat map: within 1 % up to some tens of kilometres.
double distance_m(Point a, Point b);

}  // namespace huiyin
