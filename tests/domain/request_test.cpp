// The request from the first word to the echo, rule by rule (domain.md 4.2).
#include <gmock/gmock.h>

#include "domain/clock_time.h"
#include "domain/small_district.h"

namespace huiyin::test {
namespace {

FormData choice(const std::string& name) {
  return with_code({}, "choice", name);
}

FormData rating(const std::string& resolved, const std::string& satisfied) {
  return with_code(with_code({}, "resolved", resolved), "satisfied", satisfied);
}

FormData return_form() {
  auto form = words("reason_text", "不属于本单位");
  form.words["basis"] = "三定方案";
  return with_code(with_code(std::move(form), "reason", "not_ours"), "owner", "water");
}

void resolve(Desk& desk, CaseId id) {
  ASSERT_TRUE(desk.act(id, "resolve", handler(), words("reply", "已修复"))) << desk.why();
}

TEST(Request, GoesTheWholeLoopAndIsClosedByTheOneWhoAsked) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  EXPECT_EQ(desk.at(id).state, "in_progress");
  EXPECT_EQ(desk.at(id).holder.unit, "roads");
  resolve(desk, id);
  ASSERT_TRUE(desk.act(id, "check", reviewer(), choice("pass"))) << desk.why();
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("yes", "satisfied"))) << desk.why();
  EXPECT_EQ(desk.at(id).state, "closed");
  EXPECT_EQ(desk.at(id).phase, Phase::settled);
  EXPECT_EQ(desk.at(id).rating.channel, "own");
}

TEST(Request, PromisesADueTimeFromTheFirstWord) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  const auto expected = due_after(kMonday9_ms, {5, TimeUnit::working_day}, small_district().calendar,
                                  small_district().calendar.default_hours());
  EXPECT_EQ(desk.at(id).promised_at_ms, expected->due_at_ms);
  EXPECT_NE(find_clock(desk.at(id), "answer"), nullptr);
  EXPECT_NE(find_clock(desk.at(id), "accept"), nullptr);
}

TEST(Request, IsDispatchedByTheDutyTableWhenNobodyNamesALead) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(id, "accept", dispatcher(), choice("here")));
  ASSERT_TRUE(desk.act(id, "dispatch", dispatcher())) << desk.why();
  EXPECT_EQ(desk.at(id).lead, "roads");
  EXPECT_EQ(desk.at(id).supervising_unit, "office");
  EXPECT_EQ(desk.log().back().codes.at("duty_line"), "2");
}

TEST(Request, MayNotBeHandledByAUnitThatIsNotTheLead) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  EXPECT_FALSE(desk.act(id, "resolve", other_handler(), words("reply", "x")));
  EXPECT_EQ(desk.refused(), RefusalCode::not_your_role);
}

TEST(Request, ACommandFromTheWrongStateNamesTheOnesThatAreAllowed) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  EXPECT_FALSE(desk.act(id, "resolve", handler(), words("reply", "x")));
  EXPECT_EQ(desk.refused(), RefusalCode::command_not_allowed);
}

TEST(Rule1, TheLeadMayAddUnitsAndAnswersForAllOfThem) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  ASSERT_TRUE(desk.act(id, "party.add", handler(), with_code({}, "unit", "water"))) << desk.why();
  EXPECT_NE(find_clock(desk.at(id), "sign_party", 1), nullptr);
  EXPECT_FALSE(desk.act(id, "resolve", handler(), words("reply", "x")));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
  EXPECT_FALSE(desk.act(id, "party.sign", handler()));
  ASSERT_TRUE(desk.act(id, "party.sign", other_handler())) << desk.why();
  ASSERT_TRUE(desk.act(id, "party.done", other_handler(), words("reply", "阀门已关"))) << desk.why();
  resolve(desk, id);
  EXPECT_EQ(desk.at(id).state, "resolved");
}

TEST(Rule1, AUnitMayBeCalledByThePersonWhoIsToGo) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  auto form = with_code({}, "unit", "water");
  ASSERT_TRUE(desk.act(id, "party.add", dispatcher(), with_code(form, "assignee", "42"))) << desk.why();
  EXPECT_EQ(desk.at(id).parties.front().unit, "water");
  EXPECT_EQ(desk.at(id).parties.front().account, 42);
}

