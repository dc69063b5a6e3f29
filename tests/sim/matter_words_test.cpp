#include "sim/matter_words.h"

#include <gmock/gmock.h>

#include <set>

#include "base/json.h"
#include "base/text.h"
#include "sim/made_district.h"
#include "sim/word_lists.h"
#include "triage/categorise.h"

namespace huiyin::sim {
namespace {

using testing::made_definitions;
using testing::made_district;

const MatterWords& shipped_words() {
  static const MatterWords words = MatterWords::load(HUIYIN_SOURCE_DIR).value();
  return words;
}

std::vector<std::string> leaves() {
  std::vector<std::string> codes;
  for (const Category& category : made_definitions().categories.all()) {
    if (made_definitions().categories.is_leaf(category)) codes.push_back(category.code);
  }
  return codes;
}

constexpr Voice kVoices[] = {Voice::photo, Voice::letter, Voice::phone, Voice::visit, Voice::grid_worker};

TEST(MatterWords, EveryLeafHasItsOwnWordsInEveryVoice) {
  Rng rng{1};
  for (const std::string& category : leaves()) {
    EXPECT_TRUE(shipped_words().knows(category)) << category;
    for (const Voice voice : kVoices) {
      const std::string text = shipped_words().request(category, voice, rng.pick(made_district().spots), rng);
      EXPECT_GE(code_points(text), 4u) << category;
      EXPECT_TRUE(check_text(text, 500, "")) << text;
      EXPECT_EQ(text.find_first_of("{}|()"), std::string::npos) << text;
    }
  }
}

TEST(MatterWords, HardlyTwoAreAlikeAndNoneLooksLikeAPhoneNumber) {
  Rng rng{2};
  std::set<std::string> seen;
  size_t said = 0;
  for (int round = 0; round < 4; ++round) {
    for (const std::string& category : leaves()) {
      const std::string text =
          shipped_words().request(category, kVoices[rng.below(5)], rng.pick(made_district().spots), rng);
      seen.insert(text);
      ++said;
      EXPECT_EQ(masked(text), text);
    }
  }
  EXPECT_GT(seen.size() * 100, said * 96);
}

TEST(MatterWords, TheSameSeedSaysTheSame) {
  Rng one{3}, other{3};
  for (int i = 0; i < 20; ++i) {
    const Spot& spot = made_district().spots[static_cast<size_t>(i)];
    EXPECT_EQ(shipped_words().request("0106", Voice::letter, spot, one),
              shipped_words().request("0106", Voice::letter, spot, other));
  }
}

TEST(MatterWords, EveryOccasionHasSeveralThingsToSay) {
  Rng rng{4};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Occasion>>([&](auto entry) {
    std::set<std::string> said;
    for (int i = 0; i < 40; ++i) said.insert(shipped_words().say(entry.value, "0301", made_district().spots[0], rng));
    EXPECT_GE(said.size(), 4u) << entry.name;
    EXPECT_FALSE(said.contains("")) << entry.name;
  });
}

// Not tuned to the keywords: this holds only that both speak of the same things. The figure is in docs/sample.md.
TEST(MatterWords, TheColdStartOfTriageUnderstandsALotOfThem) {
  const Categoriser categoriser{made_definitions().categories};
  Rng rng{5};
  int right = 0, said = 0;
  for (const std::string& category : leaves()) {
    for (const Voice voice : kVoices) {
      const auto guesses =
          categoriser.suggest(shipped_words().request(category, voice, rng.pick(made_district().spots), rng));
      right += !guesses.empty() && guesses.front().category == category;
      ++said;
    }
  }
  RecordProperty("top1_percent", right * 100 / said);
  EXPECT_GT(right * 100, said * 35);
}

TEST(WordLists, PatternsChooseNestAndFill) {
  Rng rng{6};
  std::set<std::string> said;
  for (int i = 0; i < 60; ++i) {
    said.insert(spoken("a(b(c|d)|)e{x}", [](std::string_view slot) { return std::string{slot} + "!"; }, rng));
  }
  EXPECT_EQ(said, (std::set<std::string>{"abcex!", "abdex!", "aex!"}));
}

TEST(WordLists, WhatDoesNotHoldIsNamedByLine) {
  const auto where = [](std::string_view text) { return read_word_lists(text, "f.txt").error().where; };
  EXPECT_EQ(where("# fine\nlost\n"), "f.txt:2");
  EXPECT_EQ(where("[a]\n(x|y\n"), "f.txt:2");
  EXPECT_EQ(where("[a]\n[b]\nx\n"), "f.txt:3");
  EXPECT_EQ(read_word_lists("[a]\nx\n\ny\n", "f.txt")->at("a"), (std::vector<std::string>{"x", "y"}));
}

}  // namespace
}  // namespace huiyin::sim
