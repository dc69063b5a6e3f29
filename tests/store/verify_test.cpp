#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <thread>

#include "store/store_fixture.h"

namespace huiyin {
namespace {

class VerifyTest : public StoreTest {
 protected:
  // A small town: three cases with some history, a party, a settled case, an adopted edition.
  void SetUp() override {
    StoreTest::SetUp();
    for (auto& id : ids_) {
      id = new_id();
      auto draft = intake(id);
      draft.events.front().core.changes.parties = {Party{1, "party", "power", 0, "waiting", false, "cable"}};
      ASSERT_TRUE(run(opening(std::move(draft))));
    }
    for (const auto id : ids_) ASSERT_TRUE(run(moving(id, "signed")));
    ASSERT_TRUE(run(settling(ids_[1], "refused")));
    ASSERT_TRUE(run(moving(ids_[2], "started")));
    ASSERT_TRUE(store_->adopt({{"site.yaml", "a: 1"}}, kNow, By{"system", 0, "", ""}));
  }

  static Job settling(CaseId id, const std::string& kind) {
    return {.needs = {id}, .decide = [id, kind](const std::vector<Case>&) -> Result<Draft> {
              auto event = step(id, "settle");
              event.core.changes.phase = Phase::settled;
              event.core.changes.settled_as = kind;
              event.core.changes.settled_at_ms = kNow + kMinuteMs;
              return Draft{.events = {event}};
            }};
  }

  VerifyReport verified() {
    auto report = store_->verify({});
    if (!report) throw std::runtime_error(report.error().detail);
    return std::move(*report);
  }

  // Past the store, as somebody with the database's password would.
  void tamper(const std::string& sql, Params params = {}) {
    auto connection = connect({options_.url, false});
    ASSERT_TRUE(connection);
    const auto done = (*connection)->query_text(sql, params);
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_GT(done->affected(), 0) << sql;
  }

  static bool names(const VerifyReport& report, const std::string& place) {
    return std::ranges::any_of(report.faults,
                               [&](const std::string& fault) { return fault.find(place) != std::string::npos; });
  }

  void expect_fault(const std::string& place) {
    const auto report = verified();
    EXPECT_FALSE(report.ok);
    EXPECT_TRUE(names(report, place)) << place << " is not named in: " << testing::PrintToString(report.faults);
  }

  std::string case_place(size_t index) const { return "case " + std::to_string(ids_[index]); }

