// The places of a site folder, looked at apart from the rest: what they hold and everything that is wrong, with a
// picture where one helps.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "definitions/coverage.h"

namespace huiyin {

struct PlacesReport {
  int64_t districts = 0, streets = 0, communities = 0, grids = 0, areas = 0;
  int64_t layers = 0, layer_areas = 0;
  std::vector<NetFlaw> flaws;  // of nets
  Findings findings;           // of everything else: what does not read
  bool holds() const { return flaws.empty() && findings.empty(); }
};

// Areas that would become the site's, as they stand in the file they come from.
struct DrawnAreas {
  std::string file;
  std::vector<AreaLine> areas;
};

// places.csv, places.geojson and layers/ of these files, with `drawn` in the place of places.geojson where given;
// site.yaml may allow holes.
PlacesReport check_places(const std::vector<SourceFile>& files, const DrawnAreas* drawn = nullptr);

// The refusals of read_site_folder.
Result<PlacesReport> check_site_places(const std::string& site_dir);

// Writes the picture of the flaws as GeoJSON; disk -> store_unavailable.
Result<void> write_picture(const std::vector<NetFlaw>& flaws, const std::string& path);

}  // namespace huiyin
