#include <gtest/gtest.h>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

class IdempotencyTest : public StoreTest {
 protected:
  Job keyed(CaseId id, const std::string& key, const std::string& body, const std::string& principal = "anna") {
    auto job = opening(intake(id));
    job.idempotency = Idempotency{principal, key, sha256(body)};
    return job;
  }
};

TEST_P(IdempotencyTest, ARepeatAnswersTheFirstCaseAndWritesNothing) {
  const auto id = new_id();
  ASSERT_TRUE(run(keyed(id, "k", "body")));
  ASSERT_TRUE(run(moving(id, "signed")));
  const auto repeat = run(keyed(new_id(), "k", "body"));
  ASSERT_TRUE(repeat) << repeat.error().detail;
  EXPECT_TRUE(repeat->replayed);
  EXPECT_EQ(repeat->states.front().id, id);
  EXPECT_EQ(repeat->states.front().state, "signed");
  EXPECT_EQ(cases_count(), 1);
}

TEST_P(IdempotencyTest, TwoOfOneKeyInOneBatchMakeOneCase) {
  const auto id = new_id();
  const auto outcomes =
      run_together({keyed(id, "k", "body"), keyed(new_id(), "k", "body"), keyed(new_id(), "k", "other")});
  EXPECT_FALSE(outcomes[0]->replayed);
  EXPECT_TRUE(outcomes[1]->replayed);
  EXPECT_EQ(outcomes[1]->states.front().id, id);
  EXPECT_EQ(outcomes[2].error().code, RefusalCode::idempotency_reused);
  EXPECT_EQ(cases_count(), 1);
}

TEST_P(IdempotencyTest, TheKeyBelongsToItsPrincipal) {
  ASSERT_TRUE(run(keyed(new_id(), "k", "body", "anna")));
  const auto other = run(keyed(new_id(), "k", "another body", "ben"));
  ASSERT_TRUE(other) << other.error().detail;
  EXPECT_FALSE(other->replayed);
  EXPECT_EQ(cases_count(), 2);
}

TEST_P(IdempotencyTest, ARefusedCommandMayBeRepeatedWithItsKey) {
  auto refused = refusing();
  refused.idempotency = Idempotency{"anna", "k", sha256("body")};
  EXPECT_FALSE(run(refused));
  EXPECT_TRUE(run(keyed(new_id(), "k", "body")));
}

TEST_P(IdempotencyTest, AfterThreeDaysTheKeyIsFreeAndItsRowIsSwept) {
  ASSERT_TRUE(run(keyed(new_id(), "k", "body")));
  ASSERT_TRUE(run(keyed(new_id(), "old", "body")));
  now_at_ms_ += Batch::kIdempotencyKeptMs - 1;
  EXPECT_TRUE(run(keyed(new_id(), "k", "body"))->replayed);
  now_at_ms_ += 2 * kMinuteMs;
  const auto again = run(keyed(new_id(), "k", "another body"));
  ASSERT_TRUE(again) << again.error().detail;
  EXPECT_FALSE(again->replayed);
  EXPECT_EQ(number("SELECT count(*) FROM idempotency"), 1);
}

TEST_P(IdempotencyTest, TheKeyOutlivesARestart) {
  ASSERT_TRUE(run(keyed(new_id(), "k", "body")));
  open();
  EXPECT_TRUE(run(keyed(new_id(), "k", "body"))->replayed);
}

HUIYIN_ON_BOTH_ENGINES(IdempotencyTest);

}  // namespace
}  // namespace huiyin
