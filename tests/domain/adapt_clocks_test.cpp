// Open and settled cases followed through changes of the calendar and of the duty table.
#include "domain/changed_district.h"
#include "domain/clock_time.h"

namespace huiyin::test {
namespace {

// --- calendar --------------------------------------------------------------------------------------------------------

int64_t due(const Case& state, std::string_view clock = "answer") {
  return find_clock(state, clock)->due_at_ms;
}

TEST(NewCalendar, CountsOpenDueTimesAnewAndTellsTheRequesterTheLaterOne) {
  Desk desk;
  const CaseId id = request_in_progress(desk);  // five working days from Monday: the next Monday
  const auto carried = carry(desk.at(id), with_day("2026-03-05"), desk.now_at_ms);
  EXPECT_EQ(due(carried.state), due(desk.at(id)) + kDayMs);
  EXPECT_EQ(carried.state.promised_at_ms, due(carried.state));
  EXPECT_EQ(carried.code("because"), "calendar");
  EXPECT_EQ(carried.state.version, desk.at(id).version) << "a clock's event leaves the version users see alone";
}

TEST(NewCalendar, NeverPromisesLessThanWasTold) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const auto carried = carry(desk.at(id), with_day(nullptr, "2026-03-07"), desk.now_at_ms);
  EXPECT_EQ(due(carried.state), due(desk.at(id)));
  EXPECT_EQ(carried.state.promised_at_ms, desk.at(id).promised_at_ms);
}

TEST(NewCalendar, LeavesAnExtendedPromiseAndASettledCaseAsTheyWereTold) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const int64_t until_at_ms = due(desk.at(id)) + 2 * kDayMs;
  auto form = with_number(words("reason_text", "等配件"), "until", until_at_ms);
  ASSERT_TRUE(desk.act(id, "extension", handler(), form)) << desk.why();
  ASSERT_TRUE(desk.act(id, "grant", dispatcher())) << desk.why();
  ASSERT_EQ(due(desk.at(id)), until_at_ms);
  EXPECT_EQ(due(carry(desk.at(id), with_day("2026-03-05"), desk.now_at_ms).state), until_at_ms);
  EXPECT_FALSE(carry(desk.at(closed(desk)), with_day("2026-03-05"), desk.now_at_ms).moved);
}

TEST(NewCalendar, LeavesRungsThatFiredFired) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  desk.wait_until(due(desk.at(id)) + kMinuteMs);
  const Case late = desk.at(id);
  ASSERT_EQ(late.supervision.level, 1);
  const auto carried = carry(late, with_day("2026-03-10"), desk.now_at_ms);  // the day its next rung was to fire
  const Clock* was = find_clock(late, "answer");
  const Clock* is = find_clock(carried.state, "answer");
  EXPECT_EQ(is->step, was->step);
  EXPECT_EQ(is->next_at_ms, was->next_at_ms + kDayMs);
  EXPECT_EQ(carried.state.supervision, late.supervision);
  EXPECT_TRUE(is->late);
}

// --- duties ----------------------------------------------------------------------------------------------------------

TEST(NewDuties, SendWhatNobodySignedForToTheNewLeadWithTheRowThatDecided) {
  Desk desk;
  const Case waiting = desk.at(dispatched(desk));
  desk.now_at_ms += kHourMs;
  const auto next = after([](Definitions& d) { d.duties = duties("water"); });
  const auto carried = carry(waiting, next, desk.now_at_ms);
  EXPECT_EQ(carried.state.lead, "water");
  EXPECT_EQ(carried.state.holder.unit, "water");
  EXPECT_EQ(carried.code("because"), "duties");
  EXPECT_EQ(carried.code("duty_line"), "5");
  EXPECT_EQ(carried.code("from_edition"), "1");
  EXPECT_EQ(carried.event.edition, 2);
  EXPECT_EQ(find_clock(carried.state, "sign")->started_at_ms, desk.now_at_ms);
  EXPECT_EQ(then(carried.state, "sign", other_handler(), next, desk.now_at_ms).state, "accepted");
}

TEST(NewDuties, LeaveWhatIsSignedForSettledOrSentByHand) {
  const auto next = after([](Definitions& d) { d.duties = duties("water"); });
  Desk desk;
  EXPECT_FALSE(carry(desk.at(request_in_progress(desk)), next, desk.now_at_ms).moved);
  EXPECT_FALSE(carry(desk.at(closed(desk)), next, desk.now_at_ms).moved);
  EXPECT_FALSE(carry(desk.at(dispatched(desk, "quality")), next, desk.now_at_ms).moved);
  EXPECT_FALSE(carry(desk.at(in_triage(desk)), next, desk.now_at_ms).moved) << "it is sent by the new table later";
}

TEST(NewDuties, PutOneFreshPartyInTheOthersPlaceAndAskTheRest) {
  auto before = small_district();
  before.duties = duties("roads", {"grid1"});
  Desk desk;
  const CaseId id = in_triage(desk);
  FormData form;
  form.lists["parts"] = {"grid1"};
  ASSERT_TRUE(desk.act(id, "dispatch", dispatcher(), form)) << desk.why();
  desk.now_at_ms += kHourMs;
  const auto next = after([](Definitions& d) { d.duties = duties("roads", {"community", "quality"}); });
  const auto carried = carry(desk.at(id), next, desk.now_at_ms, {}, before);
  ASSERT_EQ(carried.state.parties.size(), 2U);
  EXPECT_EQ(carried.state.parties[0].unit, "community");
  EXPECT_EQ(carried.state.parties[1].unit, "quality");
  EXPECT_EQ(find_clock(carried.state, "sign_party", 1)->started_at_ms, desk.now_at_ms);
  EXPECT_NE(find_clock(carried.state, "sign_party", 2), nullptr);
}

}  // namespace
}  // namespace huiyin::test
