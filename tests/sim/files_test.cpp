// The files people write for a simulation: what is wrong in them is named with line and field.
#include <gmock/gmock.h>

#include "sim/small_world.h"

namespace huiyin::sim::testing {
namespace {

struct Broken {
  const char* name;
  const char* text;
  int32_t line;
  const char* field;
};

class BrokenChange : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenChange, IsNamedWithLineAndField) {
  const auto site = small_site();
  const auto change = read_change({"change.yaml", GetParam().text}, *site.today);
  ASSERT_FALSE(change);
  EXPECT_EQ(change.error().front().line, GetParam().line) << change.error().front().detail;
  EXPECT_EQ(change.error().front().field, GetParam().field) << change.error().front().detail;
}

INSTANTIATE_TEST_SUITE_P(
    Files, BrokenChange,
    ::testing::Values(Broken{"street", "staff:\n  - {grid_workers: 2, street: \"990109009\"}\n", 2, "staff[0].street"},
                      Broken{"unit", "staff:\n  - {handlers: 1, unit: moon}\n", 2, "staff[0].unit"},
                      Broken{"neither", "staff:\n  - {unit: urban}\n", 2, "staff[0]"},
                      Broken{"percent", "arrivals_percent: much\n", 1, "arrivals_percent"},
                      Broken{"category", "duties:\n  - {category: \"77\", lead: urban}\n", 2, "duties[0].category"},
                      Broken{"place", "duties:\n  - {category: \"01\", place: \"88\", lead: urban}\n", 2,
                             "duties[0].place"},
                      Broken{"lead", "duties:\n  - {category: \"01\", lead: moon}\n", 2, "duties[0].lead"},
                      Broken{"key", "weather: sunny\n", 1, "weather"}),
    [](const auto& one) { return std::string{one.param.name}; });

TEST(ChangeFile, ReadsStaffFactorsAndDuties) {
  const auto site = small_site();
  const auto change =
      read_change({"change.yaml",
                   "staff:\n  - {grid_workers: 2, street: \"990101001\"}\n  - {handlers: -1, unit: urban}\n"
                   "arrivals_percent: 120\nsickness_percent: 50\n"
                   "duties:\n  - {category: \"0109\", place: \"*\", lead: \"@street\"}\n"},
                  *site.today);
  ASSERT_TRUE(change) << change.error().front().detail;
  EXPECT_EQ(change->staff.size(), 2);
  EXPECT_EQ(change->staff.back().count, -1);
  EXPECT_DOUBLE_EQ(change->arrivals, 1.2);
  EXPECT_DOUBLE_EQ(change->sickness, 0.5);
  const auto other = changed(*site.today, *change);
  EXPECT_EQ(other.duties.row_for("0109", PlaceCodes{.street = "990101001"}, {20'000})->lead, "@street");
}

TEST(HabitsFile, NamesWhatIsMissing) {
  auto text = read_whole_file(std::string{HUIYIN_SOURCE_DIR} + "/simulation/habits.yaml").value();
  const auto at = text.find("  sign: 12min\n");
  ASSERT_NE(at, std::string::npos);
  text.erase(at, std::string{"  sign: 12min\n"}.size());
  const auto habits = read_habits({"habits.yaml", text});
  ASSERT_FALSE(habits);
  EXPECT_THAT(habits.error().front().field, ::testing::HasSubstr("sign"));
}

TEST(HabitsFile, EveryShippedDoorHasItsProgramme) {
  const auto site = small_site();
  for (const auto& door : site.habits.arrivals.doors) {
    ASSERT_TRUE(site.today->programmes.contains(door.programme)) << door.programme;
    const auto& doors = site.today->programmes.at(door.programme).doors;
    EXPECT_THAT(doors, ::testing::Contains(door.channel)) << door.programme;
  }
}

TEST(SpanOf, EndsTodayAndNeverInTheFuture) {
  const auto site = small_site();
  const int64_t now_at_ms = kMondayMs + 10 * kHourMs;
  const auto year = span_of(*site.today, now_at_ms, 365, {});
  ASSERT_TRUE(year);
  EXPECT_EQ(year->until_at_ms, now_at_ms);
  EXPECT_EQ(year->from_at_ms, kMondayMs - 364 * kDayMs);
  const auto date = site.today->calendar.zone().local(now_at_ms).date;
  EXPECT_EQ(span_of(*site.today, now_at_ms, 2, date).error().code, RefusalCode::invalid_input);
  EXPECT_EQ(span_of(*site.today, now_at_ms, 0, {}).error().code, RefusalCode::invalid_input);
  EXPECT_EQ(span_of(*site.today, now_at_ms, 9, date.plus(-5'000)).error().code, RefusalCode::outside_calendar);
}

}  // namespace
}  // namespace huiyin::sim::testing
