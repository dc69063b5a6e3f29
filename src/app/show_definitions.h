// What a site runs on, for clients: forms, categories, units, places, lifecycles. JSON; the same for everybody.
#pragma once

#include <string>

#include "app/app.h"
#include "base/json.h"

namespace huiyin {

json::Value site_json(const Definitions& definitions);        // prefix, names, zone, edition
json::Value programmes_json(const Definitions& definitions);  // those open to residents and staff, with their forms
json::Value categories_json(const Definitions& definitions);
json::Value units_json(const Definitions& definitions);
json::Value places_json(const Definitions& definitions);  // nodes without areas
// Unknown -> unknown_thing.
Result<json::Value> lifecycle_json(const Definitions& definitions, const std::string& name);

}  // namespace huiyin
