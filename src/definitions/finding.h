// What is wrong in a definition file: always with file, line and field, all of them at once, so that an editor can mend
// everything in one go. An empty list means the file holds.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

namespace huiyin {

struct SourceFile {
  std::string path;  // within the site folder, with slashes: "programmes/snap_report.yaml"
  std::string bytes;
};

struct Finding {
  std::string file;
  int32_t line = 0;   // 1-based; 0 = the whole file
  std::string field;  // "moves[3].to", a CSV column, or empty
  std::string detail;
  bool operator==(const Finding&) const = default;
};
BOOST_DESCRIBE_STRUCT(Finding, (), (file, line, field, detail))

using Findings = std::vector<Finding>;

}  // namespace huiyin
