// A district as a picture: grids in their street's colour, borders the heavier the higher what they part, names.
#pragma once

#include <string>
#include <vector>

#include "domain/place.h"

namespace huiyin {

// A whole SVG document, north up, the same bytes for the same places; for some thousand grids. `areas` are the tree's.
// Grids without an area are left out; no areas at all make an empty picture. Pure.
std::string draw_places(const PlaceTree& places, const std::vector<GridArea>& areas);

}  // namespace huiyin
