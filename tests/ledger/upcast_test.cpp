#include "ledger/upcast.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ledger/chain.h"

namespace huiyin {
namespace {

// A golden file: a core as some release stored it (its canonical bytes have `hash`), and what every later release must
// read from it, in full. Files are added, never edited.
struct Golden {
  json::Value core;
  std::string hash;
  json::Value reads_as;
};
BOOST_DESCRIBE_STRUCT(Golden, (), (core, hash, reads_as))

std::vector<std::filesystem::path> golden_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(HUIYIN_SOURCE_DIR "/tests/golden/events")) {
    files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string text_of(const std::filesystem::path& file) {
  std::ostringstream text;
  text << std::ifstream{file}.rdbuf();
  return text.str();
}

class GoldenEvent : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(GoldenEvent, IsReadForEver) {
  const auto golden = json::read_text<Golden>(text_of(GetParam()));
  ASSERT_TRUE(golden) << golden.error().detail << " " << golden.error().where;
  const std::string stored = json::canonical(golden->core);
  EXPECT_EQ(hex(sha256(stored)), golden->hash) << "the golden core was edited: " << stored;
  const auto event = decode(stored);
  ASSERT_TRUE(event) << event.error().detail << " " << event.error().where;
  EXPECT_EQ(json::write(*event), json::canonical(golden->reads_as));
}

INSTANTIATE_TEST_SUITE_P(Files, GoldenEvent, testing::ValuesIn(golden_files()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::ranges::replace_if(name, [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

TEST(Decode, RefusesWhatItDoesNotKnow) {
  struct Row {
    const char* why;
    const char* core;
  };
  const Row rows[] = {{"not JSON", R"({"kind":)"},
                      {"not an object", R"([1])"},
                      {"a format of the future", R"({"case_id":1,"format":2,"kind":"opened","n":1})"},
                      {"a format before the first", R"({"format":0,"kind":"opened"})"},
                      {"a format that is no number", R"({"format":"1","kind":"opened"})"},
                      {"an unknown member", R"({"kind":"opened","mood":"good"})"},
                      {"an unknown change", R"({"changes":{"colour":"red"},"kind":"opened"})"},
                      {"an unknown phase", R"({"changes":{"phase":"limbo"},"kind":"opened"})"},
                      {"a fraction", R"({"kind":"opened","n":1.5})"}};
  for (const auto& row : rows) {
    const auto event = decode(row.core);
    ASSERT_FALSE(event) << row.why;
    EXPECT_EQ(event.error().code, RefusalCode::corrupt) << row.why;
  }
}

// Two made-up changes of shape: a member renamed, a member split.
constexpr Upcaster kRenamed = [](json::Object& core) -> Result<void> {
  json::Value kind = core.at("what");  // a new member may move the others
  core["kind"] = std::move(kind);
  core.erase("what");
  return {};
};
constexpr Upcaster kSplit = [](json::Object& core) -> Result<void> {
  if (!core.contains("kind")) return refuse(RefusalCode::corrupt, "no kind");
  core["codes"] = json::Object{{"was", core.at("kind")}};
  return {};
};

TEST(Upcast, TakesEachFormatThroughAllLaterOnes) {
  const Upcaster chain[] = {kRenamed, kSplit};
  struct Row {
    const char* from;
    const char* to;
  };
  const Row rows[] = {{R"({"what":"opened"})", R"({"codes":{"was":"opened"},"format":3,"kind":"opened"})"},
                      {R"({"format":2,"kind":"opened"})", R"({"codes":{"was":"opened"},"format":3,"kind":"opened"})"},
                      {R"({"format":3,"kind":"opened"})", R"({"format":3,"kind":"opened"})"}};
  for (const auto& row : rows) {
    auto core = *json::parse(row.from);
    ASSERT_TRUE(upcast(core, chain)) << row.from;
    EXPECT_EQ(json::canonical(core), row.to);
  }
}

TEST(Upcast, StopsAtTheFirstUpcasterThatRefuses) {
  const Upcaster chain[] = {kSplit, kRenamed};
  auto core = *json::parse(R"({"n":1})");
  const auto ok = upcast(core, chain);
  ASSERT_FALSE(ok);
  EXPECT_EQ(ok.error().detail, "no kind");
}

TEST(Upcast, HasOneUpcasterForEveryOlderFormat) {
  EXPECT_EQ(upcasters().size(), size_t{kCurrentFormat} - 1);
}

}  // namespace
}  // namespace huiyin
