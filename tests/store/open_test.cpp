// Opening, erasing and numbering.
#include <gtest/gtest.h>

#include <set>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

using OpenTest = StoreTest;

TEST_P(OpenTest, ANewerStoreIsRefused) {
  ASSERT_TRUE(store_->write([](Connection& connection) -> Result<void> {
    const auto noted = connection.query(Sql::insert_schema_version, {999, "from the future"});
    if (!noted) return std::unexpected(noted.error());
    return {};
  }));
  store_.reset();
  EXPECT_EQ(SqlStore::open(options_).error().code, RefusalCode::broken_definition);
}

TEST_P(OpenTest, AnEventOfAnUnknownFormatStopsTheStart) {
  ASSERT_TRUE(run(opening(intake(new_id()))));
  ASSERT_TRUE(store_->write([](Connection& connection) -> Result<void> {
    const std::string core = R"({"format":99,"kind":"opened"})";
    const auto changed = connection.query_text("UPDATE event SET core = $1", {Param::bytes(core)});
    if (!changed) return std::unexpected(changed.error());
    return {};
  }));
  store_.reset();
  EXPECT_EQ(SqlStore::open(options_).error().code, RefusalCode::corrupt);
}

TEST_P(OpenTest, WhatWasStoredIsThereAfterReopening) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  open();
  const auto outcome = run(moving(id, "signed"));
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(outcome->log_seq, 2);
}

TEST_P(OpenTest, AReadOnlyStoreReadsBesideTheWriterAndRefusesToWrite) {
  auto options = options_;
  options.read_only = true;
  auto reader = SqlStore::open(options);
  ASSERT_TRUE(reader) << reader.error().detail;
  EXPECT_TRUE((*reader)->ping());
  EXPECT_EQ((*reader)->run(opening(intake(new_id()))).error().code, RefusalCode::store_unavailable);
  EXPECT_EQ((*reader)->next_case_id({20'779}).error().code, RefusalCode::store_unavailable);
  EXPECT_TRUE(run(opening(intake(new_id()))));
}

TEST_P(OpenTest, ASecondServerIsRefusedOnAFileAndOrderedByThePostgresqlLock) {
  auto second = SqlStore::open(options_);
  if (GetParam() == Engine::sqlite) {
    EXPECT_EQ(second.error().code, RefusalCode::store_unavailable);
    return;
  }
  ASSERT_TRUE(second) << second.error().detail;
  std::vector<CaseId> ids;
  for (int count = 0; count < 60; ++count) ids.push_back(new_id());
  auto other = std::async(std::launch::async, [&] {
    for (size_t index = 0; index < 30; ++index) EXPECT_TRUE((*second)->run(opening(intake(ids[index]))));
  });
  for (size_t index = 30; index < 60; ++index) EXPECT_TRUE(run(opening(intake(ids[index]))));
  other.get();
  EXPECT_EQ(number("SELECT max(log_seq) FROM event"), 60);
  EXPECT_EQ(number("SELECT log_seq FROM head"), 60);
}

TEST_P(OpenTest, ErasureDestroysKeyContactAndSealedPartsButNotTheCores) {
  const auto id = new_id();
  auto draft = intake(id);
  draft.contact_plain = "13800000000";
  draft.contact_blind = 42;
  ASSERT_TRUE(run(opening(draft)));
  ASSERT_TRUE(run(opening(intake(new_id()))));
  EXPECT_EQ(number("SELECT count(*) FROM contact WHERE blind = 42"), 1);
  const auto erase = [&](const std::vector<Case>&) -> Result<Draft> {
    auto event = step(id, "erased");
    event.core.changes.erased = true;
    return Draft{.events = {event}, .erase = true};
  };
  ASSERT_TRUE(run({.needs = {id}, .decide = erase}));
  EXPECT_EQ(number("SELECT count(*) FROM case_key WHERE case_id = $1", {id}), 0);
  EXPECT_EQ(number("SELECT count(*) FROM contact"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM event WHERE case_id = $1 AND sealed IS NULL", {id}), 2);
  EXPECT_EQ(number("SELECT count(*) FROM event WHERE sealed IS NOT NULL"), 1);
  EXPECT_EQ(number("SELECT count(*) FROM case_key"), 1);
}

TEST_P(OpenTest, AnErasedCaseTakesCodesButNoWordsAnyMore) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  const Job erase{.needs = {id}, .decide = [&](const std::vector<Case>&) -> Result<Draft> {
                    return Draft{.events = {step(id, "erased")}, .erase = true};
                  }};
  const Job words{.needs = {id}, .decide = [&](const std::vector<Case>&) -> Result<Draft> {
                    auto event = step(id, "note");
                    event.secret.words["note"] = "again";
                    return Draft{.events = {event}};
                  }};
  const auto together = run_together({erase, words, moving(id, "signed")});
  EXPECT_TRUE(together[0]);
  EXPECT_EQ(together[1].error().code, RefusalCode::rule_not_met);
  EXPECT_TRUE(together[2]);
  EXPECT_EQ(run(words).error().code, RefusalCode::rule_not_met);
}

TEST_P(OpenTest, CaseIdsAreOfTheirDayAndNeverTwiceEvenAfterARestart) {
  std::set<CaseId> seen;
  for (int round = 0; round < 3; ++round) {
    for (int count = 0; count < 200; ++count) {
      const auto id = store_->next_case_id({20'779});
      ASSERT_TRUE(id) << id.error().detail;
      EXPECT_EQ(opened_on(*id), LocalDate{20'779});
      EXPECT_TRUE(seen.insert(*id).second);
    }
    open();
  }
  EXPECT_EQ(store_->next_case_id({20'780}).value(), make_case_id({20'780}, 1).value());
}

TEST_P(OpenTest, TheFirstBlockOfADayHoldsSixtyFourNumbers) {
  ASSERT_TRUE(store_->next_case_id({20'779}));
  EXPECT_EQ(number("SELECT next FROM serial WHERE day = 20779"), 65);
}

TEST_P(OpenTest, NumbersTakenByManyThreadsDiffer) {
  std::vector<std::future<std::vector<CaseId>>> takers;
  for (int thread = 0; thread < 4; ++thread) {
    takers.push_back(std::async(std::launch::async, [&] {
      std::vector<CaseId> ids;
      for (int count = 0; count < 500; ++count) ids.push_back(store_->next_case_id({20'779}).value_or(0));
      return ids;
    }));
  }
  std::set<CaseId> seen;
  for (auto& taker : takers) {
    const auto ids = taker.get();
    seen.insert(ids.begin(), ids.end());
  }
  EXPECT_EQ(seen.size(), 2'000U);
  EXPECT_FALSE(seen.contains(0));
}

HUIYIN_ON_BOTH_ENGINES(OpenTest);

}  // namespace
}  // namespace huiyin
