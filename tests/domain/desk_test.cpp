// What people at the desks meet: staged deadlines, locks, versions, offers, forms.
#include <gmock/gmock.h>

#include "domain/small_district.h"

namespace huiyin::test {
namespace {

using testing::Contains;
using testing::Not;

FormData choice(const std::string& name) {
  return with_code({}, "choice", name);
}

TEST(Clocks, StagedDeadlinesRemindBeforeTheLastOneIsRed) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester(), "0601");
  desk.act(id, "accept", dispatcher(), choice("here"));
  desk.act(id, "dispatch", dispatcher());
  desk.act(id, "sign", handler());
  desk.act(id, "start", handler());
  desk.act(id, "contact", handler(), with_code({}, "result", "reached"));
  desk.wait_ms(kDayMs);
  EXPECT_EQ(desk.log().back().kind, "clock_step");
  EXPECT_EQ(desk.log().back().codes.at("does"), "remind");
  EXPECT_EQ(desk.at(id).supervision.level, 0);
}

TEST(Desks, ALockedCaseIsRefusedToOthersUntilItRunsOut) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(id, "claim", dispatcher()));
  const Actor colleague = staff(Role::dispatcher, "cc", 30);
  EXPECT_FALSE(desk.act(id, "accept", colleague, choice("here")));
  EXPECT_EQ(desk.refused(), RefusalCode::already_claimed);
  desk.now_at_ms += kHourMs;
  EXPECT_TRUE(desk.act(id, "accept", colleague, choice("here"))) << desk.why();
}

TEST(Desks, AStaleVersionIsRefusedButANoteNeedsNone) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  const Definitions& district = small_district();
  const Context context{desk.now_at_ms, 0, &district, &district, dispatcher(), 99, 0};
  const auto stale = decide({desk.at(id)}, {"accept", desk.at(id).version - 1, choice("here")}, context);
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, RefusalCode::stale_version);
  EXPECT_TRUE(decide({desk.at(id)}, {"note", std::nullopt, words("note", "已电话联系")}, context));
}

TEST(Offers, AreExactlyWhatDecideWouldTake) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  EXPECT_THAT(desk.offered(id, handler()), Contains("resolve"));
  EXPECT_THAT(desk.offered(id, handler()), Contains("extension"));
  EXPECT_THAT(desk.offered(id, handler()), Contains("party.add"));
  EXPECT_THAT(desk.offered(id, handler()), Not(Contains("check")));
  EXPECT_THAT(desk.offered(id, other_handler()), Not(Contains("resolve")));
  EXPECT_THAT(desk.offered(id, requester()), Contains("withdraw"));
}

TEST(Forms, AFieldTheMoveDoesNotAskForIsRefusedByName) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  EXPECT_FALSE(desk.act(id, "accept", dispatcher(), with_code(choice("here"), "lead", "roads")));
  EXPECT_EQ(desk.refused(), RefusalCode::invalid_input);
}

}  // namespace
}  // namespace huiyin::test
