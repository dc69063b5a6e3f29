#include "triage/categorise.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

CategoryTree tree(const std::vector<std::pair<std::string, std::vector<std::string>>>& leaves) {
  std::vector<Category> list;
  for (const auto& [code, keywords] : leaves) {
    Category category;
    category.code = code;
    category.key = "key_" + code;
    category.answer = {{24, TimeUnit::hour}};
    category.keywords = keywords;
    list.push_back(category);
  }
  return *CategoryTree::of(list);
}

const Categoriser& small() {
  static const Categoriser made{tree({{"01", {"垃圾", "清运", "rubbish"}},
                                      {"02", {"建筑垃圾", "渣土"}},
                                      {"03", {"噪音", "施工", "noise"}},
                                      {"04", {"噪音", "广场舞", "lift"}}})};
  return made;
}

std::vector<std::string> codes(const std::vector<CategoryGuess>& guesses) {
  std::vector<std::string> list;
  for (const CategoryGuess& guess : guesses) list.push_back(guess.category);
  return list;
}

TEST(Categorise, OneKeywordIsEnoughToSuggestAndIsNamed) {
  const auto guesses = small().suggest("楼下垃圾堆了三天没人管");
  ASSERT_THAT(guesses, SizeIs(1));
  EXPECT_EQ(guesses[0].category, "01");
  EXPECT_THAT(guesses[0].keywords, ElementsAre("垃圾"));
  EXPECT_EQ(guesses[0].confidence_bp, 5'714);
}

TEST(Categorise, ALongerKeywordHidesTheOneInsideIt) {
  EXPECT_THAT(codes(small().suggest("有人倒建筑垃圾")), ElementsAre("02"));
}

TEST(Categorise, TheSameKeywordElsewhereStillCounts) {
  EXPECT_THAT(codes(small().suggest("建筑垃圾和生活垃圾")), ElementsAre("02", "01"));
}

TEST(Categorise, ASharedKeywordDecidesLessThanARareOne) {
  const auto guesses = small().suggest("广场舞噪音");
  EXPECT_THAT(codes(guesses), ElementsAre("04", "03"));
  EXPECT_THAT(guesses[0].keywords, ElementsAre("广场舞", "噪音"));
  EXPECT_GT(guesses[0].confidence_bp, 2 * guesses[1].confidence_bp);
}

TEST(Categorise, AbstainsWhenWordsDoNotTell) {
  EXPECT_THAT(small().suggest(""), IsEmpty());
  EXPECT_THAT(small().suggest("你好,请问几点下班"), IsEmpty());
  EXPECT_THAT(small().suggest("噪音"), IsEmpty()) << "two categories share it, and there is nothing else";
  EXPECT_THAT(Categoriser{}.suggest("垃圾"), IsEmpty());
}

TEST(Categorise, LatinKeywordsBeginWhereAWordBeginsInSmallOrCapitalLetters) {
  EXPECT_THAT(codes(small().suggest("RUBBISH everywhere")), ElementsAre("01"));
  EXPECT_THAT(codes(small().suggest("垃rubbish圾")), ElementsAre("01"));
  EXPECT_THAT(small().suggest("forklift"), IsEmpty());
  EXPECT_THAT(codes(small().suggest("rubbish, Rubbish and rubbish")), ElementsAre("01"));
}

TEST(Categorise, AKeywordCountsOnceHoweverOftenItIsSaid) {
  EXPECT_EQ(small().suggest("垃圾垃圾垃圾")[0].confidence_bp, small().suggest("垃圾")[0].confidence_bp);
}

RC_GTEST_PROP(KeywordAutomaton, FindsWhatLookingForEachKeywordAtEachPlaceFinds, ()) {
  const auto text_of = [](size_t least, size_t most) {
    std::string text;
    const size_t size = *rc::gen::inRange(least, most);
    for (size_t i = 0; i < size; ++i) text += *rc::gen::element('a', 'b', 'B', '\xE5');
    return text;
  };
  std::vector<std::string> keywords;
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) {
    std::string keyword = text_of(1, 5);
    std::ranges::replace(keyword, 'B', 'b');
    if (std::ranges::find(keywords, keyword) == keywords.end()) keywords.push_back(keyword);
  }
  const std::string text = text_of(0, 40);
  std::string lowered = text;
  std::ranges::replace(lowered, 'B', 'b');
  std::multiset<std::tuple<size_t, size_t, uint32_t>> slow, found;
  for (uint32_t k = 0; k < keywords.size(); ++k) {
    for (size_t from = 0; from + keywords[k].size() <= text.size(); ++from) {
      if (lowered.compare(from, keywords[k].size(), keywords[k]) == 0)
        slow.insert({from, from + keywords[k].size(), k});
    }
  }
  for (const auto& match : KeywordAutomaton{keywords}.find(text)) found.insert({match.from, match.to, match.keyword});
  RC_ASSERT(found == slow);
}

RC_GTEST_PROP(Categorise, AnyBytesGiveAtMostThreeGuessesInOrderWithinTheWhole, (const std::string& words)) {
  const auto guesses = small().suggest(words + *rc::gen::element<std::string>("", "垃圾", "噪音渣土清运施工广场舞"));
  RC_ASSERT(guesses.size() <= Categoriser::kGuessesMax);
  int32_t sum_bp = 0, last_bp = 10'000;
  for (const CategoryGuess& guess : guesses) {
    RC_ASSERT(guess.confidence_bp <= last_bp);
    RC_ASSERT(!guess.keywords.empty());
    last_bp = guess.confidence_bp;
    sum_bp += guess.confidence_bp;
  }
  RC_ASSERT(sum_bp <= 10'000);
  if (!guesses.empty()) RC_ASSERT(guesses[0].confidence_bp >= Categoriser::kAbstainBelowBp);
}

}  // namespace
}  // namespace huiyin
