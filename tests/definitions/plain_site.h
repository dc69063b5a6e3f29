// The plain district as `huiyin init` lays it out: sites/plain with the shipped lifecycles and programmes beside it.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "definitions/site.h"

namespace huiyin::testing {

inline void add_folder(const std::filesystem::path& folder, const std::string& prefix, std::vector<SourceFile>& into) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ostringstream bytes;
    bytes << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
    into.push_back({prefix + entry.path().lexically_relative(folder).generic_string(), bytes.str()});
  }
}

inline std::vector<SourceFile> plain_site() {
  const std::filesystem::path root{HUIYIN_SOURCE_DIR};
  std::vector<SourceFile> files;
  add_folder(root / "sites/plain", "", files);
  add_folder(root / "lifecycles", "lifecycles/", files);
  add_folder(root / "programmes", "programmes/", files);
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

inline SourceFile& file_of(std::vector<SourceFile>& files, std::string_view path) {
  return *std::ranges::find(files, path, &SourceFile::path);
}

}  // namespace huiyin::testing
