// The district of seed 1 and its definitions, made once for all tests.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "definitions/plain_site.h"
#include "sim/district.h"

namespace huiyin::sim::testing {

inline const SampleDistrict& made_district() {
  static const SampleDistrict district = make_district(HUIYIN_SOURCE_DIR).value();
  return district;
}

// With the shipped lifecycles and programmes beside the district's files.
inline const Definitions& made_definitions() {
  static const std::shared_ptr<Definitions> definitions = [] {
    auto files = made_district().files;
    const std::string root{HUIYIN_SOURCE_DIR};
    huiyin::testing::add_folder(root + "/lifecycles", "lifecycles/", files);
    huiyin::testing::add_folder(root + "/programmes", "programmes/", files);
    auto read = read_site(files);
    for (const Finding& found : read ? Findings{} : read.error()) {
      ADD_FAILURE() << found.file << ":" << found.line << " " << found.field << ": " << found.detail;
    }
    return read.value();
  }();
  return *definitions;
}

inline const std::string& made_file(std::string_view path) {
  return std::ranges::find(made_district().files, path, &SourceFile::path)->bytes;
}

}  // namespace huiyin::sim::testing
