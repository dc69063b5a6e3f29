#include <gtest/gtest.h>

#include "store/search_terms.h"
#include "store/store_fixture.h"

namespace huiyin {
namespace {

class SearchTest : public StoreTest {
 protected:
  CaseId open_case(const std::string& description) {
    const auto id = new_id();
    auto draft = intake(id);
    draft.events.front().secret.words["description"] = description;
    EXPECT_TRUE(run(opening(std::move(draft))));
    return id;
  }

  void catch_up() {
    for (auto more = store_->catch_up_search(2); more; more = store_->catch_up_search(2)) {
      if (!*more) return;
    }
    FAIL() << "the index does not catch up";
  }

  std::vector<CaseId> found(const std::string& words, CaseId before = 0, size_t limit = 10) {
    const auto ids = store_->search(words, before, limit);
    if (!ids) throw std::runtime_error(ids.error().detail);
    return *ids;
  }
};
HUIYIN_ON_BOTH_ENGINES(SearchTest);

using Ids = std::vector<CaseId>;

TEST_P(SearchTest, FindsWordsNewestFirst) {
  const auto first = open_case("朝阳门内大街路灯不亮");
  const auto second = open_case("路灯白天亮着，晚上不亮");
  const auto third = open_case("Manhole cover missing at Gate 3");
  EXPECT_TRUE(found("路灯").empty());
  catch_up();
  EXPECT_EQ(found("路灯"), (Ids{second, first}));
  EXPECT_EQ(found("路灯不亮"), (Ids{first}));
  EXPECT_EQ(found("路灯 晚上"), (Ids{second}));
  EXPECT_EQ(found("路灯　晚上"), (Ids{second}));
  EXPECT_EQ(found("manhole COVER"), (Ids{third}));
  EXPECT_EQ(found("灯"), (Ids{second, first}));
  EXPECT_TRUE(found("井盖").empty());
}

TEST_P(SearchTest, GoesOnBeforeACase) {
  Ids opened;
  for (int index = 0; index < 5; ++index) opened.insert(opened.begin(), open_case("路灯不亮"));
  catch_up();
  EXPECT_EQ(found("路灯", 0, 2), (Ids{opened[0], opened[1]}));
  EXPECT_EQ(found("路灯", opened[1], 2), (Ids{opened[2], opened[3]}));
  EXPECT_EQ(found("路灯", opened[3], 2), (Ids{opened[4]}));
  EXPECT_EQ(store_->search("路灯", 0, 0).error().code, RefusalCode::invalid_input);
}

TEST_P(SearchTest, NeverFindsAPhoneNumber) {
  open_case("请打 138 1234 5678 联系");
  catch_up();
  EXPECT_TRUE(found("13812345678").empty());
  EXPECT_TRUE(found("138 1234 5678").empty());
  EXPECT_TRUE(found("1234").empty());
  EXPECT_EQ(found("联系").size(), 1u);
}

TEST_P(SearchTest, TakesOddInputAsWords) {
  open_case("路灯不亮");
  catch_up();
  for (const char* odd : {"", "   ", "\"", "'", "AND", "路灯\" OR \"x", "*", "a'b'", "\\", "(", "NEAR(", "：！"}) {
    EXPECT_TRUE(store_->search(odd, 0, 10)) << odd;
  }
  EXPECT_TRUE(found("路灯\" OR \"井盖").empty());
}

TEST_P(SearchTest, LaterWordsOfACaseJoinTheEarlierOnes) {
  const auto id = open_case("路灯不亮");
  ASSERT_TRUE(run({.needs = {id}, .decide = [id](const std::vector<Case>&) -> Result<Draft> {
                     auto event = step(id, "amend");
                     event.secret.words["description"] = "电线裸露";
                     return Draft{.events = {event}};
                   }}));
  catch_up();
  EXPECT_EQ(found("路灯 裸露"), (Ids{id}));
}

TEST_P(SearchTest, ForgetsAnErasedCase) {
  const auto id = open_case("路灯不亮");
  const auto other = open_case("路灯不亮");
  catch_up();
  ASSERT_TRUE(run({.needs = {id}, .decide = [id](const std::vector<Case>&) -> Result<Draft> {
                     auto event = step(id, "erase");
                     event.core.changes.erased = true;
                     return Draft{.events = {event}, .erase = true};
                   }}));
  catch_up();
  EXPECT_EQ(found("路灯"), (Ids{other}));
  EXPECT_EQ(found("不亮"), (Ids{other}));
}

TEST_P(SearchTest, GoesOnWhereItStoodAfterAStart) {
  const auto first = open_case("路灯不亮");
  catch_up();
  open();
  const auto second = open_case("路灯不亮");
  catch_up();
  EXPECT_EQ(found("路灯"), (Ids{second, first}));
  EXPECT_FALSE(*store_->catch_up_search(10));
}

TEST_P(SearchTest, TakesWordsOfAnyLength) {
  const auto id = open_case(std::string(5'000, 'a') + " 路灯 " + std::string(300, 'b'));
  catch_up();
  EXPECT_EQ(found("路灯"), (Ids{id}));
  EXPECT_TRUE(found(std::string(5'000, 'a')).empty());
}

TEST(SearchQuery, IsWrittenForEachEngine) {
  struct Row {
    const char* words;
    const char* sqlite;
    const char* postgresql;
  };
  const Row rows[] = {{"", "", ""},
                      {"路灯", "\"路灯\"", "('路灯')"},
                      {"路灯不", "\"路灯 灯不\"", "('路灯' <-> '灯不')"},
                      {"灯", "\"灯\"*", "'灯':*"},
                      {"灯 a", "\"灯\"* AND \"a\"", "'灯':* & ('a')"}};
  for (const auto& row : rows) {
    EXPECT_EQ(search_query(Engine::sqlite, row.words), row.sqlite);
    EXPECT_EQ(search_query(Engine::postgresql, row.words), row.postgresql);
  }
}

}  // namespace
}  // namespace huiyin
