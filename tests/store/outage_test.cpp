// The engine goes away and comes back: nothing half done, no restart needed.
#include <gtest/gtest.h>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

class DiskFullTest : public StoreTest {
 protected:
  // Lets the file grow by so many pages more.
  void set_room(int64_t pages) {
    const int64_t present = number("PRAGMA page_count");
    ASSERT_TRUE(store_->write([&](Connection& connection) -> Result<void> {
      const auto set = connection.query_text("PRAGMA max_page_count = " + std::to_string(present + pages));
      if (!set) return std::unexpected(set.error());
      return {};
    }));
  }
  Job large_intake() {
    auto draft = intake(new_id());
    draft.events.front().secret.words["description"] = std::string(200'000, 'x');
    return opening(std::move(draft));
  }
};

TEST_P(DiskFullTest, WritesAreRefusedReadsGoOnAndItRecoversWithRoom) {
  ASSERT_TRUE(run(opening(intake(new_id()))));
  set_room(4);
  const auto refused = run(large_intake());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, RefusalCode::store_unavailable);
  EXPECT_TRUE(store_->ping());
  EXPECT_EQ(events_count(), 1);
  EXPECT_EQ(number("SELECT log_seq FROM head"), 1);
  set_room(1'000'000);
  const auto recovered = run(large_intake());
  ASSERT_TRUE(recovered) << recovered.error().detail;
  EXPECT_EQ(recovered->log_seq, 2);
}

TEST_P(DiskFullTest, ABatchThatDoesNotFitIsRefusedWhole) {
  set_room(4);
  const auto small = new_id();
  const auto outcomes = run_together({opening(intake(small)), large_intake()});
  for (const auto& outcome : outcomes) EXPECT_EQ(outcome.error().code, RefusalCode::store_unavailable);
  EXPECT_EQ(events_count(), 0);
  set_room(1'000'000);
  EXPECT_TRUE(run(opening(intake(small))));
}

INSTANTIATE_TEST_SUITE_P(Engines, DiskFullTest, testing::Values(Engine::sqlite), engine_name);

class LostServerTest : public StoreTest {
 protected:
  // Ends every other session of the database, as an administrator would.
  void end_sessions() {
    rows(
        "SELECT CAST(count(pg_terminate_backend(pid)) AS bigint) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname = current_database()");
  }
};

TEST_P(LostServerTest, AnEndedSessionIsNoticedAndTheJobRunsOnANewOne) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  ASSERT_TRUE(store_->ping());
  for (int round = 0; round < 3; ++round) {
    end_sessions();
    const auto outcome = run(moving(id, "round_" + std::to_string(round)));
    ASSERT_TRUE(outcome) << outcome.error().detail;
    EXPECT_TRUE(store_->ping());
  }
  EXPECT_EQ(events_count(), 4);
  EXPECT_EQ(number("SELECT log_seq FROM head"), 4);
}

TEST_P(LostServerTest, ASessionEndedWhileTheBatchIsDecidedDoesNotWriteItTwice) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  int calls = 0;
  const auto outcome = run({.needs = {id}, .decide = [&](const std::vector<Case>&) -> Result<Draft> {
                              if (++calls == 1) end_sessions();
                              return Draft{.events = {step(id, "note")}};
                            }});
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(calls, 2);
  EXPECT_EQ(events_count(), 2);
}

TEST_P(LostServerTest, WhileTheServerIsDownJobsAreRefusedAndLaterOnesSucceed) {
  ASSERT_TRUE(run(opening(intake(new_id()))));
  PostgresCluster::shared().stop();
  EXPECT_EQ(run(opening(intake(new_id()))).error().code, RefusalCode::store_unavailable);
  EXPECT_EQ(store_->ping().error().code, RefusalCode::store_unavailable);
  EXPECT_EQ(store_->write([](Connection&) -> Result<void> { return {}; }).error().code, RefusalCode::store_unavailable);
  PostgresCluster::shared().start();
  const auto outcome = run(opening(intake(new_id())));
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_TRUE(store_->ping());
  EXPECT_EQ(number("SELECT log_seq FROM head"), events_count());
}

INSTANTIATE_TEST_SUITE_P(Engines, LostServerTest, testing::Values(Engine::postgresql), engine_name);

}  // namespace
}  // namespace huiyin
