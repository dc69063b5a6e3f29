// Outlines of areas.
#pragma once

#include <vector>

#include "domain/event.h"

namespace huiyin {

// A closed ring in 1e-7 degrees WGS-84, first point not repeated.
using Ring = std::vector<Point>;

}  // namespace huiyin
