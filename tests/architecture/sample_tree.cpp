#include "architecture/sample_tree.h"

#include <stdlib.h>  // mkdtemp is POSIX

#include <fstream>

namespace huiyin::architecture {

namespace fs = std::filesystem;

SampleTree::SampleTree(const std::map<std::string, std::string>& files) {
  auto name = (fs::temp_directory_path() / "huiyin-sample-XXXXXX").string();
  root_ = ::mkdtemp(name.data());
  for (const auto& [path, text] : files) {
    fs::create_directories((root_ / path).parent_path());
    std::ofstream(root_ / path, std::ios::binary) << text;
  }
}

SampleTree::~SampleTree() {
  std::error_code ignored;
  fs::remove_all(root_, ignored);
}

}  // namespace huiyin::architecture
