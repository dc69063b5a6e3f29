#include "store/writer.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "base/text.h"
#include "store/store_fixture.h"

namespace huiyin {
namespace {

using WriterTest = StoreTest;

TEST_P(WriterTest, AnIntakeIsStoredWithItsEventRowKeyAndTallies) {
  const auto id = new_id();
  const auto outcome = run(opening(intake(id)));
  ASSERT_TRUE(outcome) << outcome.error().detail;
  EXPECT_EQ(outcome->log_seq, 1);
  ASSERT_EQ(outcome->states.size(), 1U);
  EXPECT_EQ(outcome->states.front().n, 1);
  EXPECT_EQ(events_count(), 1);
  EXPECT_EQ(number("SELECT count(*) FROM case_key WHERE case_id = $1", {id}), 1);
  EXPECT_EQ(number("SELECT next_at_ms FROM case_row WHERE case_id = $1", {id}), kNow + kDayMs);
  EXPECT_EQ(rows("SELECT body FROM case_row").front().text(0), json::write(outcome->states.front()));
  EXPECT_EQ(number("SELECT value FROM tally WHERE name = 'site' AND measure = 'taken'"), 1);
}

TEST_P(WriterTest, TheStoredCoreChainsAndItsPrivatePartOpensWithTheCasesKey) {
  const auto id = new_id();
  auto draft = intake(id);
  const auto key = *draft.new_case_key;
  ASSERT_TRUE(run(opening(draft)));
  ASSERT_TRUE(run(moving(id, "signed")));
  const auto stored = rows("SELECT core, sealed FROM event ORDER BY log_seq");
  const auto first = decode(stored[0].view(0)).value();
  const auto second = decode(stored[1].view(0)).value();
  EXPECT_EQ(second.prev, hex(sha256(stored[0].view(0))));
  EXPECT_EQ(open_private(stored[0].view(1), first, key).value().words.at("description"), "路灯不亮");
  EXPECT_TRUE(stored[1].is_null(1));
  EXPECT_EQ(to_hex(rows("SELECT head FROM case_row").front().text(0)), hex(sha256(stored[1].view(0))));
}

TEST_P(WriterTest, CommandsOfOneCaseInOneBatchAreChained) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  const auto commits_before = store_->counters().commits.load();
  const auto outcomes = run_together({moving(id, "signed"), moving(id, "started"), moving(id, "resolved")});
  EXPECT_LE(store_->counters().commits.load() - commits_before, 2);
  for (const auto& outcome : outcomes) ASSERT_TRUE(outcome) << outcome.error().detail;
  const auto stored = rows("SELECT core FROM event ORDER BY log_seq");
  const std::vector<std::string> from{"received", "signed", "started"};
  for (size_t index = 0; index < from.size(); ++index) {
    EXPECT_EQ(decode(stored[index + 1].view(0)).value().codes.at("from"), from[index]);
  }
  EXPECT_EQ(rows("SELECT state FROM case_row").front().text(0), "resolved");
}

TEST_P(WriterTest, AJobSeesTheCaseOpenedBeforeItInTheSameBatch) {
  const auto id = new_id();
  const auto outcomes = run_together({opening(intake(id)), moving(id, "signed")});
  ASSERT_TRUE(outcomes[1]) << outcomes[1].error().detail;
  EXPECT_EQ(outcomes[1]->states.front().n, 2);
  EXPECT_EQ(cases_count(), 1);
}

TEST_P(WriterTest, ARefusedJobLeavesNothingAndTheOthersStay) {
  const auto id = new_id();
  const auto outcomes = run_together({opening(intake(id)), refusing(), moving(id + 1, "signed"), moving(id, "signed")});
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].error().code, RefusalCode::rule_not_met);
  EXPECT_EQ(outcomes[2].error().code, RefusalCode::unknown_case);
  EXPECT_TRUE(outcomes[3]);
  EXPECT_EQ(events_count(), 2);
  EXPECT_EQ(number("SELECT log_seq FROM head"), 2);
}

TEST_P(WriterTest, ADraftWhoseSecondCaseIsUnknownWritesNeither) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  const auto outcome = run({.needs = {id}, .decide = [&](const std::vector<Case>&) -> Result<Draft> {
                              return Draft{.events = {step(id, "linked"), step(id + 999, "linked")}};
                            }});
  EXPECT_EQ(outcome.error().code, RefusalCode::unknown_case);
  EXPECT_EQ(events_count(), 1);
  EXPECT_EQ(run(moving(id, "signed"))->states.front().n, 2);
}

TEST_P(WriterTest, OneBadJobIsFoundByHalvesAndTheOthersAreWritten) {
  const auto taken = new_id();
  ASSERT_TRUE(run(opening(intake(taken))));
  std::vector<Job> jobs;
  std::vector<CaseId> ids;
  for (int count = 0; count < 9; ++count) {
    ids.push_back(count == 5 ? taken : new_id());
    jobs.push_back(opening(intake(ids.back())));
  }
  const auto outcomes = run_together(std::move(jobs));
  for (size_t index = 0; index < outcomes.size(); ++index) {
    EXPECT_EQ(outcomes[index].has_value(), index != 5) << index;
  }
  EXPECT_EQ(cases_count(), 9);
  EXPECT_EQ(number("SELECT max(log_seq) FROM event"), 9);
  EXPECT_EQ(number("SELECT value FROM tally WHERE name = 'site' AND measure = 'taken'"), 9);
}

TEST_P(WriterTest, AJobThatThrowsIsRefusedAndTheWriterGoesOn) {
  const auto id = new_id();
  const Job throwing{.decide = [](const std::vector<Case>&) -> Result<Draft> { throw std::runtime_error("bug"); }};
  const auto outcomes = run_together({opening(intake(id)), throwing});
  EXPECT_TRUE(outcomes[0]);
  EXPECT_EQ(outcomes[1].error().code, RefusalCode::corrupt);
  EXPECT_TRUE(run(moving(id, "signed")));
}

