// Supervision: amber and red, who may put a case where, what is proposed, what is owed; and the lawful exclusions.
#include <gmock/gmock.h>

#include "domain/small_district.h"

namespace huiyin::test {
namespace {

FormData cause(const std::string& code) {
  return with_code({}, "cause", code);
}

FormData instruction(int64_t at_ms) {
  FormData form = with_number(cause("leader"), "instructed_at", at_ms);
  form.words["reason_text"] = "请一周内办结并书面报告";
  return form;
}

int64_t steps_of(const Desk& desk, const std::string& does) {
  return std::ranges::count_if(desk.log(), [&](const Event& event) {
    const auto found = event.codes.find("does");
    return event.kind == "clock_step" && event.codes.at("clock") == "answer" && found->second == does;
  });
}

TEST(Amber, ComesOnceAtItsShareOfTheLimitAndLeavesTheUserVisibleVersionAlone) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const Clock promise = *find_clock(desk.at(id), "answer");
  const int64_t version = desk.at(id).version;
  desk.wait_until(promise.warn_at_ms - kMinuteMs);
  EXPECT_EQ(steps_of(desk, "warn"), 0);
  desk.wait_until(promise.warn_at_ms);
  EXPECT_EQ(steps_of(desk, "warn"), 1);
  EXPECT_EQ(desk.at(id).supervision.level, 0);
  desk.wait_until(promise.due_at_ms);
  EXPECT_EQ(steps_of(desk, "warn"), 1);
  EXPECT_EQ(desk.at(id).supervision.level, 1);
  EXPECT_EQ(desk.at(id).version, version);
}

TEST(Amber, IsPassedOverWhereNobodyLookedBeforeItWasRed) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  desk.now_at_ms = find_clock(desk.at(id), "answer")->due_at_ms + kMinuteMs;
  desk.wait_ms(0);
  EXPECT_EQ(steps_of(desk, "warn"), 0);
  EXPECT_GE(steps_of(desk, "supervise"), 1);
}

TEST(Supervision, ForASpecialCauseStartsAtTheDistrict) {
  for (const char* word : {"media", "repeated", "mass"}) {
    Desk desk;
    const CaseId id = request_in_progress(desk);
    ASSERT_TRUE(desk.act(id, "supervise", supervisor(), with_number(cause(word), "level", 1))) << desk.why();
    EXPECT_EQ(desk.at(id).supervision.level, 3) << word;
    EXPECT_EQ(desk.at(id).supervision.issuer_unit, "office");
  }
}

TEST(Supervision, ALeadersInstructionHasItsWordsAndItsDate) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  EXPECT_FALSE(desk.act(id, "supervise", supervisor(), with_number(cause("leader"), "instructed_at", desk.now_at_ms)));
  EXPECT_FALSE(desk.act(id, "supervise", supervisor(), instruction(desk.now_at_ms + kDayMs)));
  ASSERT_TRUE(desk.act(id, "supervise", supervisor(), instruction(desk.now_at_ms - kDayMs))) << desk.why();
  EXPECT_EQ(desk.at(id).supervision.event_n, desk.at(id).n);
}

TEST(Supervision, ByAPersonIsClosedInWritingAndOutlivesTheCase) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  ASSERT_TRUE(desk.act(id, "supervise", supervisor(), cause("media")));
  ASSERT_TRUE(desk.act(id, "withdraw", requester()));
  EXPECT_EQ(desk.at(id).supervision.level, 3);
  EXPECT_FALSE(desk.act(id, "end_supervision", supervisor()));
  ASSERT_TRUE(desk.act(id, "end_supervision", supervisor(), words("result_text", "已核实，路面修复"))) << desk.why();
  EXPECT_EQ(desk.at(id).supervision.level, 0);
  EXPECT_EQ(desk.at(id).supervision.highest, 3);
}

TEST(Supervision, ByTheClockEndsWithTheCase) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  desk.wait_until(find_clock(desk.at(id), "answer")->due_at_ms);
  ASSERT_EQ(desk.at(id).supervision.level, 1);
  ASSERT_TRUE(desk.act(id, "withdraw", requester()));
  EXPECT_EQ(desk.at(id).supervision.level, 0);
}

