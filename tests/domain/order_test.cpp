// The service order and the whistle: two other shapes on the same engine, no line of code of their own.
#include <gmock/gmock.h>

#include "domain/small_district.h"

namespace huiyin::test {
namespace {

FormData rating(const std::string& resolved, const std::string& satisfied) {
  return with_code(with_code({}, "resolved", resolved), "satisfied", satisfied);
}

CaseId published_order(Desk& desk) {
  const CaseId id = desk.open("volunteer_order", requester(), "1202");
  desk.act(id, "publish", dispatcher());
  return id;
}

TEST(Order, IsPublishedTakenServedAndThanked) {
  Desk desk;
  const CaseId id = published_order(desk);
  ASSERT_TRUE(desk.act(id, "claim", volunteer())) << desk.why();
  EXPECT_EQ(desk.at(id).assignee, 8);
  ASSERT_TRUE(desk.act(id, "confirm", dispatcher())) << desk.why();
  ASSERT_TRUE(desk.act(id, "start", volunteer())) << desk.why();
  ASSERT_TRUE(desk.act(id, "done", volunteer(), with_number({}, "hours", 2))) << desk.why();
  ASSERT_TRUE(desk.act(id, "rate", requester(), rating("yes", "very_satisfied"))) << desk.why();
  EXPECT_EQ(desk.at(id).settled_as, "closed");
  EXPECT_FALSE(desk.at(id).counted) << "orders are no part of `taken`";
}

TEST(Order, IsTakenByOneVolunteerOnly) {
  Desk desk;
  const CaseId id = published_order(desk);
  ASSERT_TRUE(desk.act(id, "claim", volunteer()));
  const Actor second{ActorKind::volunteer, 9, {{"office", Role::volunteer, {}}}};
  EXPECT_FALSE(desk.act(id, "claim", second));
  EXPECT_FALSE(desk.act(id, "start", second));
}

TEST(Order, NobodyTookItExpiresAndCanBeAskedForAgain) {
  Desk desk;
  const CaseId id = published_order(desk);
  desk.wait_ms(3 * kDayMs + kMinuteMs);
  EXPECT_EQ(desk.at(id).settled_as, "expired");
  ASSERT_TRUE(desk.act(id, "reopen", requester())) << desk.why();
  EXPECT_EQ(desk.at(id).phase, Phase::open);
}

TEST(Order, GivenBackIsPublishedAgain) {
  Desk desk;
  const CaseId id = published_order(desk);
  ASSERT_TRUE(desk.act(id, "claim", volunteer()));
  ASSERT_TRUE(desk.act(id, "decline", volunteer())) << desk.why();
  EXPECT_EQ(desk.at(id).state, "published");
  EXPECT_EQ(desk.at(id).assignee, 0);
}

Opening whistle_on(CaseId matter) {
  Opening opening{.programme = "whistle",
                  .channel = "desk",
                  .category = "0601",
                  .links = {{"whistles_for", matter}},
                  .parties = {"roads", "water"}};
  opening.form = words("description", "占道施工，需联合处置");
  opening.place = *small_district().places.codes_of(kGrid);
  return opening;
}

TEST(Whistle, CallsUnitsThatMustReportInAndNobodyLeavesUntilItIsDone) {
  Desk desk;
  const CaseId matter = request_in_progress(desk);
  const Actor street = staff(Role::street_lead, "street", 40);
  const CaseId id = desk.open(whistle_on(matter), street);
  ASSERT_NE(id, 0) << desk.why();
  EXPECT_EQ(desk.at(id).lead, "street");
  EXPECT_NE(find_clock(desk.at(id), "report_in", 1), nullptr);
  ASSERT_TRUE(desk.act(id, "party.report_in", handler())) << desk.why();
  ASSERT_TRUE(desk.act(id, "agree", street, words("minutes", "住建围挡，水务排水"))) << desk.why();
  EXPECT_FALSE(desk.act(id, "finish", street, words("reply", "完成")));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
  ASSERT_TRUE(desk.act(id, "party.done", handler(), words("reply", "围挡已拆")));
  ASSERT_TRUE(desk.act(id, "party.report_in", other_handler()));
  ASSERT_TRUE(desk.act(id, "party.done", other_handler(), words("reply", "积水已排")));
  ASSERT_TRUE(desk.act(id, "finish", street, words("reply", "完成"))) << desk.why();
  ASSERT_TRUE(desk.act(id, "judge", supervisor(), with_code({}, "choice", "done"))) << desk.why();
  EXPECT_EQ(desk.at(id).settled_as, "closed");
}

TEST(Whistle, AUnitThatStaysAwayIsSupervised) {
  Desk desk;
  const CaseId id = desk.open(whistle_on(request_in_progress(desk)), staff(Role::street_lead, "street", 40));
  desk.wait_ms(25 * kHourMs);
  EXPECT_GE(desk.at(id).supervision.level, 1);
}

}  // namespace
}  // namespace huiyin::test