TEST_P(WriterTest, TheLogIsDenseAndTheRunningHeadRecomputes) {
  for (int batch = 0; batch < 3; ++batch) {
    std::vector<Job> jobs;
    for (int count = 0; count < 5; ++count) {
      jobs.push_back(opening(intake(new_id())));
      jobs.push_back(refusing());
    }
    run_together(std::move(jobs));
  }
  Hash running{};
  const auto stored = rows("SELECT log_seq, core FROM event ORDER BY log_seq");
  ASSERT_EQ(stored.size(), 15U);
  for (size_t index = 0; index < stored.size(); ++index) {
    EXPECT_EQ(stored[index].integer(0), static_cast<int64_t>(index) + 1);
    running = advance_head(running, sha256(stored[index].view(1)));
  }
  const auto head = rows("SELECT log_seq, running FROM head");
  EXPECT_EQ(head.front().integer(0), 15);
  EXPECT_EQ(to_hex(head.front().view(1)), hex(running));
}

TEST_P(WriterTest, PartyRowsFollowTheParties) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  const auto with_parties = [&](std::vector<Party> parties) {
    return run({.needs = {id}, .decide = [=](const std::vector<Case>&) -> Result<Draft> {
                  auto event = step(id, "party");
                  event.core.changes.parties = parties;
                  return Draft{.events = {event}};
                }});
  };
  ASSERT_TRUE(with_parties({{.id = 1, .part = "party", .unit = "roads", .state = "asked"},
                            {.id = 2, .part = "party", .unit = "water", .state = "asked"}}));
  EXPECT_EQ(number("SELECT count(*) FROM party WHERE settled = 0"), 2);
  ASSERT_TRUE(with_parties({{.id = 2, .part = "party", .unit = "water", .state = "done", .settled = true}}));
  const auto settled = rows("SELECT unit, state FROM party WHERE settled = 1");
  ASSERT_EQ(settled.size(), 1U);
  EXPECT_EQ(settled.front().text(0), "water");
  EXPECT_EQ(number("SELECT count(*) FROM party"), 2);
}

TEST_P(WriterTest, OutboxMessagesOfOneUniqueKeyAreQueuedOnce) {
  const auto id = new_id();
  auto draft = intake(id);
  draft.outbox = {
      {"sms", "amber:1", id, "{}"}, {"sms", "amber:1", id, "{}"}, {"sms", "", id, "{}"}, {"sms", "", id, "{}"}};
  ASSERT_TRUE(run(opening(draft)));
  EXPECT_EQ(number("SELECT count(*) FROM outbox"), 3);
}

TEST_P(WriterTest, TheSitesOwnEventsChainWithoutACaseRow) {
  const auto adopted = [&] { return run(opening({.events = {step(0, "adopted")}})); };
  ASSERT_TRUE(adopted());
  const auto second = adopted();
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(second->states.front().n, 2);
  EXPECT_EQ(cases_count(), 0);
  const auto stored = rows("SELECT core FROM event ORDER BY log_seq");
  EXPECT_EQ(decode(stored[1].view(0)).value().prev, hex(sha256(stored[0].view(0))));
}

TEST_P(WriterTest, LoadingWritesAllDraftsInOneCommitOrNone) {
  const auto first = new_id();
  ASSERT_TRUE(run(opening(intake(first))));
  const auto commits_before = store_->counters().commits.load();
  std::vector<Draft> drafts;
  for (int count = 0; count < 2'000; ++count) drafts.push_back(intake(new_id()));
  drafts.push_back({.events = {step(first, "note"), step(first + 1, "note")}});
  ASSERT_TRUE(store_->load(drafts));
  EXPECT_EQ(store_->counters().commits.load() - commits_before, 1);
  EXPECT_EQ(events_count(), 2'003);
  const auto refused = store_->load({intake(new_id()), {.events = {step(new_id(), "note")}}});
  EXPECT_EQ(refused.error().code, RefusalCode::unknown_case);
  EXPECT_EQ(events_count(), 2'003);
}

TEST_P(WriterTest, AfterStoppingJobsAreRefusedAndThoseTakenAreAnswered) {
  const auto id = new_id();
  std::promise<Result<Outcome>> taken;
  store_->submit(opening(intake(id)), [&](Result<Outcome> outcome) { taken.set_value(std::move(outcome)); });
  store_->stop();
  EXPECT_TRUE(taken.get_future().get());
  EXPECT_EQ(run(moving(id, "signed")).error().code, RefusalCode::store_unavailable);
  EXPECT_EQ(store_->next_case_id({20'779}).error().code, RefusalCode::store_unavailable);
}

TEST_P(WriterTest, ManyThreadsAreAllAnsweredAndNothingIsLost) {
  constexpr int kThreads = 8, kEach = 40;
  std::vector<CaseId> ids;
  for (int count = 0; count < kThreads * kEach; ++count) ids.push_back(new_id());
  std::atomic<int> stored{0};
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&, thread] {
      for (int count = 0; count < kEach; ++count) {
        const auto id = ids[static_cast<size_t>(thread * kEach + count)];
        if (run(opening(intake(id))) && run(moving(id, "signed"))) ++stored;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(stored, kThreads * kEach);
  EXPECT_EQ(number("SELECT max(log_seq) FROM event"), 2 * kThreads * kEach);
  EXPECT_EQ(number("SELECT count(*) FROM case_row WHERE state = 'signed'"), kThreads * kEach);
}

HUIYIN_ON_BOTH_ENGINES(WriterTest);

}  // namespace
}  // namespace huiyin