TEST(Supervision, IsProposedOnceWhenManySayMeToo) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const int32_t from = small_district().programmes.at("snap_report").propose_mass_from;
  for (int32_t count = 1; count < from; ++count) ASSERT_TRUE(desk.act(id, "endorse", requester()));
  EXPECT_EQ(desk.at(id).supervision.proposed, "");
  ASSERT_TRUE(desk.act(id, "endorse", requester()));
  EXPECT_EQ(desk.at(id).supervision.proposed, "mass");
  ASSERT_TRUE(desk.act(id, "supervise", supervisor(), cause("mass")));
  ASSERT_TRUE(desk.act(id, "end_supervision", supervisor(), words("result_text", "已集中答复")));
  ASSERT_TRUE(desk.act(id, "endorse", requester()));
  EXPECT_EQ(desk.at(id).supervision.proposed, "");
}

TEST(Supervision, IsProposedForAMatterThatComesAgainAndAgain) {
  Desk desk;
  Opening opening{.programme = "snap_report", .channel = "web", .category = "0201", .repeats = 3};
  opening.form = words("description", "第四次反映");
  opening.place = *small_district().places.codes_of(kGrid);
  EXPECT_EQ(desk.at(desk.open(opening, requester())).supervision.proposed, "repeated");
}

CaseId closed_request(Desk& desk) {
  const CaseId id = request_in_progress(desk);
  desk.act(id, "resolve", handler(), words("reply", "已修好"));
  desk.act(id, "rate", requester(), with_code(with_code({}, "resolved", "yes"), "satisfied", "satisfied"));
  return id;
}

FormData ground(const std::string& code) {
  FormData form = with_code({}, "reason", code);
  form.words["reason_text"] = "经核实";
  return form;
}

TEST(Exclusion, TakesALawfulGroundAndTwoPersonsOutsideTheUnitAndCanBeUndone) {
  Desk desk;
  const CaseId id = closed_request(desk);
  ASSERT_TRUE(desk.act(id, "exclude", reviewer(), ground("force_majeure"))) << desk.why();
  EXPECT_FALSE(has_flag(desk.at(id), "excluded"));
  ASSERT_TRUE(desk.act(id, "grant", supervisor())) << desk.why();
  EXPECT_TRUE(has_flag(desk.at(id), "excluded"));
  EXPECT_EQ(desk.at(id).excluded_as, "force_majeure");
  EXPECT_EQ(desk.at(id).reason, "solved") << "what it settled for stays";
  ASSERT_TRUE(desk.act(id, "appeal", supervisor(), words("reason_text", "依据不足"))) << desk.why();
  ASSERT_TRUE(desk.act(id, "grant", reviewer())) << desk.why();
  EXPECT_FALSE(has_flag(desk.at(id), "excluded"));
  EXPECT_EQ(desk.at(id).excluded_as, "");
}

TEST(Exclusion, OnNoLawfulGroundIsRefusedWithTheListOfThem) {
  Desk desk;
  const CaseId id = closed_request(desk);
  ASSERT_TRUE(desk.act(id, "exclude", reviewer(), ground("bad_for_our_figures")));
  EXPECT_FALSE(desk.act(id, "grant", supervisor()));
  EXPECT_EQ(desk.refused(), RefusalCode::invalid_input);
}

TEST(Exclusion, IsNotForTheUnitThatHandledTheCaseWhateverHatItWears) {
  Desk desk;
  const CaseId id = closed_request(desk);
  EXPECT_FALSE(desk.act(id, "exclude", staff(Role::reviewer, "roads", 41), ground("malicious")));
  EXPECT_EQ(desk.refused(), RefusalCode::conflict_of_interest);
  ASSERT_TRUE(desk.act(id, "exclude", reviewer(), ground("malicious")));
  EXPECT_FALSE(desk.act(id, "grant", staff(Role::supervisor, "roads", 42)));
  EXPECT_EQ(desk.refused(), RefusalCode::conflict_of_interest);
}

}  // namespace
}  // namespace huiyin::test