TEST(Rule2, AUnitReturnsOnceWithReasonsAndTheClockRunsOnUnlessUpheld) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  EXPECT_FALSE(desk.act(id, "return", handler(), return_form()));  // already started
  Desk fresh;
  const CaseId other = fresh.open("snap_report", requester());
  fresh.act(other, "accept", dispatcher(), choice("here"));
  fresh.act(other, "dispatch", dispatcher());
  const int64_t due_at_ms = find_clock(fresh.at(other), "answer")->due_at_ms;
  ASSERT_TRUE(fresh.act(other, "return", handler(), return_form())) << fresh.why();
  fresh.now_at_ms += kHourMs;
  ASSERT_TRUE(
      fresh.act(other, "arbitrate", dispatcher(), with_code(words("reason_text", "仍归你单位"), "choice", "refused")))
      << fresh.why();
  EXPECT_EQ(fresh.at(other).state, "dispatched");
  EXPECT_EQ(find_clock(fresh.at(other), "answer")->due_at_ms, due_at_ms);
  EXPECT_FALSE(fresh.act(other, "return", handler(), return_form()));
  EXPECT_EQ(fresh.refused(), RefusalCode::rule_not_met);
}

TEST(Rule2, AnUpheldReturnIsCreditedToThePromise) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  desk.act(id, "accept", dispatcher(), choice("here"));
  desk.act(id, "dispatch", dispatcher());
  const int64_t due_at_ms = find_clock(desk.at(id), "answer")->due_at_ms;
  ASSERT_TRUE(desk.act(id, "return", handler(), return_form()));
  desk.now_at_ms += 2 * kHourMs;
  ASSERT_TRUE(desk.act(id, "arbitrate", dispatcher(), with_code(words("reason_text", "改派"), "choice", "upheld")))
      << desk.why();
  EXPECT_EQ(desk.at(id).state, "triage");
  EXPECT_EQ(desk.at(id).lead, "");
  const auto credited =
      after_working_ms(due_at_ms, 2 * kHourMs, small_district().calendar, small_district().calendar.default_hours());
  EXPECT_EQ(find_clock(desk.at(id), "answer")->due_at_ms, *credited);
}

TEST(Rule2, AReturnComesWithinOneWorkingDay) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  desk.act(id, "accept", dispatcher(), choice("here"));
  desk.act(id, "dispatch", dispatcher());
  desk.wait_ms(3 * kDayMs);
  EXPECT_FALSE(desk.act(id, "return", handler(), return_form()));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
}

TEST(Rule3, AnExtensionIsAskedBeforeDueOnceAndMovesThePromise) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const int64_t due_at_ms = desk.at(id).promised_at_ms;
  const auto ask = with_number(words("reason_text", "等材料"), "until", due_at_ms + kDayMs);
  ASSERT_TRUE(desk.act(id, "extension", handler(), ask)) << desk.why();
  EXPECT_EQ(desk.at(id).state, "in_progress");
  ASSERT_TRUE(desk.act(id, "grant", dispatcher())) << desk.why();
  EXPECT_EQ(desk.at(id).promised_at_ms, due_at_ms + kDayMs);
  EXPECT_FALSE(desk.act(id, "extension", handler(), ask));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
}

TEST(Rule3, AnExtensionLongerThanTheOriginalIsRefused) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const auto ask = with_number(words("reason_text", "等材料"), "until", desk.at(id).promised_at_ms + 90 * kDayMs);
  ASSERT_TRUE(desk.act(id, "extension", handler(), ask));
  EXPECT_FALSE(desk.act(id, "grant", dispatcher()));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
}

TEST(Rule4, AnOverdueCaseClimbsTheLadderAndOnlyTheHighestRungFiresAfterDowntime) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const int64_t version = desk.at(id).version;
  desk.wait_until(desk.at(id).promised_at_ms + kMinuteMs);
  EXPECT_EQ(desk.at(id).supervision.level, 1);
  EXPECT_EQ(desk.at(id).version, version) << "clock steps leave the version users see alone";
  const size_t events = desk.log().size();
  desk.wait_ms(30 * kDayMs);
  EXPECT_EQ(desk.at(id).supervision.level, 4);
  EXPECT_TRUE(desk.log().back().codes.contains("skipped"));
  EXPECT_LE(desk.log().size(), events + 2);
  EXPECT_NE(next_step_at_ms(desk.at(id)), 0) << "the last rung comes again and again";
}

TEST(Rule4, SupervisionEndsWithAWrittenResultOnly) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  ASSERT_TRUE(desk.act(id, "supervise", supervisor(), with_code(with_number({}, "level", 3), "cause", "media")))
      << desk.why();
  EXPECT_EQ(desk.at(id).supervision.level, 3);
  EXPECT_FALSE(desk.act(id, "end_supervision", supervisor()));
  EXPECT_EQ(desk.refused(), RefusalCode::invalid_input);
  EXPECT_TRUE(desk.act(id, "end_supervision", supervisor(), words("result_text", "已约谈"))) << desk.why();
  EXPECT_EQ(desk.at(id).supervision.level, 0);
  EXPECT_EQ(desk.at(id).supervision.highest, 3);
}

