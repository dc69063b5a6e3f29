// Open and settled cases followed through changes of places and units, and through all changes at once.
#include <gmock/gmock.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include "domain/changed_district.h"

namespace huiyin::test {
namespace {

// --- places ----------------------------------------------------------------------------------------------------------

TEST(Redraw, FindsACaseAnewByItsPointAndHandsItToTheGridOnDuty) {
  Desk desk;
  const CaseId id = desk.open("snap_report", requester());
  ASSERT_TRUE(desk.act(id, "accept", dispatcher(), chosen("on_site")));
  ASSERT_EQ(desk.at(id).holder.unit, "grid1");
  desk.now_at_ms += kHourMs;
  const auto next = after([](Definitions& d) { d.places = cut_in_two(); });
  const auto carried = carry(desk.at(id), next, desk.now_at_ms, kInTheEast);
  EXPECT_EQ(carried.event.kind, "adapted");
  EXPECT_EQ(carried.code("because"), "places");
  EXPECT_EQ(carried.code("cause"), "edition");
  EXPECT_EQ(carried.state.place.grid, kEast);
  EXPECT_EQ(carried.state.holder, (Holder{"water", "grid_worker"}));
  EXPECT_EQ(find_clock(carried.state, "verify")->started_at_ms, desk.now_at_ms) << "the new holder has time of its own";
  EXPECT_EQ(find_clock(carried.state, "answer")->due_at_ms, find_clock(desk.at(id), "answer")->due_at_ms);
  EXPECT_EQ(carried.state.version, desk.at(id).version + 1);
}

TEST(Redraw, LeavesACaseWithoutAPointWhereItsCodeIs) {
  Desk desk;
  const auto next = after([](Definitions& d) { d.places = cut_in_two(); });
  EXPECT_FALSE(carry(desk.at(in_triage(desk)), next, desk.now_at_ms).moved);
}

TEST(Redraw, DoesNotUndoAPlaceThatWasSetByHand) {
  Desk desk;
  Case state = desk.at(in_triage(desk));
  state.place.grid.clear();  // somebody took the pin for a slip and named the community
  const auto next = after([](Definitions& d) { d.places = cut_in_two(); });
  EXPECT_FALSE(carry(state, next, desk.now_at_ms, kInTheEast).moved);
}

TEST(Redraw, FallsBackToTheNearestPlaceThatIsStillThere) {
  Desk desk;
  const auto next = after([](Definitions& d) { d.places = without_the_grid(); });
  const auto carried = carry(desk.at(in_triage(desk)), next, desk.now_at_ms);
  EXPECT_EQ(carried.state.place.grid, "");
  EXPECT_EQ(carried.state.place.community, "990101001001");
  EXPECT_EQ(carried.state.place.street, "990101001");
}

TEST(Redraw, ReroutesWhatIsNotSignedForAndLeavesTheLeadOfWhatIs) {
  const auto next = after([](Definitions& d) { d.places = cut_in_two(), d.duties = duties("@grid"); });
  auto before = small_district();
  before.duties = duties("@grid");
  Desk desk;
  const Case waiting = desk.at(dispatched(desk, "grid1"));
  const auto sent_again = carry(waiting, next, desk.now_at_ms, kInTheEast, before);
  EXPECT_EQ(sent_again.state.lead, "water");
  EXPECT_EQ(sent_again.state.holder.unit, "water");
  EXPECT_EQ(sent_again.code("duty_line"), "5");
  EXPECT_EQ(sent_again.code("because"), "places");

  const CaseId signed_for = dispatched(desk, "grid1");
  ASSERT_TRUE(desk.act(signed_for, "sign", staff(Role::grid_worker, "grid1", 7, kGrid))) << desk.why();
  const auto kept = carry(desk.at(signed_for), next, desk.now_at_ms, kInTheEast, before);
  EXPECT_EQ(kept.state.place.grid, kEast);
  EXPECT_EQ(kept.state.lead, "grid1");
  EXPECT_EQ(kept.state.holder.unit, "grid1");
}

// --- units -----------------------------------------------------------------------------------------------------------

Definitions with_roads_merged() {
  return after([](Definitions& d) {
    d.units = units_with([](auto unit) {
      unit("roads").valid_until = kMonday.plus(-1);
      unit("roads").successor = "water";
    });
    d.duties = duties("water");
  });
}

TEST(Merge, PassesTheWorkToTheSuccessorWhichGoesOnWithIt) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const auto next = with_roads_merged();
  const auto carried = carry(desk.at(id), next, desk.now_at_ms);
  EXPECT_EQ(carried.state.lead, "water");
  EXPECT_EQ(carried.state.holder.unit, "water");
  EXPECT_EQ(carried.code("because"), "units");
  EXPECT_EQ(carried.state.state, "in_progress");
  const auto resolved = then(carried.state, "resolve", other_handler(), next, desk.now_at_ms, words("reply", "已修复"));
  EXPECT_EQ(resolved.state, "resolved");
}

TEST(Merge, PassesOnPartiesThatAreNotDoneAndKeepsThoseThatAre) {
  Desk desk;
  const CaseId id = dispatched(desk, "water");
  ASSERT_TRUE(desk.act(id, "sign", other_handler()));
  for (const char* unit : {"roads", "quality"}) {
    ASSERT_TRUE(desk.act(id, "party.add", other_handler(), with_code({}, "unit", unit))) << desk.why();
  }
  Case state = desk.at(id);
  state.parties[1].unit = "roads";
  state.parties[1].settled = true;
  const auto next = after([](Definitions& d) {
    d.units = units_with([](auto unit) {
      unit("roads").valid_until = kMonday.plus(-1);
      unit("roads").successor = "quality";
    });
  });
  const auto carried = carry(state, next, desk.now_at_ms);
  EXPECT_EQ(carried.state.parties[0].unit, "quality");
  EXPECT_EQ(carried.state.parties[1].unit, "roads") << "what is done stays with who did it";
}

TEST(Merge, LeavesASettledCaseWithWhoAnsweredItUntilItComesBack) {
  Desk desk;
  const CaseId id = closed(desk);
  const auto next = with_roads_merged();
  EXPECT_FALSE(carry(desk.at(id), next, desk.now_at_ms).moved);
  EXPECT_EQ(desk.at(id).lead, "roads");
  const auto back = then(desk.at(id), "rate", requester(), next, desk.now_at_ms,
                         with_code(with_code({}, "resolved", "no"), "satisfied", "dissatisfied"));
  EXPECT_EQ(back.state, "rework");
  EXPECT_EQ(back.lead, "water") << "nobody is left in the unit that answered it";
  EXPECT_EQ(back.holder.unit, "water");
}

TEST(Dissolve, WithoutASuccessorTheBackstopTakesOverAndThenTheCentre) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const auto without = [](std::vector<std::string> gone) {
    return after([&](Definitions& d) {
      d.units = units_with([&](auto unit) {
        for (const auto& code : gone) unit(code).valid_until = kMonday.plus(-1);
      });
    });
  };
  const auto to_backstop = carry(desk.at(id), without({"roads", "office"}), desk.now_at_ms);
  EXPECT_EQ(to_backstop.state.lead, "street");
  EXPECT_EQ(to_backstop.state.holder.unit, "street");
  EXPECT_EQ(to_backstop.state.supervising_unit, "street");
  const auto to_centre = carry(desk.at(id), without({"roads", "grid1", "community", "street"}), desk.now_at_ms);
  EXPECT_EQ(to_centre.state.lead, "cc");
  EXPECT_EQ(to_centre.state.backstop, "cc");
}

