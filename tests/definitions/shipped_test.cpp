// The lifecycles and programmes that are shipped hold.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "definitions/lifecycle_file.h"
#include "definitions/programme_file.h"

namespace huiyin {
namespace {

std::vector<SourceFile> shipped(const std::string& folder) {
  std::vector<SourceFile> files;
  for (const auto& entry : std::filesystem::directory_iterator{std::string{HUIYIN_SOURCE_DIR} + "/" + folder}) {
    if (entry.path().extension() != ".yaml") continue;
    std::ostringstream bytes;
    bytes << std::ifstream{entry.path()}.rdbuf();
    files.push_back({folder + "/" + entry.path().filename().string(), bytes.str()});
  }
  return files;
}

std::string told(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.file + ":" + std::to_string(finding.line) + " " + finding.field + ": " + finding.detail + "\n";
  }
  return text;
}

std::map<std::string, Lifecycle> shipped_lifecycles() {
  std::map<std::string, Lifecycle> lifecycles;
  for (const SourceFile& file : shipped("lifecycles")) {
    auto lifecycle = read_lifecycle(file);
    EXPECT_TRUE(lifecycle) << told(lifecycle.error());
    if (lifecycle) lifecycles[lifecycle->name] = *lifecycle;
  }
  return lifecycles;
}

TEST(Shipped, EveryLifecycleHoldsAndIsNamedLikeItsFile) {
  const auto files = shipped("lifecycles");
  const auto lifecycles = shipped_lifecycles();
  ASSERT_GE(files.size(), 3u);
  EXPECT_EQ(lifecycles.size(), files.size());
  for (const auto& [name, lifecycle] : lifecycles) {
    EXPECT_THAT(files, testing::Contains(testing::Field(&SourceFile::path, "lifecycles/" + name + ".yaml")));
  }
}

TEST(Shipped, EveryProgrammeHoldsAndIsNamedLikeItsFile) {
  const auto lifecycles = shipped_lifecycles();
  const auto files = shipped("programmes");
  ASSERT_GE(files.size(), 4u);
  for (const SourceFile& file : files) {
    const auto programme = read_programme(file, lifecycles);
    ASSERT_TRUE(programme) << told(programme.error());
    EXPECT_EQ("programmes/" + programme->name + ".yaml", file.path);
  }
}

}  // namespace
}  // namespace huiyin
