// Maps as they come from survey offices: GeoJSON is read as it is, everything else (Shapefile, GeoPackage, KML ...) by
// GDAL's program ogr2ogr, where it is installed.
#pragma once

#include <chrono>
#include <string>

#include "base/result.h"
#include "domain/coordinates.h"

namespace huiyin {

struct Geodata {
  std::string file;          // path of a regular file
  std::string source_layer;  // which of its layers; empty: the only one
  CoordinateSystem system = CoordinateSystem::wgs84;
  std::string converter = "ogr2ogr";
  std::chrono::milliseconds time_max{std::chrono::minutes{5}};
};

// The file as GeoJSON: coordinates in degrees, of WGS-84 when `system` says so, else as they stand in the file (shifted
// data carries no honest label). No regular file, or the converter is not installed -> unknown_thing; it says the file
// is wrong -> invalid_input with its words; it takes too long -> too_many, gives too much -> too_large.
Result<std::string> read_geodata(const Geodata& geodata);

}  // namespace huiyin
