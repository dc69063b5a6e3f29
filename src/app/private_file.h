// Small files only their owner may read: keys, generated passwords. Durable before the call returns.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huiyin {

// Creates the file with mode 0600 and its folder with 0700 where missing; a file already there -> wrong_use; disk ->
// store_unavailable.
Result<void> create_private_file(const std::string& path, std::string_view bytes);

// Missing or unreadable -> unknown_thing.
Result<std::string> read_whole_file(const std::string& path);

}  // namespace huiyin
