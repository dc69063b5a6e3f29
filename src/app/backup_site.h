// The whole of a site, out and back: store, keys, definitions.
#pragma once

#include <string>

#include "app/app.h"

namespace huiyin {

// A consistent copy while serving, its pictures included. The keys go into `to`/keys (mode 0600), apart from the data:
// keep them elsewhere. A folder that is not empty -> wrong_use.
Result<void> backup_site(App& app, const std::string& to, const Progress& progress);
// Into a site folder without data. Data there -> wrong_use; no keys in the backup -> unknown_thing.
// `store_url` empty = the site's own SQLite file.
Result<void> restore_site(const std::string& from, const std::string& site_dir, const std::string& store_url,
                          const Progress& progress);

}  // namespace huiyin
