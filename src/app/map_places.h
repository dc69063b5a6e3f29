// The site's own ground map: the outlines of its grids, as they were handed in.
#pragma once

#include <string>

#include "app/app.h"
#include "base/json.h"

namespace huiyin {

// A GeoJSON FeatureCollection (WGS-84): one feature a grid of today's edition within `under` (a code; empty = all),
// with properties code and name {zh, en}. A site without outlines gives none. Unknown place -> unknown_thing. Reads and
// parses the site's file: milliseconds for a district, to be kept by who asks often.
Result<json::Value> map_places(App& app, const std::string& under);

}  // namespace huiyin
