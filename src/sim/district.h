// A made-up district for demonstrations, tests and the simulated year: 7 streets (two of them rural), 52 communities,
// 315 grids that tile it, buildings, units, staff and the whole duty table. Every name is put together from word parts;
// the same seed makes the same district, byte by byte.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "definitions/finding.h"
#include "domain/fixed_point.h"
#include "domain/role.h"

namespace huiyin::sim {

inline constexpr uint64_t kDefaultSeed = 1;

// How people call the place where they stand.
struct Spot {
  std::string here;       // the building itself: 柳岸新村
  std::string estate;     // the homes nearest to it, in its own grid where there are any (a village in the country)
  std::string road;       // the road it stands at: 望河路
  std::string shop;       // a shop or market near it: 老槐树菜市场
  std::string community;  // 晓园社区
  std::string street;     // 柳塘街道
  bool rural = false;
};

struct SampleGrid {
  std::string code;  // 15 digits
  std::string unit;  // the grid post on duty
  Point centre;      // inside the grid
  int32_t residents = 0;
  bool rural = false;
  std::vector<size_t> buildings;  // indices into SampleDistrict::buildings; at least three
};

struct SampleStaff {
  std::string login, name;
  std::vector<Post> posts;
  bool demo = false;  // gets a password by `huiyin init --sample`; the others cannot sign in until they are given one
};

struct SampleDistrict {
  uint64_t seed = 0;
  // The whole site folder but lifecycles and programmes: site.yaml, calendar/, categories.yaml, places.csv,
  // places.geojson, points.csv, units.csv, duties.csv, staff.csv, README.md.
  std::vector<SourceFile> files;
  std::vector<SampleGrid> grids;      // by code
  std::vector<FixedPoint> buildings;  // by code; as points.csv holds them
  std::vector<Spot> spots;            // one a building, same order
  std::vector<SampleStaff> staff;
};

// `share` is the folder of shipped files (app/init_site.h): word lists of sites/sample, categories and calendar of
// sites/plain. Missing or unreadable -> unknown_thing; word lists too short for unique names -> broken_definition.
Result<SampleDistrict> make_district(const std::string& share, uint64_t seed = kDefaultSeed);

}  // namespace huiyin::sim