TEST(Rule5, TheThirdUnansweredCallClosesAsUnreached) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  desk.act(id, "check", reviewer(), choice("pass"));
  for (int call = 0; call < 2; ++call) {
    ASSERT_TRUE(desk.act(id, "call_back", caller(), choice("none"))) << desk.why();
    EXPECT_EQ(desk.at(id).state, "callback");
  }
  ASSERT_TRUE(desk.act(id, "call_back", caller(), choice("none")));
  EXPECT_EQ(desk.at(id).state, "closed");
  EXPECT_EQ(desk.at(id).reason, "unreached");
}

TEST(Rule5, TheUnitThatHandledItMayNotCallBackNotEvenWithAnotherHat) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  desk.act(id, "check", reviewer(), choice("pass"));
  EXPECT_FALSE(desk.act(id, "call_back", staff(Role::caller, "roads", 20), choice("solved")));
  EXPECT_EQ(desk.refused(), RefusalCode::conflict_of_interest);
}

TEST(Rule6, UnsolvedIsRedoneOnceByItselfThenGoesToTheCentre) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  desk.act(id, "check", reviewer(), choice("pass"));
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("no", "dissatisfied"))) << desk.why();
  EXPECT_EQ(desk.at(id).state, "rework");
  EXPECT_NE(find_clock(desk.at(id), "redo"), nullptr);
  resolve(desk, id);
  desk.act(id, "check", reviewer(), choice("pass"));
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("no", "dissatisfied")));
  EXPECT_EQ(desk.at(id).state, "resolved") << "the second time somebody at the centre looks";
}

TEST(Rule6, UnsolvedAfterAnAnswerOnTheSpotIsDispatchedByTheCentreSinceNobodyLeadsYet) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(id, "answer", dispatcher(), words("reply", "已告知"))) << desk.why();
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("no", "dissatisfied"))) << desk.why();
  ASSERT_EQ(desk.at(id).state, "rework");
  ASSERT_TRUE(desk.act(id, "dispatch", dispatcher())) << desk.why();
  EXPECT_EQ(desk.at(id).state, "dispatched");
  EXPECT_EQ(desk.at(id).lead, "roads");
  EXPECT_NE(find_clock(desk.at(id), "redo"), nullptr);
}

TEST(Rule6, AReworkThatHasALeadIsNotDispatchedPastIt) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("no", "dissatisfied"))) << desk.why();
  ASSERT_EQ(desk.at(id).state, "rework");
  EXPECT_FALSE(desk.act(id, "dispatch", dispatcher()));
}

TEST(Rule6, JudgingADemandUnreasonableTakesTwoPersons) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  const auto form = with_code(words("reason_text", "超出政策"), "reason", "beyond_policy");
  ASSERT_TRUE(desk.act(id, "judge_unreasonable", reviewer(), form)) << desk.why();
  EXPECT_EQ(desk.at(id).state, "resolved");
  EXPECT_FALSE(desk.act(id, "grant", reviewer()));
  ASSERT_TRUE(desk.act(id, "grant", supervisor())) << desk.why();
  EXPECT_EQ(desk.at(id).state, "closed");
  EXPECT_TRUE(has_flag(desk.at(id), "unreasonable"));
}

TEST(Rule6, TheSecondPersonIsAnotherPersonWhateverTheirPosts) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  resolve(desk, id);
  Actor both = reviewer();
  both.posts.push_back({"office", Role::supervisor, {}});
  ASSERT_TRUE(
      desk.act(id, "judge_unreasonable", both, with_code(words("reason_text", "x"), "reason", "beyond_policy")));
  EXPECT_FALSE(desk.act(id, "grant", both));
  EXPECT_EQ(desk.refused(), RefusalCode::needs_second_person);
}

TEST(Rule8, AMergedCaseKeepsItsRequesterAndComesBackWithItsClock) {
  Desk desk;
  const CaseId parent = request_in_progress(desk);
  const CaseId child = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(child, "accept", dispatcher(), choice("here")));
  const int64_t left_ms = find_clock(desk.at(child), "answer")->due_at_ms - desk.now_at_ms;
  ASSERT_TRUE(desk.act(child, "merge", dispatcher(), with_number({}, "parent", parent))) << desk.why();
  EXPECT_EQ(desk.at(child).settled_as, "merged");
  EXPECT_EQ(desk.at(parent).links, (std::vector<Link>{{"child", child}}));
  EXPECT_TRUE(desk.act(child, "rate", requester(), rating("yes", "satisfied"))) << desk.why();
  desk.wait_ms(2 * kHourMs);
  ASSERT_TRUE(desk.act(child, "unmerge", dispatcher(), with_code({}, "reason", "different_spot"))) << desk.why();
  EXPECT_EQ(desk.at(child).state, "triage");
  EXPECT_GT(find_clock(desk.at(child), "answer")->due_at_ms - desk.now_at_ms, left_ms - kDayMs);
  EXPECT_TRUE(desk.at(parent).links.empty());
}

