// The key file of a site: SITE/data/keys.json, mode 0600, created once. Losing it means losing every private part, so
// it is never overwritten.
#pragma once

#include <string>

#include "base/result.h"
#include "ledger/keys.h"

namespace huiyin {

std::string key_file_of(const std::string& site_dir);

// Writes a fresh ring. A key file already there -> wrong_use; disk -> store_unavailable.
Result<KeyRing> create_site_keys(const std::string& site_dir);
// Missing -> unknown_thing; readable by others than its owner -> wrong_use; malformed -> corrupt.
Result<KeyRing> read_site_keys(const std::string& site_dir);

}  // namespace huiyin
