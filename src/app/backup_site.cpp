#include "app/backup_site.h"

#include <filesystem>

#include "app/open_site.h"
#include "app/private_file.h"
#include "app/site_keys.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

std::string keys_of_backup(const std::string& folder) {
  return (fs::path{folder} / "keys" / "keys.json").string();
}

// Pictures only ever come, each under a name of its own: copied after the store, none that it names is missing.
Result<void> copy_pictures(const fs::path& from, const fs::path& to) {
  std::error_code error;
  if (!fs::exists(from / "kept", error)) return {};
  fs::create_directories(to, error);
  if (!error) fs::copy(from / "kept", to / "kept", fs::copy_options::recursive, error);
  if (error) return refuse(RefusalCode::store_unavailable, to.string() + ": " + error.message());
  return {};
}

}  // namespace

Result<void> backup_site(App& app, const std::string& to, const Progress& progress) {
  std::error_code error;
  if (fs::exists(to, error) && !fs::is_empty(to, error)) return refuse(RefusalCode::wrong_use, to + " is not empty");
  if (auto copied = app.store().backup(to, progress); !copied) return copied;
  if (auto copied = copy_pictures(app.photos.folder(), fs::path{to} / "media"); !copied) return copied;
  return create_private_file(keys_of_backup(to), write_key_ring(app.keys()));
}

Result<void> restore_site(const std::string& from, const std::string& site_dir, const std::string& store_url,
                          const Progress& progress) {
  const auto text = read_whole_file(keys_of_backup(from));
  if (!text)
    return refuse(RefusalCode::unknown_thing, "the backup holds no keys: put them back into " + keys_of_backup(from));
  const auto keys = read_key_ring(*text);
  if (!keys) return std::unexpected(keys.error());
  if (fs::exists(key_file_of(site_dir))) return refuse(RefusalCode::wrong_use, site_dir + " has data already");
  std::error_code error;
  fs::create_directories(fs::path{site_dir} / "data", error);
  const auto url = store_url.empty() ? default_store_url(site_dir) : store_url;
  if (auto restored = restore_store(from, {.url = url, .keys = *keys}, progress); !restored) return restored;
  if (auto copied = copy_pictures(fs::path{from} / "media", media_folder_of(site_dir)); !copied) return copied;
  return create_private_file(key_file_of(site_dir), *text);
}

}  // namespace huiyin
