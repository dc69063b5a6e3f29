// A lifecycle as a picture: rows of states in the order a case meets them, moves as labelled arrows.
#pragma once

#include <string>

#include "domain/lifecycle.h"

namespace huiyin {

// A whole SVG document, light and dark by the reader's preference, the same bytes for the same lifecycle. Pure.
std::string draw_lifecycle(const Lifecycle& lifecycle);

}  // namespace huiyin
