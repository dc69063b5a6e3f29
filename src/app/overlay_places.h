// How a layer's areas and the site's grids cut each other.
#pragma once

#include <string>

#include "base/result.h"
#include "definitions/overlay.h"

namespace huiyin {

// Of the site folder as it stands. No such layer -> unknown_thing, with those there are in `allowed`; files that do not
// hold -> broken_definition naming the first.
Result<Overlay> overlay_places(const std::string& site_dir, const std::string& layer);

}  // namespace huiyin
