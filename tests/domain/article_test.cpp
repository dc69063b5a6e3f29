// What is known is offered where its own words are said, the best first.
#include "domain/article.h"

#include <gtest/gtest.h>

namespace huiyin::test {
namespace {

const LocalDate kDay = parse_date("2026-11-22").value();

Article article(const std::string& code, const std::string& category, std::vector<std::string> words,
                std::optional<LocalDate> until = {}) {
  return {code, category, {code, code}, {"答复", "answer"}, std::move(words), until};
}

std::vector<std::string> codes(const std::vector<const Article*>& found) {
  std::vector<std::string> codes;
  for (const auto* one : found) codes.push_back(one->code);
  return codes;
}

const std::vector<Article> kKnown{article("waste", "03", {"旧沙发", "大件垃圾"}), article("lamp", "0106", {"路灯"}),
                                  article("dark", "0106", {"路灯", "路灯不亮"}),
                                  article("fair", "03", {"旧沙发"}, parse_date("2026-11-21").value())};

TEST(FittingArticles, AreThoseWhoseWordsAreSaidTheLongestFirst) {
  EXPECT_EQ(codes(fitting_articles(kKnown, "门口路灯不亮三天了", "", kDay, 3)),
            (std::vector<std::string>{"dark", "lamp"}));
  EXPECT_EQ(codes(fitting_articles(kKnown, "门口路灯不亮三天了", "", kDay, 1)), std::vector<std::string>{"dark"});
  EXPECT_TRUE(fitting_articles(kKnown, "有人吵架", "0106", kDay, 3).empty()) << "the category alone says little";
}

TEST(FittingArticles, OfEqualsTheOneOfTheCategoryComesFirst) {
  const std::vector<Article> known{article("a", "01", {"垃圾"}), article("b", "03", {"垃圾"})};
  EXPECT_EQ(codes(fitting_articles(known, "垃圾没人收", "", kDay, 3)), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(codes(fitting_articles(known, "垃圾没人收", "0301", kDay, 3)), (std::vector<std::string>{"b", "a"}));
}

TEST(FittingArticles, HoldUntilTheirLastDay) {
  EXPECT_EQ(codes(fitting_articles(kKnown, "旧沙发", "", kDay, 3)), std::vector<std::string>{"waste"});
  EXPECT_EQ(codes(fitting_articles(kKnown, "旧沙发", "", kDay.plus(-1), 3)),
            (std::vector<std::string>{"fair", "waste"}));
}

TEST(FittingArticles, WithoutWordsAreThoseOfTheCategoryOrAboveIt) {
  EXPECT_EQ(codes(fitting_articles(kKnown, "", "0301", kDay, 3)), std::vector<std::string>{"waste"});
  EXPECT_TRUE(fitting_articles(kKnown, "", "", kDay, 3).empty());
}

}  // namespace
}  // namespace huiyin::test
