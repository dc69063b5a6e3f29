#include "app/open_site.h"

#include <filesystem>

#include "app/adopt_site.h"
#include "app/site_keys.h"

namespace huiyin {

namespace {

Result<OpenSite> open_with(const std::string& url, const KeyRing& keys, const Zone& zone, bool read_only) {
  auto store = Store::open({.url = url, .keys = keys, .zone = zone, .read_only = read_only});
  if (!store) return std::unexpected(store.error());
  OpenSite site;
  site.store = std::move(*store);
  site.app = std::make_unique<App>(*site.store, keys);
  const auto loaded = site.app->load_editions();
  if (!loaded && loaded.error().code != RefusalCode::unknown_thing) return std::unexpected(loaded.error());
  return site;
}

Zone zone_of_folder(const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return Zone::utc();
  const auto read = read_site(*files);
  return read ? (*read)->calendar.zone() : Zone::utc();
}

}  // namespace

std::string media_folder_of(const std::string& site_dir) {
  return (std::filesystem::path{site_dir} / "data" / "media").string();
}

std::string default_store_url(const std::string& site_dir) {
  return "sqlite:" + (std::filesystem::path{site_dir} / "data" / "huiyin.db").string();
}

Result<OpenSite> open_site(const std::string& site_dir, const std::string& store_url, bool read_only) {
  const auto keys = read_site_keys(site_dir);
  if (!keys) return std::unexpected(keys.error());
  const auto url = store_url.empty() ? default_store_url(site_dir) : store_url;
  auto zone = Zone::utc();
  {
    const auto first = open_with(url, *keys, zone, read_only);
    if (!first) return std::unexpected(first.error());
    const auto today = first->app->definitions();
    zone = today ? today->calendar.zone() : zone_of_folder(site_dir);
    first->store->stop();
  }
  auto site = open_with(url, *keys, zone, read_only);
  if (site) site->app->photos = PhotoShelf{media_folder_of(site_dir)};
  return site;
}

}  // namespace huiyin
