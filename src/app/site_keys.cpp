#include "app/site_keys.h"

#include <filesystem>

#include "app/private_file.h"

namespace huiyin {

namespace fs = std::filesystem;

std::string key_file_of(const std::string& site_dir) {
  return (fs::path{site_dir} / "data" / "keys.json").string();
}

Result<KeyRing> create_site_keys(const std::string& site_dir) {
  auto ring = generate_key_ring();
  if (auto written = create_private_file(key_file_of(site_dir), write_key_ring(ring)); !written) {
    return std::unexpected(written.error());
  }
  return ring;
}

Result<KeyRing> read_site_keys(const std::string& site_dir) {
  const auto path = key_file_of(site_dir);
  std::error_code error;
  const auto status = fs::status(path, error);
  if (error || !fs::exists(status))
    return refuse(RefusalCode::unknown_thing, "no key file " + path + ": run huiyin init");
  if ((status.permissions() & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none) {
    return refuse(RefusalCode::wrong_use, path + " must be readable by its owner alone: chmod 600");
  }
  auto text = read_whole_file(path);
  if (!text) return std::unexpected(text.error());
  return read_key_ring(*text);
}

}  // namespace huiyin
