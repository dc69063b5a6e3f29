// A site as the server and the command line open it: keys, store, app.
#pragma once

#include <memory>
#include <string>

#include "app/app.h"

namespace huiyin {

struct OpenSite {
  std::unique_ptr<Store> store;
  std::unique_ptr<App> app;
};

// `store_url` empty = default_store_url. Case numbers and tallies follow the site's zone, so the store is opened with
// the zone its adopted definitions name; before the first adoption with that of the folder. Refusals: those of
// read_site_keys and Store::open; nothing adopted yet is no refusal. `read_only`: beside a running server.
Result<OpenSite> open_site(const std::string& site_dir, const std::string& store_url, bool read_only = false);

// Where the pictures of a site lie: SITE/data/media.
std::string media_folder_of(const std::string& site_dir);

// "sqlite:SITE/data/huiyin.db".
std::string default_store_url(const std::string& site_dir);

}  // namespace huiyin
