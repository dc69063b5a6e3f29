// Files of a site folder replaced whole: readers see the old text or the new one, never half of it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace huiyin {

struct NewFile {
  std::string path;
  std::string bytes;
};

// All are written and synced beside their places first and then renamed, one after the other; folders are made. Disk ->
// store_unavailable, and nothing was replaced unless the renaming itself failed.
Result<void> replace_files(const std::vector<NewFile>& files);

}  // namespace huiyin