  std::array<CaseId, 3> ids_{};
  ScratchFolder empty_folder_;
};
HUIYIN_ON_BOTH_ENGINES(VerifyTest);

TEST_P(VerifyTest, AnHonestStorePassesAndItsNumbersAddUp) {
  const auto report = verified();
  EXPECT_TRUE(report.ok) << testing::PrintToString(report.faults);
  EXPECT_EQ(report.events, 9);
  EXPECT_EQ(report.cases, 3);
  EXPECT_EQ(report.taken, 3);
  EXPECT_EQ(report.in_hand, 2);
  EXPECT_EQ(report.refused, 1);
  EXPECT_EQ(report.taken,
            report.in_hand + report.closed + report.refused + report.transferred + report.withdrawn + report.merged);
}

TEST_P(VerifyTest, AnEmptyStorePasses) {
  options_.url = StoreTest::new_url(GetParam(), empty_folder_);
  open();
  const auto report = verified();
  EXPECT_TRUE(report.ok) << testing::PrintToString(report.faults);
  EXPECT_EQ(report.events, 0);
}

TEST_P(VerifyTest, AnErasedCasePasses) {
  ASSERT_TRUE(run({.needs = {ids_[0]}, .decide = [this](const std::vector<Case>&) -> Result<Draft> {
                     auto event = step(ids_[0], "erase");
                     event.core.changes.erased = true;
                     return Draft{.events = {event}, .erase = true};
                   }}));
  const auto report = verified();
  EXPECT_TRUE(report.ok) << testing::PrintToString(report.faults);
}

TEST_P(VerifyTest, AnyChangedByteOfAStoredEventIsFound) {
  const bool held = rc::check("any changed byte of core or sealed is found and its case is named", [this] {
    const auto stored = rows("SELECT log_seq, case_id, core, sealed FROM event ORDER BY log_seq");
    const auto row = stored[*rc::gen::inRange<size_t>(0, stored.size())];
    const bool in_core = row.is_null(3) || *rc::gen::arbitrary<bool>();
    const std::string before = row.text(in_core ? 2 : 3);
    std::string after = before;
    const auto at = *rc::gen::inRange<size_t>(0, after.size());
    after[at] = static_cast<char>(after[at] ^ *rc::gen::inRange(1, 256));
    const std::string update =
        in_core ? "UPDATE event SET core = $1 WHERE log_seq = $2" : "UPDATE event SET sealed = $1 WHERE log_seq = $2";
    tamper(update, {Param::bytes(after), row.integer(0)});
    const auto report = verified();
    tamper(update, {Param::bytes(before), row.integer(0)});
    RC_ASSERT(!report.ok);
    const auto place = row.integer(1) == 0 ? std::string{"log_seq"} : "case " + std::to_string(row.integer(1));
    RC_ASSERT(names(report, place));
  });
  EXPECT_TRUE(held);
  EXPECT_TRUE(verified().ok);
}

TEST_P(VerifyTest, ADroppedLastEventIsFound) {
  tamper("DELETE FROM event WHERE log_seq = 9");
  expect_fault("log_seq 9");
}

TEST_P(VerifyTest, ADroppedLastEventOfACaseIsFoundEvenWithTheLogClosedOverIt) {
  tamper("DELETE FROM event WHERE case_id = $1 AND n = 3", {ids_[2]});
  expect_fault(case_place(2) + ": head");
}

TEST_P(VerifyTest, ADroppedMiddleEventIsFound) {
  tamper("DELETE FROM event WHERE case_id = $1 AND n = 2", {ids_[1]});
  expect_fault(case_place(1) + " event 3");
  expect_fault("log_seq 5: missing");
}

TEST_P(VerifyTest, TwoSwappedEventsOfACaseAreFound) {
  tamper("UPDATE event SET n = -1 WHERE case_id = $1 AND n = 2", {ids_[2]});
  tamper("UPDATE event SET n = 2 WHERE case_id = $1 AND n = 3", {ids_[2]});
  tamper("UPDATE event SET n = 3 WHERE case_id = $1 AND n = -1", {ids_[2]});
  expect_fault(case_place(2) + " event 2");
}

TEST_P(VerifyTest, TwoEventsSwappedInTheLogAreFound) {
  tamper("UPDATE event SET log_seq = 100 WHERE log_seq = 1");
  tamper("UPDATE event SET log_seq = 1 WHERE log_seq = 2");
  tamper("UPDATE event SET log_seq = 2 WHERE log_seq = 100");
  expect_fault("running head");
}

TEST_P(VerifyTest, AForgedEventAtTheEndIsFound) {
  tamper("INSERT INTO event (log_seq, case_id, n, core) VALUES (10, $1, 3, $2)", {ids_[0], Param::bytes("{}")});
  expect_fault("log_seq 10");
  expect_fault(case_place(0) + " event 3");
}

TEST_P(VerifyTest, AnEditedRowIsFoundInAnyColumn) {
  struct Row {
    const char* set;
    const char* column;
  };
  const Row edits[] = {{"state = 'closed'", "state"},
                       {"programme = 'x'", "programme"},
                       {"phase = 2", "phase"},
                       {"category = 'x'", "category"},
                       {"street = 'x'", "street"},
                       {"community = 'x'", "community"},
                       {"grid = 'x'", "grid"},
                       {"holder_unit = 'x'", "holder_unit"},
                       {"lead = 'x'", "lead"},
                       {"assignee = 5", "assignee"},
                       {"settled_as = 'closed'", "settled_as"},
                       {"supervised = 1", "supervised"},
                       {"promised_at_ms = promised_at_ms + 1", "promised_at_ms"},
                       {"opened_at_ms = 0", "opened_at_ms"},
                       {"next_at_ms = NULL", "next_at_ms"},
                       {"head = body", "head"},
                       {"body = head", "body"}};
  for (const auto& edit : edits) {
    const auto before = rows(
        "SELECT programme, state, phase, category, street, community, grid, holder_unit, lead, "
        "assignee, settled_as, supervised, promised_at_ms, opened_at_ms, next_at_ms, head, body "
        "FROM case_row WHERE case_id = $1",
        {ids_[0]});
    tamper(std::string{"UPDATE case_row SET "} + edit.set + " WHERE case_id = $1", {ids_[0]});
    expect_fault(case_place(0) + ": " + edit.column);
    const auto row = before.front();
    tamper(
        "UPDATE case_row SET programme = $1, state = $2, phase = $3, category = $4, street = $5, community = $6, "
        "grid = $7, holder_unit = $8, lead = $9, assignee = $10, settled_as = $11, supervised = $12, "
        "promised_at_ms = $13, opened_at_ms = $14, next_at_ms = $15, head = $16, body = $17 WHERE case_id = $18",
        {row.view(0), row.view(1), row.integer(2), row.view(3), row.view(4), row.view(5), row.view(6), row.view(7),
         row.view(8), row.integer(9), row.view(10), row.integer(11), row.integer(12), row.integer(13), row.integer(14),
         Param::bytes(row.view(15)), Param::bytes(row.view(16)), ids_[0]});
  }
  EXPECT_TRUE(verified().ok);
}

TEST_P(VerifyTest, ARowWithoutEventsAndEventsWithoutARowAreFound) {
  tamper(
      "INSERT INTO case_row SELECT $1::bigint, programme, state, phase, category, street, community, grid, "
      "holder_unit, lead, assignee, settled_as, supervised, promised_at_ms, opened_at_ms, next_at_ms, head, body "
      "FROM case_row WHERE case_id = $2",
      {ids_[2] + 1, ids_[0]});
  tamper("DELETE FROM case_row WHERE case_id = $1", {ids_[1]});
  expect_fault(case_place(1) + ": events without a row");
  expect_fault("case " + std::to_string(ids_[2] + 1) + ": a row without events");
}

TEST_P(VerifyTest, EditedMissingAndInventedTalliesAreFound) {
  tamper("UPDATE tally SET value = value + 1 WHERE name = 'site' AND measure = 'taken'");
  expect_fault("tally site '' 'snap_report' taken: stored 4, the events make 3");
  tamper("DELETE FROM tally WHERE name = 'site' AND measure = 'taken'");
  expect_fault("tally site '' 'snap_report' taken: not stored");
  tamper("INSERT INTO tally (name, period, subject, measure, value) VALUES ('site', '', 'x', 'closed', 1)");
  expect_fault("tally site '' 'x' closed: stored 1, the events make 0");
}

TEST_P(VerifyTest, EditedMissingAndInventedPartyRowsAreFound) {
  tamper("UPDATE party SET state = 'done' WHERE case_id = $1", {ids_[0]});
  tamper("DELETE FROM party WHERE case_id = $1", {ids_[1]});
  tamper("INSERT INTO party (unit, settled, case_id, party_id, account, state) VALUES ('water', 0, $1, 2, 0, 'x')",
         {ids_[2]});
  expect_fault(case_place(0) + " party 1");
  expect_fault(case_place(1) + " party 1");
  expect_fault(case_place(2) + " party 2");
}

TEST_P(VerifyTest, AStolenKeyOrPrivatePartIsFound) {
  tamper("DELETE FROM case_key WHERE case_id = $1", {ids_[0]});
  tamper("UPDATE event SET sealed = NULL WHERE case_id = $1 AND n = 1", {ids_[1]});
  expect_fault(case_place(0) + ": was not erased, but its key is gone");
  expect_fault(case_place(1) + " event 1");
}

TEST_P(VerifyTest, AnEditedHeadIsFound) {
  tamper("UPDATE head SET log_seq = 8");
  expect_fault("log_seq 9");
}

TEST_P(VerifyTest, NeitherStopsNorAccusesARunningServer) {
  std::atomic<bool> stop{false};
  std::thread server{[&] {
    while (!stop) {
      const auto id = new_id();
      ASSERT_TRUE(run(opening(intake(id))));
      ASSERT_TRUE(run(moving(id, "signed")));
      ASSERT_TRUE(run(settling(id, "closed")));
    }
  }};
  for (int turn = 0; turn < 10; ++turn) {
    const auto report = verified();
    EXPECT_TRUE(report.ok) << testing::PrintToString(report.faults);
  }
  stop = true;
  server.join();
}

TEST_P(VerifyTest, StopsWhenToldTo) {
  const auto report = store_->verify([](int64_t, int64_t) { return false; });
  ASSERT_FALSE(report);
  EXPECT_EQ(report.error().code, RefusalCode::wrong_use);
}

}  // namespace
}  // namespace huiyin