TEST(Rule8, MergingIsOneDeep) {
  Desk desk;
  const CaseId a = desk.open("snap_report", requester());
  const CaseId b = desk.open("snap_report", requester());
  const CaseId c = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(b, "merge", dispatcher(), with_number({}, "parent", a)));
  EXPECT_FALSE(desk.act(c, "merge", dispatcher(), with_number({}, "parent", b)));
  EXPECT_FALSE(desk.act(a, "merge", dispatcher(), with_number({}, "parent", c)));
  EXPECT_FALSE(desk.act(c, "merge", dispatcher(), with_number({}, "parent", c)));
}

TEST(Rule9, ATipOffIsConfidentialWhetherAskedOrNot) {
  Desk desk;
  Opening opening{.programme = "snap_report",
                  .channel = "web",
                  .type = "tip_off",
                  .category = "0201",
                  .place = *small_district().places.codes_of(kGrid),
                  .form = words("description", "举报")};
  EXPECT_TRUE(has_flag(desk.at(desk.open(opening, requester())), "confidential"));
}

TEST(Rule11, ATransferredCaseCanBeTakenBack) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(id, "transfer", dispatcher(), with_code(with_code({}, "to", "110"), "reason", "police")))
      << desk.why();
  EXPECT_EQ(desk.at(id).settled_as, "transferred");
  ASSERT_TRUE(desk.act(id, "take_back", dispatcher(), with_code({}, "reason", "not_police"))) << desk.why();
  EXPECT_EQ(desk.at(id).state, "triage");
  EXPECT_NE(find_clock(desk.at(id), "answer"), nullptr);
}

TEST(Rule13, TheClockStandsStillWhileSuspendedAndTwoPersonsSuspend) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const int64_t due_at_ms = desk.at(id).promised_at_ms;
  const auto form = with_number(with_code({}, "reason", "season"), "review_at", desk.now_at_ms + 14 * kDayMs);
  ASSERT_TRUE(desk.act(id, "suspend", dispatcher(), form)) << desk.why();
  EXPECT_EQ(desk.at(id).state, "in_progress");
  ASSERT_TRUE(desk.act(id, "grant", supervisor())) << desk.why();
  EXPECT_EQ(desk.at(id).state, "suspended");
  desk.wait_ms(14 * kDayMs + kMinuteMs);
  EXPECT_EQ(desk.at(id).state, "in_progress") << "the review date wakes it";
  EXPECT_EQ(desk.at(id).supervision.level, 0);
  EXPECT_GT(desk.at(id).promised_at_ms, due_at_ms + 12 * kDayMs);
}

TEST(Rule14, ARaisedCaseGoesUpOneTierWithWhatWasTried) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  desk.act(id, "accept", dispatcher(), choice("here"));
  ASSERT_TRUE(desk.act(id, "dispatch", dispatcher(), with_code({}, "lead", "grid1"))) << desk.why();
  ASSERT_TRUE(desk.act(id, "sign", grid_worker())) << desk.why();
  EXPECT_FALSE(desk.act(id, "raise", grid_worker()));
  ASSERT_TRUE(desk.act(id, "raise", grid_worker(), words("tried", "劝导无效"))) << desk.why();
  EXPECT_EQ(desk.at(id).lead, "community");
  EXPECT_EQ(desk.at(id).tier, 1);
}

TEST(Rule14, SolvedInTheGridIsAColumnOfItsOwnAndADrawnShareIsLookedAt) {
  for (const bool drawn : {false, true}) {
    Desk desk;
    desk.draw_bp = drawn ? 0 : 9'999;
    const CaseId id = desk.open("snap_report", requester());
    desk.act(id, "accept", dispatcher(), choice("on_site"));
    auto form = words("reply", "已清理");
    form.photos = {"a", "b"};
    form.numbers = {{"before_photos", 1}, {"after_photos", 1}};
    ASSERT_TRUE(desk.act(id, "handle_on_site", grid_worker(), form)) << desk.why();
    EXPECT_EQ(desk.at(id).column, "in_grid");
    EXPECT_EQ(desk.at(id).state, drawn ? "checking" : "closed");
    if (!drawn) continue;
    EXPECT_FALSE(desk.act(id, "check", grid_worker(), choice("pass"))) << "not by the one who did it";
    EXPECT_EQ(desk.refused(), RefusalCode::conflict_of_interest);
  }
}

}  // namespace
}  // namespace huiyin::test
