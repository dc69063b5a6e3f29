// Frozen months, due settled cases, the few that are supervised, and what runs out: on both engines.
#include <gtest/gtest.h>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

class FreezeTest : public StoreTest {
 protected:
  Job settling(CaseId id, int64_t occurred_at_ms) {
    return {.needs = {id}, .decide = [id, occurred_at_ms](const std::vector<Case>&) -> Result<Draft> {
              auto event = step(id, "settle");
              event.core.occurred_at_ms = occurred_at_ms;
              event.core.changes.phase = Phase::settled;
              event.core.changes.settled_as = "closed";
              event.core.changes.clocks = {Clock{.name = "promise", .status = ClockStatus::stopped},
                                           Clock{.name = "evaluate", .next_at_ms = kNow + 7 * kDayMs}};
              return Draft{.events = {event}};
            }};
  }
  int64_t frozen(const std::string& name, const std::string& period, const std::string& measure) {
    for (const auto& row : store_->frozen_sums(name, period, period).value()) {
      if (row.measure == measure) return row.value;
    }
    return 0;
  }
};

TEST_P(FreezeTest, AMonthIsKeptOnceAsItStoodAndRecomputesFromTheLogUpToThere) {
  const auto first = new_id();
  ASSERT_TRUE(run(opening(intake(first))));
  const auto freeze = store_->freeze("2026-11");
  ASSERT_TRUE(freeze) << freeze.error().detail;
  EXPECT_EQ(freeze->log_seq, 1);
  EXPECT_EQ(frozen("flow.street", "2026-11", "taken"), 1);
  ASSERT_TRUE(run(opening(intake(new_id()))));
  ASSERT_TRUE(run(settling(first, kNow)));
  EXPECT_EQ(store_->freeze("2026-11")->log_seq, 1) << "what is frozen stays";
  EXPECT_EQ(frozen("flow.street", "2026-11", "taken"), 1);
  EXPECT_EQ(frozen("flow.day", "2026-11-22", "taken"), 1);
  for (const auto& row : store_->tally_sums("flow.street", "2026-01", "2026-12").value()) {
    EXPECT_EQ(row.value, row.measure == "taken" ? 2 : 1) << row.measure;
  }
  ASSERT_EQ(store_->freezes()->size(), 1U);
  EXPECT_TRUE(store_->verify({})->ok) << store_->verify({})->faults.front();
  auto connection = connect({options_.url, false});
  ASSERT_TRUE((*connection)->query_text("UPDATE month_figure SET value = 7 WHERE name = 'flow.street'", {}));
  const auto report = store_->verify({});
  ASSERT_FALSE(report->ok);
  EXPECT_TRUE(report->faults.front().starts_with("frozen flow.street '2026-11'")) << report->faults.front();
}

TEST_P(FreezeTest, WhatIsNoMonthIsRefused) {
  for (const auto* month : {"", "2026", "2026-13", "november"}) {
    const auto freeze = store_->freeze(month);
    ASSERT_FALSE(freeze) << month;
    EXPECT_EQ(freeze.error().code, RefusalCode::invalid_input);
  }
}

TEST_P(FreezeTest, ASettledCaseIsDueWhenItsTimeToBeArchivedComes) {
  const auto id = new_id();
  ASSERT_TRUE(run(opening(intake(id))));
  ASSERT_TRUE(run(settling(id, 0)));
  EXPECT_TRUE(store_->due_cases(kNow + 6 * kDayMs, 10)->empty());
  EXPECT_EQ(store_->due_cases(kNow + 7 * kDayMs, 10).value(), std::vector{id});
}

TEST_P(FreezeTest, TheFewUnderSupervisionOrProposedForItAreFoundWhateverTheirPhase) {
  std::vector<CaseId> ids;
  for (const auto& supervision :
       {Supervision{.level = 3, .cause = "media"}, Supervision{.proposed = "mass"}, Supervision{}}) {
    const auto id = new_id();
    ids.push_back(id);
    ASSERT_TRUE(run(opening(intake(id))));
    ASSERT_TRUE(run({.needs = {id}, .decide = [id, supervision](const std::vector<Case>&) -> Result<Draft> {
                       auto event = step(id, "supervise");
                       event.core.changes.supervision = supervision;
                       return Draft{.events = {event}};
                     }}));
  }
  ASSERT_TRUE(run(settling(ids[0], 0)));
  const auto found = store_->supervised_cases(0, 10);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->size(), 2U);
  EXPECT_EQ(found->front().id, ids[0]);
  EXPECT_EQ(store_->supervised_cases(ids[0], 10)->size(), 1U);
  CaseFilter filter;
  filter.supervised = true;
  EXPECT_EQ(store_->list(filter, CaseOrder::newest, "", 10, kNow)->cases.size(), 1U) << "a proposal is not supervision";
  EXPECT_TRUE(store_->verify({})->ok);
}

TEST_P(FreezeTest, ContactsAreListedWithTheirCasesAndGoAlone) {
  const auto id = new_id();
  auto draft = intake(id);
  draft.contact_plain = R"({"phone":"13800138000"})";
  ASSERT_TRUE(run(opening(std::move(draft))));
  ASSERT_EQ(store_->cases_with_contact(0, 10)->size(), 1U);
  ASSERT_TRUE(store_->drop_contacts({id}));
  EXPECT_TRUE(store_->cases_with_contact(0, 10)->empty());
  EXPECT_TRUE(store_->case_key(id)) << "the words stay";
}

HUIYIN_ON_BOTH_ENGINES(FreezeTest);

}  // namespace
}  // namespace huiyin
