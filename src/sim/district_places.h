// Names and buildings of a town that is laid out: what of the sample district can be seen on its map.
#pragma once

#include <string>
#include <vector>

#include "sim/district.h"
#include "sim/lay_out_town.h"
#include "sim/names.h"

namespace huiyin::sim {

struct NamedPlace {
  std::string code;  // 9 or 12 digits
  std::string unit;
  Wording stem;  // 柳塘, Liutang
  Wording name;  // 柳塘街道, Liutang Street
  bool rural = false;
};

struct SamplePlaces {
  Wording district;  // 澄岚, Chenglan
  std::vector<NamedPlace> streets, communities;
  std::vector<PlaceNode> grids;            // in the order of Town::grids
  std::map<int, Wording> roads;            // by number; lanes have no names
  std::vector<std::vector<int>> roads_at;  // of each grid, the longest along it first; never empty
};
inline constexpr std::string_view kDistrictCode = "990102";

Result<SamplePlaces> name_places(const Town& town, NameMaker& names);

struct Buildings {
  std::vector<SampleGrid> grids;
  std::vector<FixedPoint> points;
  std::vector<Spot> spots;
};
Result<Buildings> place_buildings(const Town& town, const SamplePlaces& places, NameMaker& names, Rng rng);

}  // namespace huiyin::sim
