#include "domain/calendar.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace huiyin {
namespace {

const std::vector<WorkInterval> kOffice{{540, 720}, {810, 1050}};
const std::vector<WorkInterval> kSaturdayMorning{{540, 720}};
const WorkHours kHours{{kOffice, kOffice, kOffice, kOffice, kOffice, kSaturdayMorning, {}}, false};

LocalDate day(std::string_view text) {
  return parse_date(text).value();
}

Zone zone() {
  return Zone::named("Asia/Shanghai").value();
}

CalendarYear year_2026() {
  return {2026, false, {day("2026-10-01"), day("2026-10-03")}, {day("2026-10-10")}, "a notice"};
}

Calendar calendar() {
  return Calendar::of(zone(), {{2027, true, {}, {}, {}}, year_2026()}, kHours).value();
}

TEST(Calendar, works_the_week_but_for_days_off_and_swapped_days) {
  const auto made = calendar();
  struct Row {
    const char* date;
    DayKind kind;
    const std::vector<WorkInterval>& hours;
  };
  const std::vector<WorkInterval> none;
  const std::vector<Row> rows{{"2026-09-30", DayKind::working, kOffice},
                              {"2026-10-01", DayKind::holiday, none},
                              {"2026-10-02", DayKind::working, kOffice},
                              {"2026-10-03", DayKind::holiday, none},
                              {"2026-10-04", DayKind::weekend, none},
                              {"2026-10-10", DayKind::swapped, kOffice},
                              {"2026-10-17", DayKind::weekend, kSaturdayMorning}};
  for (const auto& row : rows) {
    EXPECT_EQ(made.kind(day(row.date)), row.kind) << row.date;
    EXPECT_EQ(made.intervals(day(row.date), made.default_hours()), row.hours) << row.date;
    EXPECT_EQ(made.is_working_day(day(row.date)), row.kind == DayKind::working || row.kind == DayKind::swapped);
  }
}

TEST(Calendar, lets_a_unit_on_duty_every_day_keep_its_own_week) {
  auto hours = kHours;
  hours.through_holidays = true;
  EXPECT_EQ(calendar().intervals(day("2026-10-01"), hours), kOffice);
  EXPECT_EQ(calendar().intervals(day("2026-10-10"), hours), kSaturdayMorning);
}

TEST(Calendar, covers_whole_years_and_knows_the_provisional_ones) {
  const auto made = calendar();
  EXPECT_TRUE(made.covers(day("2026-01-01")) && made.covers(day("2027-12-31")));
  EXPECT_FALSE(made.covers(day("2025-12-31")) || made.covers(day("2028-01-01")));
  EXPECT_FALSE(made.is_provisional(day("2026-12-31")));
  EXPECT_TRUE(made.is_provisional(day("2027-01-01")));
  EXPECT_FALSE(made.is_provisional(day("2028-01-01")));
  EXPECT_TRUE(made.intervals(day("2028-01-03"), kHours).empty());
}

TEST(Calendar, finds_the_date_of_an_instant_as_the_zone_does) {
  for (const auto* name : {"Asia/Shanghai", "America/New_York", "Africa/Cairo", "Australia/Lord_Howe"}) {
    const auto made = Calendar::of(Zone::named(name).value(), {year_2026()}, kHours).value();
    const auto begin_ms = made.instant(made.first_date(), 0);
    const auto end_ms = made.instant(made.last_date(), 1'440);
    EXPECT_FALSE(made.date_at(begin_ms - 1) || made.date_at(end_ms));
    for (auto at_ms = begin_ms; at_ms < end_ms; at_ms += 17 * kMinuteMs) {
      ASSERT_EQ(made.date_at(at_ms).value(), made.zone().local(at_ms).date) << name << " " << format_instant(at_ms);
    }
    ASSERT_EQ(made.date_at(end_ms - 1).value(), made.last_date());
  }
}

TEST(Calendar, finds_the_instant_of_a_minute_as_the_zone_does) {
  const auto made = Calendar::of(Zone::named("America/New_York").value(), {year_2026()}, kHours).value();
  for (auto date = made.first_date(); date <= made.last_date(); date = date.plus(1)) {
    for (int32_t minute = 0; minute < 1'440; minute += 30) {
      ASSERT_EQ(made.instant(date, minute), made.zone().instant({date, minute, 0})) << format_date(date) << minute;
    }
  }
}

TEST(Calendar, refuses_years_that_do_not_hold_together) {
  const auto refused = [](std::vector<CalendarYear> years, WorkHours hours = kHours) {
    const auto made = Calendar::of(zone(), std::move(years), std::move(hours));
    return !made && made.error().code == RefusalCode::broken_definition;
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({year_2026(), {2028, false, {}, {}, {}}}));
  EXPECT_TRUE(refused({year_2026(), year_2026()}));
  EXPECT_TRUE(refused({{2026, false, {day("2027-01-01")}, {}, {}}}));
  EXPECT_TRUE(refused({{2026, false, {}, {day("2025-12-28")}, {}}}));
  EXPECT_TRUE(refused({{2026, false, {day("2026-10-10")}, {day("2026-10-10")}, {}}}));
  EXPECT_TRUE(refused({year_2026()}, WorkHours{{{{540, 540}}, {}, {}, {}, {}, {}, {}}, false}));
}

TEST(WorkHours, are_seven_days_of_intervals_in_order) {
  const auto with_monday = [](std::vector<WorkInterval> intervals) {
    WorkHours hours;
    hours.weekly[0] = std::move(intervals);
    return check_hours(hours).has_value();
  };
  EXPECT_TRUE(with_monday({}));
  EXPECT_TRUE(with_monday({{0, 1440}}));
  EXPECT_TRUE(with_monday({{0, 720}, {720, 1440}}));
  EXPECT_FALSE(with_monday({{0, 1441}}));
  EXPECT_FALSE(with_monday({{-1, 60}}));
  EXPECT_FALSE(with_monday({{60, 60}}));
  EXPECT_FALSE(with_monday({{600, 720}, {540, 560}}));
  EXPECT_FALSE(with_monday({{540, 720}, {700, 800}}));
  EXPECT_FALSE(check_hours(WorkHours{{{}, {}}, false}));
}

}  // namespace
}  // namespace huiyin