TEST(Dissolve, HappensOnItsDayWithoutANewEdition) {
  Desk desk;
  const CaseId id = request_in_progress(desk);
  const auto planned = after([](Definitions& d) {
    d.edition = 1;
    d.units = units_with([](auto unit) {
      unit("roads").valid_until = kMonday.plus(1);
      unit("roads").successor = "water";
    });
  });
  EXPECT_FALSE(carry(desk.at(id), planned, kMonday9_ms + kDayMs, {}, planned).moved) << "its last day is its own";
  const auto carried = carry(desk.at(id), planned, kMonday9_ms + 2 * kDayMs, {}, planned);
  EXPECT_EQ(carried.state.lead, "water");
  EXPECT_EQ(carried.code("cause"), "date");
}

TEST(Dissolve, ADissolvedUnitIsGivenNothingNew) {
  Desk desk;
  const CaseId id = in_triage(desk);
  const auto next = with_roads_merged();
  const auto events = decide({desk.at(id)}, {"dispatch", desk.at(id).version, with_code({}, "lead", "roads")},
                             seen_by(next, dispatcher(), desk.now_at_ms));
  ASSERT_FALSE(events);
  EXPECT_EQ(events.error().code, RefusalCode::unknown_thing);
  EXPECT_THAT(events.error().allowed, ::testing::ElementsAre("water"));
}

// --- all of them -----------------------------------------------------------------------------------------------------

RC_GTEST_PROP(Adapt, CarriesOnceKeepsThePromiseAndLeavesNobodyWithADissolvedUnit, ()) {
  Desk desk;
  const std::vector<CaseId> ids{desk.open("snap_report", requester()), in_triage(desk), dispatched(desk),
                                request_in_progress(desk), closed(desk)};
  desk.wait_ms(*rc::gen::inRange<int64_t>(0, 20) * kDayMs);
  const bool merges = *rc::gen::arbitrary<bool>();
  const auto off = format_date(kMonday.plus(*rc::gen::inRange(0, 20)));
  auto next = with_day(off.c_str());
  if (*rc::gen::arbitrary<bool>()) next.places = cut_in_two();
  next.duties = duties(*rc::gen::element<std::string>("roads", "water", "@grid", "@street"));
  next.units = units_with([&](auto unit) {
    unit("roads").valid_until = kMonday.plus(-1);
    if (merges) unit("roads").successor = "water";
  });
  for (const CaseId id : ids) {
    const Case& was = desk.at(id);
    const auto carried = carry(was, next, desk.now_at_ms, kInTheEast);
    const Case& is = carried.state;
    RC_ASSERT(!carry(is, next, desk.now_at_ms, kInTheEast).moved);
    RC_ASSERT(is.promised_at_ms >= was.promised_at_ms);
    RC_ASSERT(is.supervision == was.supervision);
    RC_ASSERT(carried.moved || is == was);
    if (was.phase != Phase::open) {
      RC_ASSERT(is == was);
      continue;
    }
    RC_ASSERT(is.holder.unit != "roads" && is.lead != "roads");
    RC_ASSERT(next.units.unit(is.holder.unit) != nullptr);
    RC_ASSERT(next_step_at_ms(is) != 0);
  }
}

}  // namespace
}  // namespace huiyin::test
