// What keeps a net of areas from covering its ground once: each flaw named, located and drawn. Pure.
#pragma once

#include <string>
#include <vector>

#include "definitions/geometry.h"
#include "definitions/site_files.h"

namespace huiyin {

enum class NetFlawKind {
  broken_ring,    // an outline that crosses itself or has no inside
  overlap,        // two areas share more than a square metre
  gap,            // ground inside the net that belongs to nobody
  no_parent,      // a place or area without the place above it
  no_area,        // a grid that is not drawn
  point_outside,  // a point of the file in no area
};
BOOST_DESCRIBE_ENUM(NetFlawKind, broken_ring, overlap, gap, no_parent, no_area, point_outside)

struct NetFlaw {
  NetFlawKind kind = NetFlawKind::gap;
  std::vector<std::string> codes;  // of the areas or places it concerns
  std::string file;
  int32_t line = 0;  // 1-based; 0 = the whole file
  std::string field, detail;
  double area_m2 = 0;             // of a gap or an overlap
  std::optional<Point> at;        // some spot of it
  std::vector<Polygon> polygons;  // its shape, when it has one
};

struct NetRules {
  bool overlaps_allowed = false, gaps_allowed = false;
  std::string area_word = "grid";  // what an area is called in the details
};

// Broken rings alone when there are any: overlaps and gaps of broken outlines mean nothing.
std::vector<NetFlaw> net_flaws(const std::string& file, const std::vector<AreaLine>& areas, const NetRules& rules);

// Grids without an area, and areas without a grid.
std::vector<NetFlaw> unmatched(const std::string& nodes_file, const std::vector<PlaceRow>& places,
                               const std::string& areas_file, const std::vector<AreaLine>& areas);

Findings findings_of(const std::vector<NetFlaw>& flaws);

// A GeoJSON FeatureCollection: a feature for each flaw that lies somewhere, with kind, codes, area_m2 and detail.
std::string picture_of(const std::vector<NetFlaw>& flaws);

}  // namespace huiyin
