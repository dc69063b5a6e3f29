#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"
#include "store/cursor.h"
#include "store/store_fixture.h"

namespace huiyin {
namespace {

class ReadTest : public StoreTest {
 protected:
  CaseId open_case(const std::function<void(Draft&)>& shape = {}) {
    const auto id = new_id();
    auto draft = intake(id);
    if (shape) shape(draft);
    const auto outcome = run(opening(std::move(draft)));
    EXPECT_TRUE(outcome) << outcome.error().detail;
    return id;
  }

  static void set_unit(Draft& draft, const std::string& unit) {
    draft.events.front().core.changes.holder = Holder{unit, "handler"};
  }

  // All ids a list gives, page by page.
  std::vector<CaseId> ids(const CaseFilter& filter, CaseOrder order = CaseOrder::newest, size_t limit = 3) {
    std::vector<CaseId> found;
    std::string cursor;
    do {
      const auto page = store_->list(filter, order, cursor, limit, kNow);
      if (!page) throw std::runtime_error(page.error().detail);
      EXPECT_LE(page->cases.size(), limit);
      for (const auto& state : page->cases) found.push_back(state.id);
      cursor = page->next;
    } while (!cursor.empty());
    return found;
  }
};
HUIYIN_ON_BOTH_ENGINES(ReadTest);

TEST_P(ReadTest, ACasePageIsItsStateItsEventsAndItsKey) {
  const auto id = open_case();
  ASSERT_TRUE(run(moving(id, "signed")));
  EXPECT_EQ(store_->find_case(id)->state, "signed");
  const auto events = store_->events_of(id);
  ASSERT_EQ(events->size(), 2u);
  const auto core = decode(events->front().core);
  EXPECT_EQ(open_private(events->front().sealed, *core, *store_->case_key(id))->words.at("description"), "路灯不亮");
  EXPECT_EQ(events->back().n, 2);
}

TEST_P(ReadTest, WhatIsNotThereIsRefusedByItsName) {
  EXPECT_EQ(store_->find_case(1).error().code, RefusalCode::unknown_case);
  EXPECT_EQ(store_->case_key(1).error().code, RefusalCode::unknown_thing);
  EXPECT_EQ(store_->find_account("nobody").error().code, RefusalCode::unknown_thing);
  EXPECT_EQ(store_->files_of(9).error().code, RefusalCode::unknown_thing);
  EXPECT_TRUE(store_->events_of(1)->empty());
  EXPECT_FALSE(*store_->contact(1));
}

TEST_P(ReadTest, TheLogIsReadFromAnyPlaceOn) {
  for (int index = 0; index < 4; ++index) open_case();
  const auto rest = store_->events_after(2, 10);
  ASSERT_EQ(rest->size(), 2u);
  EXPECT_EQ(rest->front().log_seq, 3);
  EXPECT_EQ(store_->events_after(0, 1)->size(), 1u);
}

TEST_P(ReadTest, TheNewestListEndsWhereTheCasesEnd) {
  std::vector<CaseId> opened;
  for (int index = 0; index < 7; ++index) opened.insert(opened.begin(), open_case());
  for (size_t limit : {1u, 2u, 3u, 6u, 7u, 8u}) EXPECT_EQ(ids({}, CaseOrder::newest, limit), opened) << limit;
  EXPECT_TRUE(store_->list({}, CaseOrder::newest, "", 7, kNow)->next.empty());
}

// A case that differs from the usual one in everything a filter can ask for.
void make_it_a_drain(Draft& draft) {
  auto& changes = draft.events.front().core.changes;
  changes.category = "drain";
  changes.programme = "order";
  changes.holder = Holder{"drains", "handler"};
  changes.lead = "drains";
  changes.assignee = 12;
  changes.place = PlaceCodes{"110105002001001", "110105002001", "110105002", ""};
  changes.supervision = Supervision{2, 2, "leader", kNow};
  changes.promised_at_ms = kNow - 1;
  changes.opened_at_ms = kNow + kHourMs;
  changes.parties = {Party{1, "party", "power", 0, "waiting", false, "cable"}};
}

TEST_P(ReadTest, EachFilterHoldsForEveryCaseItLetsThrough) {
  const auto lamp = open_case();
  const auto drain = open_case(make_it_a_drain);
  const auto settled = open_case([](Draft& draft) {
    auto& changes = draft.events.front().core.changes;
    changes.phase = Phase::settled;
    changes.settled_as = "closed";
    changes.state = "closed";
  });
  struct Row {
    const char* why;
    CaseFilter filter;
    std::vector<CaseId> wanted;
  };
  auto with = [](auto member, auto value) {
    CaseFilter filter;
    filter.*member = value;
    return filter;
  };
  using Codes = std::vector<std::string>;
  auto public_only = with(&CaseFilter::public_only, true);
  auto public_orders = public_only;
  public_orders.programmes = {"order"};
  const Row rows_wanted[] = {{"programme", with(&CaseFilter::programme, "order"), {drain}},
                             {"state", with(&CaseFilter::state, "closed"), {settled}},
                             {"phase", with(&CaseFilter::phase, "open"), {drain, lamp}},
                             {"category", with(&CaseFilter::category, "drain"), {drain}},
                             {"street", with(&CaseFilter::street, "110105002"), {drain}},
                             {"community", with(&CaseFilter::community, "110105002001"), {drain}},
                             {"grid", with(&CaseFilter::grid, "110105002001001"), {drain}},
                             {"holder_unit", with(&CaseFilter::holder_unit, "drains"), {drain}},
                             {"lead", with(&CaseFilter::lead, "drains"), {drain}},
                             {"party_unit", with(&CaseFilter::party_unit, "power"), {drain}},
                             {"settled_as", with(&CaseFilter::settled_as, "closed"), {settled}},
                             {"assignee", with(&CaseFilter::assignee, int64_t{12}), {drain}},
                             {"overdue", with(&CaseFilter::overdue, true), {drain}},
                             {"supervised", with(&CaseFilter::supervised, true), {drain}},
                             {"scope of a district", with(&CaseFilter::scope, "110105"), {settled, drain, lamp}},
                             {"scope of a street", with(&CaseFilter::scope, "110105002"), {drain}},
                             {"scope of a community", with(&CaseFilter::scope, "110105001001"), {settled, lamp}},
                             {"scope of a grid", with(&CaseFilter::scope, "110105002001001"), {drain}},
                             {"units as holder", with(&CaseFilter::units, Codes{"drains", "nobody"}), {drain}},
                             {"units as party", with(&CaseFilter::units, Codes{"power"}), {drain}},
                             {"public, none named", public_only, {}},
                             {"public, one named", public_orders, {drain}},
                             {"opened from", with(&CaseFilter::opened_from_ms, kNow + 1), {drain}},
                             {"opened before", with(&CaseFilter::opened_before_ms, kNow + 1), {settled, lamp}},
                             {"nothing", with(&CaseFilter::state, "no such"), {}}};
  for (const auto& row : rows_wanted) EXPECT_EQ(ids(row.filter), row.wanted) << row.why;
}

TEST_P(ReadTest, AQueueIsOfOneUnitInTheOrderOfItsPromises) {
  std::vector<CaseId> opened;
  for (int64_t hours : {5, 2, 9, 2}) {
    opened.push_back(
        open_case([&](Draft& draft) { draft.events.front().core.changes.promised_at_ms = kNow + hours * kHourMs; }));
  }
  open_case([](Draft& draft) { set_unit(draft, "drains"); });
  CaseFilter lamps;
  lamps.holder_unit = "lamps";
  const std::vector<CaseId> wanted{opened[1], opened[3], opened[0], opened[2]};
  for (size_t limit : {1u, 2u, 4u, 5u}) EXPECT_EQ(ids(lamps, CaseOrder::due, limit), wanted) << limit;
}

TEST_P(ReadTest, WithoutAUnitTheDueListGoesByTheNextClockStep) {
  std::vector<CaseId> opened;
  for (int64_t hours : {5, 2, 9, 2}) {
    opened.push_back(open_case(
        [&](Draft& draft) { draft.events.front().core.changes.clocks.front().next_at_ms = kNow + hours * kHourMs; }));
  }
  const std::vector<CaseId> wanted{opened[1], opened[3], opened[0], opened[2]};
  for (size_t limit : {1u, 2u, 4u, 5u}) EXPECT_EQ(ids({}, CaseOrder::due, limit), wanted) << limit;
  EXPECT_EQ(*store_->due_cases(kNow + 5 * kHourMs, 10), (std::vector<CaseId>{opened[1], opened[3], opened[0]}));
  EXPECT_EQ(store_->due_cases(kNow + kDayMs, 1)->size(), 1u);
}

TEST_P(ReadTest, AListRefusesBadInput) {
  open_case();
  open_case();
  const auto queue_cursor = write_cursor({'q', kNow, 5});
  struct Row {
    const char* why;
    std::string cursor;
    size_t limit;
    std::string phase;
  };
  const Row rows_refused[] = {{"no rows", "", 0, ""},
                              {"too many rows", "", 201, ""},
                              {"noise", "abc", 5, ""},
                              {"a cursor of another order", queue_cursor, 5, ""},
                              {"a long cursor", std::string(500, 'A'), 5, ""},
                              {"an unknown phase", "", 5, "limbo"}};
  for (const auto& row : rows_refused) {
    CaseFilter filter;
    filter.phase = row.phase;
    const auto page = store_->list(filter, CaseOrder::newest, row.cursor, row.limit, kNow);
    ASSERT_FALSE(page) << row.why;
    EXPECT_EQ(page.error().code, RefusalCode::invalid_input) << row.why;
  }
}

TEST_P(ReadTest, CandidatesAreOfTheSameGridAndCategoryAndRecent) {
  const auto old = open_case([](Draft& draft) { draft.events.front().core.changes.opened_at_ms = kNow - kDayMs; });
  const auto recent = open_case();
  const auto newest = open_case();
  open_case([](Draft& draft) { draft.events.front().core.changes.category = "drain"; });
  auto found = [&](int64_t since_ms, size_t limit) {
    std::vector<CaseId> list;
    const auto candidates = store_->candidates("110105001001001", "lamp_out", since_ms, limit);
    for (const auto& state : *candidates) list.push_back(state.id);
    return list;
  };
  EXPECT_EQ(found(kNow - kHourMs, 10), (std::vector<CaseId>{newest, recent}));
  EXPECT_EQ(found(kNow - 2 * kDayMs, 10), (std::vector<CaseId>{newest, recent, old}));
  EXPECT_EQ(found(kNow - kHourMs, 1), (std::vector<CaseId>{newest}));
}

TEST_P(ReadTest, AContactOpensAndItsBlindIndexFindsItsCases) {
  const auto with_phone = [](Draft& draft) {
    draft.contact_plain = R"({"phone":"13812345678"})";
    draft.contact_blind = 77;
  };
  const auto first = open_case(with_phone);
  const auto second = open_case(with_phone);
  open_case();
  EXPECT_EQ(**store_->contact(first), R"({"phone":"13812345678"})");
  EXPECT_EQ(*store_->cases_of_blind(77, kNow - kHourMs), (std::vector<CaseId>{second, first}));
  EXPECT_TRUE(store_->cases_of_blind(77, kNow + 1)->empty());
  EXPECT_TRUE(store_->cases_of_blind(78, 0)->empty());
}

TEST_P(ReadTest, TalliesAreReadByNamePeriodsAndSubject) {
  open_case();
  const auto all = store_->tallies("flow.day", "2026-11-01", "2026-11-30", "");
  ASSERT_TRUE(all) << all.error().detail;
  ASSERT_EQ(all->size(), 1u);
  EXPECT_EQ(all->front().subject, "snap_report");
  EXPECT_EQ(all->front().measure, "taken");
  EXPECT_EQ(all->front().value, 1);
  EXPECT_TRUE(store_->tallies("flow.day", "2026-12-01", "2026-12-31", "")->empty());
  EXPECT_TRUE(store_->tallies("flow.day", "2026-11-01", "2026-11-30", "order")->empty());
}

TEST_P(ReadTest, WhatWasTakenIsCountedByQuarterOfAnHour) {
  open_case();
  open_case();
  const auto opened_at_ms = store_->find_case(open_case())->opened_at_ms;
  const auto slots = store_->taken_slots(opened_at_ms, opened_at_ms + 1);
  ASSERT_TRUE(slots) << slots.error().detail;
  const auto starts_at_ms = opened_at_ms / (15 * kMinuteMs) * (15 * kMinuteMs);
  EXPECT_EQ(*slots, (std::vector<TakenSlot>{{"snap_report", starts_at_ms, 3}}));
  EXPECT_TRUE(store_->taken_slots(opened_at_ms + 1, opened_at_ms + kDayMs)->empty());
  EXPECT_TRUE(store_->taken_slots(opened_at_ms - kDayMs, opened_at_ms)->empty());
}

TEST_P(ReadTest, WaitingMessagesComeInOrder) {
  open_case([](Draft& draft) {
    draft.outbox = {{"sms", "", 5, "one"}, {"mail", "once", 5, "two"}, {"mail", "once", 5, "again"}};
  });
  const auto waiting = store_->outbox(10);
  ASSERT_EQ(waiting->size(), 2u);
  EXPECT_EQ(waiting->front().body, "one");
  EXPECT_EQ(waiting->back().unique, "once");
  EXPECT_EQ(store_->outbox(1)->size(), 1u);
}

TEST_P(ReadTest, ATakenMessageIsNobodyElsesUntilItsTimeIsOver) {
  open_case([](Draft& draft) { draft.outbox = {{"sms", "", 5, "one"}, {"mail", "", 5, "two"}}; });
  const auto now = store_->outbox(1)->front().next_at_ms;
  const auto taken = store_->take_messages("sms", now, now + 1'000, 10);
  ASSERT_EQ(taken->size(), 1u);
  EXPECT_EQ(taken->front().body, "one");
  EXPECT_EQ(taken->front().attempts, 1);
  EXPECT_TRUE(store_->take_messages("sms", now + 999, now + 2'000, 10)->empty());
  EXPECT_EQ(store_->take_messages("sms", now + 1'000, now + 2'000, 10)->front().attempts, 2);
}

TEST_P(ReadTest, MessagesLeaveComeBackAndExpire) {
  open_case([](Draft& draft) { draft.outbox = {{"sms", "", 5, "one"}, {"sms", "", 5, "two"}, {"mail", "", 5, "x"}}; });
  const auto now = store_->outbox(1)->front().next_at_ms;
  const auto taken = store_->take_messages("sms", now, now + 1'000, 10);
  const auto first = taken->at(0).id, second = taken->at(1).id;
  ASSERT_TRUE(store_->settle_messages({{first, now, now, ""}, {second, 0, QueuedMessage::kGivenUp, "down"}}));
  ASSERT_EQ(store_->outbox(10)->size(), 2u);
  EXPECT_EQ(store_->outbox(10)->front().error, "down");
  EXPECT_TRUE(store_->take_messages("sms", now + 1'000'000, now + 2'000'000, 10)->empty());
  EXPECT_FALSE(store_->resend_message(first, now)) << "it has left";
  ASSERT_TRUE(store_->resend_message(second, now));
  EXPECT_EQ(store_->take_messages("sms", now, now + 1'000, 10)->front().attempts, 1);
  ASSERT_TRUE(store_->expire_messages("sms", now + 5'000, now, "old"));
  ASSERT_TRUE(store_->expire_messages("mail", now + 5'000, now, "old"));
  EXPECT_EQ(store_->outbox(10)->size(), 1u) << "what was tried is not expired";
}

TEST_P(ReadTest, AccountsAreSavedFoundAndChanged) {
  const auto id = store_->save_account({0, "li", "李", "hash", "[]", false});
  ASSERT_TRUE(id) << id.error().detail;
  EXPECT_EQ(store_->find_account("li")->name, "李");
  ASSERT_TRUE(store_->save_account({*id, "li", "李明", "hash2", "[]", true}));
  EXPECT_EQ(store_->account(*id)->name, "李明");
  EXPECT_TRUE(store_->account(*id)->disabled);
  EXPECT_EQ(store_->save_account({0, "li", "", "", "", false}).error().code, RefusalCode::invalid_input);
  EXPECT_EQ(store_->save_account({99, "wang", "", "", "", false}).error().code, RefusalCode::unknown_thing);
  EXPECT_NE(*store_->save_account({0, "wang", "", "", "", false}), *id);
  EXPECT_EQ(store_->accounts()->size(), 2u);
}

TEST_P(ReadTest, SessionsEndAndAreSweptAway) {
  ASSERT_TRUE(store_->save_session({"a", 7, kNow + 10}));
  EXPECT_EQ(store_->find_session("a", kNow)->account, 7);
  EXPECT_EQ(store_->find_session("a", kNow + 10).error().code, RefusalCode::signed_out);
  ASSERT_TRUE(store_->save_session({"c", 3, kNow + 20}));
  ASSERT_TRUE(store_->save_session({"d", 3, kNow + 30}));
  EXPECT_EQ(*store_->signed_in_accounts(kNow), (std::vector<int64_t>{3, 7}));
  EXPECT_EQ(*store_->signed_in_accounts(kNow + 10), (std::vector<int64_t>{3}));
  now_at_ms_ = kNow + 31;
  ASSERT_TRUE(store_->save_session({"b", 8, kNow + kDayMs}));
  EXPECT_EQ(number("SELECT count(*) FROM session"), 1);
  ASSERT_TRUE(store_->drop_session("b"));
  EXPECT_EQ(store_->find_session("b", kNow).error().code, RefusalCode::signed_out);
}

TEST_P(ReadTest, ApiKeysAreSavedAndFound) {
  ASSERT_TRUE(store_->save_api_key({"k", "board", "[]", false}));
  ASSERT_TRUE(store_->save_api_key({"k", "board", "[]", true}));
  EXPECT_TRUE(store_->find_api_key("k")->disabled);
  EXPECT_EQ(store_->find_api_key("other").error().code, RefusalCode::signed_out);
}

TEST_P(ReadTest, AuditedReadsAreKeptEvenAtOneMillisecond) {
  for (const char* subject : {"one", "two", "three"}) store_->audit({kNow, 7, "read", subject});
  ASSERT_TRUE(store_->drop_session("nothing"));  // queued behind them
  const auto found = store_->audits(kNow, kNow + 1, 2);
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->front().subject, "three");
  EXPECT_EQ(store_->audits(kNow, kNow + 1, 10)->size(), 3u);
  EXPECT_TRUE(store_->audits(kNow + 1, kNow + 2, 10)->empty());
}

TEST_P(ReadTest, AdoptedDefinitionsAreReadBackAndStandInTheLog) {
  const By by{"system", 0, "", ""};
  const auto first =
      store_->adopt({{"site.yaml", "a: 1\n"}, {"programmes/x.yaml", std::string("\0\xff", 2)}}, kNow, by);
  ASSERT_TRUE(first) << first.error().detail;
  const auto second = store_->adopt({{"site.yaml", "a: 1\n"}}, kNow + 5, by);
  ASSERT_TRUE(second) << second.error().detail;
  EXPECT_EQ(store_->editions()->size(), 2u);
  EXPECT_GT(second->edition, first->edition);
  const auto files = store_->files_of(first->edition);
  ASSERT_EQ(files->size(), 2u);
  EXPECT_EQ(files->front().bytes, std::string("\0\xff", 2));
  EXPECT_EQ(number("SELECT count(*) FROM definition"), 2);
  const auto events = store_->events_of(0);
  ASSERT_EQ(events->size(), 2u);
  EXPECT_EQ(decode(events->back().core)->kind, "adopted");
  EXPECT_EQ(decode(events->back().core)->edition, second->edition);
  EXPECT_EQ(store_->adopt({{"a", ""}, {"a", ""}}, kNow, by).error().code, RefusalCode::broken_definition);
}

RC_GTEST_PROP(CursorText, ReadsBackAndNothingElseDoes, ()) {
  const Cursor cursor{'q', *rc::gen::arbitrary<int64_t>(), *rc::gen::arbitrary<int64_t>()};
  auto text = write_cursor(cursor);
  const auto read = read_cursor(text, 'q');
  RC_ASSERT(read && read->key == cursor.key && read->case_id == cursor.case_id);
  RC_ASSERT(!read_cursor(text, 'n'));
  RC_ASSERT(!read_cursor(text + "A", 'q'));
  RC_ASSERT(!read_cursor(*rc::gen::arbitrary<std::string>(), 'q'));
}

}  // namespace
}  // namespace huiyin
