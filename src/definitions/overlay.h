// One net laid over another: which areas meet, and what share of each lies in the other. The material for making one
// net of two. Pure.
#pragma once

#include <string>
#include <vector>

#include "definitions/geometry.h"

namespace huiyin {

struct NamedOutline {
  std::string code, name;
  std::vector<Ring> rings;  // that hold: checked before
};

struct OverlayCut {
  std::string area, grid;
  double shared_m2 = 0;
  int32_t area_bp = 0, grid_bp = 0;  // the shared part in 1/10,000 of the area and of the grid
};

struct OverlayArea {
  std::string code, name;
  double area_m2 = 0;
  int32_t outside_bp = 0;        // of the area, in no grid
  std::vector<OverlayCut> cuts;  // largest first
};

struct Overlay {
  std::vector<OverlayArea> areas;          // in the order given
  std::vector<std::string> grids_outside;  // grids no area touches by a square metre
  int64_t whole_grids = 0;                 // grids that lie in one area but for slivers
  int64_t cut_grids = 0;                   // grids that two or more areas share
};

// A part below a square metre, or below 1 % of both, is a sliver and left out.
Overlay overlay_of(const std::vector<NamedOutline>& areas, const std::vector<NamedOutline>& grids);

}  // namespace huiyin
