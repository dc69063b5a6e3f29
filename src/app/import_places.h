// A map from elsewhere as the site's net of grids, or as a layer over it. Whole or not at all.
#pragma once

#include <string>
#include <vector>

#include "app/check_places.h"
#include "app/read_geodata.h"

namespace huiyin {

struct PlacesSource {
  Geodata geodata;
  std::string code_field = "code", name_field = "name";
  std::string layer;   // empty: the grids themselves
  bool merge = false;  // grids: keep the areas of those the file does not have; else the file is the whole net
};

struct PlacesImport {
  PlacesReport report;               // of the site as it would be
  int64_t features = 0, points = 0;  // in the file; points are only looked at
  int64_t rows_added = 0;            // of places.csv
  std::vector<std::string> written;  // paths within the site; empty when it does not hold
};

// Grids: writes places.geojson, and places.csv with a row for each grid that had none. A layer: layers/NAME.geojson,
// and layers/NAME.yaml where there is none. Nothing is written when the report does not hold. Refusals: those of
// read_geodata and read_site_folder; a layer's name that is none -> invalid_input.
Result<PlacesImport> import_places(const std::string& site_dir, const PlacesSource& source);

}  // namespace huiyin
