#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace huiyin {
namespace {

int64_t at(std::string_view text) {
  return parse_instant(text).value();
}

LocalTime wall(CivilDate civil, int32_t hour, int32_t minute) {
  return {date_of(civil), hour * 60 + minute, 0};
}

RC_GTEST_PROP(Date, reads_back_from_its_text, ()) {
  const LocalDate date{*rc::gen::inRange(-700'000, 2'900'000)};
  RC_ASSERT(parse_date(format_date(date)).value() == date);
  RC_ASSERT(date_of(civil_of(date)) == date);
  RC_ASSERT((weekday_of(date) + 1) % 7 == weekday_of(date.plus(1)));
}

TEST(Date, knows_weekdays) {
  EXPECT_EQ(weekday_of(date_of({2026, 11, 22})), 6);
  EXPECT_EQ(weekday_of(date_of({1970, 1, 1})), 3);
  EXPECT_EQ(weekday_of(date_of({1969, 12, 29})), 0);
}

TEST(Date, refuses_what_is_not_a_date) {
  for (const auto* bad : {"", "2026-11", "2026-11-31", "2026-13-01", "2026-00-10", "2026-1-1", "2026-11-22 ",
                          "26-11-22", "2025-02-29", "2026/11/22", "x026-11-22", "-026-11-22"}) {
    EXPECT_FALSE(parse_date(bad)) << bad;
  }
  EXPECT_TRUE(parse_date("2024-02-29"));
}

RC_GTEST_PROP(Instant, reads_back_from_its_text, ()) {
  const auto instant = *rc::gen::inRange<int64_t>(-60'000'000'000'000, 250'000'000'000'000);
  RC_ASSERT(parse_instant(format_instant(instant)).value() == instant);
}

TEST(Instant, reads_the_spellings_of_rfc_3339) {
  struct Row {
    const char* text;
    const char* same;
  };
  const std::array rows{Row{"2026-11-22T10:17:00+08:00", "2026-11-22T02:17:00Z"},
                        Row{"2026-11-22T02:17Z", "2026-11-22T02:17:00Z"},
                        Row{"2026-11-21t21:47:00-04:30", "2026-11-22T02:17:00Z"},
                        Row{"2026-11-22 02:17:00.1239z", "2026-11-22T02:17:00.123Z"},
                        Row{"2026-11-22T02:17:00.5Z", "2026-11-22T02:17:00.500Z"},
                        Row{"1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"}};
  for (const auto& row : rows) EXPECT_EQ(format_instant(at(row.text)), row.same) << row.text;
}

TEST(Instant, refuses_what_is_not_a_time) {
  for (const auto* bad : {"2026-11-22", "2026-11-22T", "2026-11-22T24:00Z", "2026-11-22T10:60Z", "2026-11-22T10:17",
                          "2026-11-22T10:17:00", "2026-11-22T10:17:00+8:00", "2026-11-22T10:17:00+15:00",
                          "2026-11-22T10:17:00.Z", "2026-11-22T10:17.5Z", "2026-11-22T10:17:61Z", "2026-11-22T10:17:Z",
                          "2026-11-22T10:17:00Zx", "2026-02-30T10:17:00Z"}) {
    EXPECT_FALSE(parse_instant(bad)) << bad;
  }
}

TEST(Zone, shows_china_at_eight_hours_east_all_year) {
  const auto zone = Zone::named("Asia/Shanghai").value();
  EXPECT_EQ(zone.local(at("2026-11-21T16:00:00Z")), wall({2026, 11, 22}, 0, 0));
  EXPECT_EQ(zone.instant(wall({2026, 7, 1}, 9, 30)), at("2026-07-01T01:30:00Z"));
  EXPECT_EQ(zone.name(), "Asia/Shanghai");
}

TEST(Zone, maps_a_time_skipped_by_daylight_saving_to_the_end_of_the_gap) {
  const auto zone = Zone::named("America/New_York").value();
  EXPECT_EQ(zone.instant(wall({2026, 3, 8}, 2, 0)), at("2026-03-08T07:00:00Z"));
  EXPECT_EQ(zone.instant(wall({2026, 3, 8}, 2, 30)), at("2026-03-08T07:00:00Z"));
  EXPECT_EQ(zone.instant(wall({2026, 3, 8}, 3, 0)), at("2026-03-08T07:00:00Z"));
  EXPECT_EQ(zone.local(at("2026-03-08T07:00:00Z")), wall({2026, 3, 8}, 3, 0));
}

TEST(Zone, maps_a_time_shown_twice_to_its_first_showing) {
  const auto zone = Zone::named("America/New_York").value();
  EXPECT_EQ(zone.instant(wall({2026, 11, 1}, 1, 30)), at("2026-11-01T05:30:00Z"));
  EXPECT_EQ(zone.local(at("2026-11-01T05:30:00Z")), wall({2026, 11, 1}, 1, 30));
  EXPECT_EQ(zone.local(at("2026-11-01T06:30:00Z")), wall({2026, 11, 1}, 1, 30));
  EXPECT_EQ(zone.instant(wall({2026, 11, 1}, 2, 0)), at("2026-11-01T07:00:00Z"));
}

TEST(Zone, refuses_names_the_database_does_not_have) {
  for (const auto* bad : {"", "Mars/Olympus", "asia/shanghai", "../etc/passwd"}) {
    const auto zone = Zone::named(bad);
    ASSERT_FALSE(zone) << bad;
    EXPECT_EQ(zone.error().code, RefusalCode::unknown_thing);
  }
}

RC_GTEST_PROP(Zone, comes_back_to_the_instant_or_to_its_first_showing, ()) {
  const auto* name = *rc::gen::element("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu",
                                       "Africa/Cairo", "Etc/UTC");
  const auto zone = Zone::named(name).value();
  const auto instant = *rc::gen::inRange<int64_t>(at("2020-01-01T00:00:00Z"), at("2030-01-01T00:00:00Z"));
  const auto back = zone.instant(zone.local(instant));
  RC_ASSERT(back <= instant);
  RC_ASSERT(instant - back <= kHourMs);
  RC_ASSERT(zone.local(back) == zone.local(instant));
}

}  // namespace
}  // namespace huiyin
