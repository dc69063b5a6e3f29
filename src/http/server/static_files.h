// Files of one folder: the screens as they were built. Nothing outside the folder, nothing hidden.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "http/server/router.h"

namespace huiyin::http {

struct StaticFolder {
  std::filesystem::path root;
  std::string path_param = "path";  // the {path...} of the route; a route without it serves `fallback`
  std::string fallback;  // file for paths without a file (client-side routes), e.g. "index.html"; may be empty
  std::string immutable_prefix = "assets/";  // names with a hash inside: kept for a year
  size_t file_bytes_max = 64 << 20;
};

std::string_view content_type_of(std::string_view file_name);

// For GET routes. A file packed beforehand (NAME.gz beside NAME) goes out as it is to who accepts gzip. Unknown, hidden
// and outside files, also through links -> 404.
Handler serve_folder(StaticFolder folder);

}  // namespace huiyin::http
