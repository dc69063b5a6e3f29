// A small tree of files in a folder of its own, gone when the object goes.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace huiyin::architecture {

class SampleTree {
 public:
  explicit SampleTree(const std::map<std::string, std::string>& files);
  ~SampleTree();
  SampleTree(const SampleTree&) = delete;
  SampleTree& operator=(const SampleTree&) = delete;

  const std::filesystem::path& root() const { return root_; }

 private:
  std::filesystem::path root_;
};

}  // namespace huiyin::architecture
