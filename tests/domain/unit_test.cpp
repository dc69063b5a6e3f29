#include "domain/unit.h"

#include <gtest/gtest.h>

namespace huiyin {
namespace {

std::vector<Unit> small_tree() {
  return {{"cc", {}, UnitKind::centre, "", "always"},
          {"s1", {}, UnitKind::street, "", ""},
          {"s1.c1", {}, UnitKind::community, "s1", ""}};
}

TEST(Unit, KnowsItsCentreItsHoursAndWhoStandsAboveWhom) {
  WorkHours always;
  always.through_holidays = true;
  const auto tree = UnitTree::of(small_tree(), {{"always", always}});
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->centre().code, "cc");
  EXPECT_TRUE(tree->hours("cc")->through_holidays);
  EXPECT_EQ(tree->hours("s1"), nullptr);
  EXPECT_EQ(tree->hours("nobody"), nullptr);
  EXPECT_TRUE(tree->is_within("s1.c1", "s1"));
  EXPECT_TRUE(tree->is_within("s1", "s1"));
  EXPECT_FALSE(tree->is_within("s1", "s1.c1"));
  EXPECT_FALSE(tree->is_within("s1.c1", "cc"));
  EXPECT_EQ(tree->unit("s2"), nullptr);
}

TEST(Unit, ATreeThatDoesNotHoldIsRefusedByName) {
  const auto changed = [](auto change) {
    auto units = small_tree();
    change(units);
    return units;
  };
  const std::vector<std::pair<std::vector<Unit>, std::string>> rows{
      {changed([](auto& u) { u.push_back(u[1]); }), "unit s1 is given twice"},
      {changed([](auto& u) { u[1].parent = "s9"; }), "there is no unit s9"},
      {changed([](auto& u) { u[1].parent = "s1.c1"; }), "unit s1 heads itself"},
      {changed([](auto& u) { u[1].parent = "s1"; }), "unit s1 heads itself"},
      {changed([](auto& u) { u[0].kind = UnitKind::department; }), "no unit is the command centre (kind centre)"},
      {changed([](auto& u) { u[1].kind = UnitKind::centre; }), "unit s1 is a second centre"},
      {changed([](auto& u) { u[1].hours = "late"; }), "unit s1 keeps hours 'late' which the site does not define"},
      {changed([](auto& u) { u[2].code = ""; }), "a unit has no code"},
  };
  for (const auto& [units, detail] : rows) {
    const auto tree = UnitTree::of(units, {{"always", {}}});
    ASSERT_FALSE(tree) << detail;
    EXPECT_EQ(tree.error().code, RefusalCode::broken_definition);
    EXPECT_EQ(tree.error().detail, detail);
  }
}

TEST(Unit, PassesItsWorkToItsSuccessorsInTurnFromTheDayAfterItsLast) {
  constexpr LocalDate kDay{20'000};
  auto units = small_tree();
  units.push_back({"old", {}, UnitKind::department, "", "", {}, kDay, "middle"});
  units.push_back({"middle", {}, UnitKind::department, "", "", kDay, kDay.plus(10), "s1"});
  units.push_back({"gone", {}, UnitKind::department, "", "", {}, kDay, ""});
  const auto tree = UnitTree::of(units, {{"always", {}}});
  ASSERT_TRUE(tree) << tree.error().detail;
  const std::vector<std::tuple<std::string, int32_t, std::string>> rows{
      {"old", 0, "old"},   {"old", 1, "middle"}, {"old", 11, "s1"}, {"middle", -5, "middle"},
      {"gone", 0, "gone"}, {"gone", 1, ""},      {"s1", 99, "s1"},  {"nobody", 0, ""}};
  for (const auto& [code, days, expected] : rows) {
    const Unit* acting = tree->acting(code, kDay.plus(days));
    EXPECT_EQ(acting == nullptr ? "" : acting->code, expected) << code << " after " << days;
  }
}

}  // namespace
}  // namespace huiyin
