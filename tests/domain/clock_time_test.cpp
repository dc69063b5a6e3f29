#include "domain/clock_time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace huiyin {
namespace {

int64_t at(std::string_view text) {
  return parse_instant(text).value();
}
Duration limit(std::string_view text) {
  return parse_duration(text).value();
}
LocalDate day(std::string_view text) {
  return parse_date(text).value();
}

const std::vector<WorkInterval> kOffice{{540, 720}, {810, 1050}};  // 9:00-12:00, 13:30-17:30
const WorkHours kOfficeHours{{kOffice, kOffice, kOffice, kOffice, kOffice, {}, {}}, false};

// A world made up for one test: a calendar of two years, the second provisional, and a unit's hours.
struct World {
  Zone zone;
  std::set<LocalDate> off, swapped;
  WorkHours hours;

  Calendar calendar() const {
    std::array<CalendarYear, 2> years{CalendarYear{2026, false, {}, {}, {}}, CalendarYear{2027, true, {}, {}, {}}};
    for (const auto date : off) years.at(civil_of(date).year - 2026).days_off.push_back(date);
    for (const auto date : swapped) years.at(civil_of(date).year - 2026).swapped_in.push_back(date);
    return Calendar::of(zone, {years[0], years[1]}, kOfficeHours).value();
  }
};

// The slow truth: looks at every minute on the wall clock and asks whether it is worked.
class MinuteCounter {
 public:
  explicit MinuteCounter(const World& world) : world_(world) {}

  bool worked(int64_t at_ms) const {
    const auto local = world_.zone.local(at_ms);
    const auto& day = hours_of(local.date);
    return std::ranges::any_of(
        day, [&](WorkInterval i) { return local.minute_of_day >= i.from_min && local.minute_of_day < i.to_min; });
  }

  int64_t after_minutes(int64_t start_ms, int64_t minutes) const {
    int64_t at_ms = start_ms;
    for (int64_t left = minutes; left > 0; at_ms += kMinuteMs) left -= worked(at_ms) ? 1 : 0;
    return at_ms;
  }

  int64_t minutes_between(int64_t from_ms, int64_t to_ms) const {
    int64_t minutes = 0;
    for (int64_t at_ms = from_ms; at_ms < to_ms; at_ms += kMinuteMs) minutes += worked(at_ms) ? 1 : 0;
    return minutes;
  }

  // The close of the N-th worked day after the day of `start_ms`.
  int64_t after_days(int64_t start_ms, int64_t days) const {
    auto date = world_.zone.local(start_ms).date;
    if (days == 0 && close_of(date) > start_ms) return close_of(date);
    for (int64_t left = std::max<int64_t>(days, 1); left > 0;) {
      date = date.plus(1);
      left -= close_of(date) > 0 ? 1 : 0;
    }
    return close_of(date);
  }

 private:
  const std::vector<WorkInterval>& hours_of(LocalDate date) const {
    static const std::vector<WorkInterval> kNone;
    const auto weekday = static_cast<size_t>(weekday_of(date));
    if (world_.hours.through_holidays) return world_.hours.weekly[weekday];
    if (world_.off.contains(date)) return kNone;
    return world_.hours.weekly[world_.swapped.contains(date) ? 0 : weekday];
  }

  int64_t close_of(LocalDate date) const {
    int64_t close_ms = 0;
    if (hours_of(date).empty()) return close_ms;
    const int64_t end_ms = world_.zone.instant({date.plus(1), 0, 0});
    for (int64_t at_ms = world_.zone.instant({date, 0, 0}); at_ms < end_ms; at_ms += kMinuteMs) {
      if (worked(at_ms)) close_ms = at_ms + kMinuteMs;
    }
    return close_ms;
  }

  const World& world_;
};

// Hours by whole hours: in these zones an hour is skipped or shown twice as a whole (or its half), never cut by them.
const std::vector<std::vector<WorkInterval>> kDays{
    {}, {{540, 1020}}, {{540, 720}, {780, 1080}}, {{0, 360}, {1320, 1440}}, {{0, 1440}}, {{60, 120}, {120, 180}}};
// Hours to the minute, for zones that never change.
const std::vector<std::vector<WorkInterval>> kMinuteDays{
    {}, {{540, 720}, {810, 1050}}, {{1, 2}}, {{511, 689}, {777, 1037}, {1439, 1440}}};

rc::Gen<World> worlds() {
  return rc::gen::exec([] {
    const std::string name = *rc::gen::element<std::string>("Asia/Shanghai", "America/New_York", "Australia/Lord_Howe",
                                                            "Asia/Kathmandu", "Africa/Cairo", "Europe/London");
    const bool fixed = name == "Asia/Shanghai" || name == "Asia/Kathmandu";
    World world{Zone::named(name).value(), {}, {}, {}};
    for (auto& hours : world.hours.weekly) {
      hours = *rc::gen::elementOf(fixed && *rc::gen::arbitrary<bool>() ? kMinuteDays : kDays);
    }
    world.hours.weekly[0] = kDays[1];  // so that no week is without work
    world.hours.weekly[3] = fixed ? kMinuteDays[1] : kDays[2];
    world.hours.through_holidays = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
    for (auto date = day("2026-01-01"); date <= day("2027-12-31"); date = date.plus(1)) {
      const int draw = *rc::gen::inRange(0, 20);
      if (draw == 19) world.off.insert(date);
      if (draw > 14 && draw < 19 && weekday_of(date) >= 5) world.swapped.insert(date);
    }
    return world;
  });
}

// Near the days the clocks change as often as anywhere else.
rc::Gen<int64_t> starts() {
  return rc::gen::map(
      rc::gen::pair(rc::gen::element("2026-03-06", "2026-03-27", "2026-04-03", "2026-04-22", "2026-09-30", "2026-10-23",
                                     "2026-10-28", "2026-12-29", "2026-06-15"),
                    rc::gen::inRange<int64_t>(0, 5 * 1'440)),
      [](auto pair) { return day(pair.first).days * kDayMs + pair.second * kMinuteMs; });
}

RC_GTEST_PROP(DueAfter, agrees_with_a_count_of_every_working_minute, ()) {
  const World world = *worlds();
  const auto start_ms = *starts();
  const Duration duration{*rc::gen::inRange<int64_t>(0, 40),
                          *rc::gen::element(TimeUnit::working_minute, TimeUnit::working_hour)};
  const auto minutes = duration.amount * (duration.unit == TimeUnit::working_hour ? 60 : 1);
  const auto due = due_after(start_ms, duration, world.calendar(), world.hours).value();
  RC_ASSERT(format_instant(due.due_at_ms) == format_instant(MinuteCounter{world}.after_minutes(start_ms, minutes)));
}

RC_GTEST_PROP(DueAfter, agrees_with_a_count_of_every_working_day, ()) {
  const World world = *worlds();
  const auto start_ms = *starts();
  const Duration duration{*rc::gen::inRange<int64_t>(0, 9), TimeUnit::working_day};
  const auto due = due_after(start_ms, duration, world.calendar(), world.hours).value();
  RC_ASSERT(format_instant(due.due_at_ms) ==
            format_instant(MinuteCounter{world}.after_days(start_ms, duration.amount)));
}

RC_GTEST_PROP(WorkingTime, between_two_minutes_is_what_the_minute_counter_counts, ()) {
  const World world = *worlds();
  const auto from_ms = *starts();
  const auto to_ms = from_ms + *rc::gen::inRange<int64_t>(-60, 10'000) * kMinuteMs;
  const auto worked = working_ms_between(from_ms, to_ms, world.calendar(), world.hours).value();
  RC_ASSERT(worked == MinuteCounter{world}.minutes_between(from_ms, to_ms) * kMinuteMs);
}

RC_GTEST_PROP(WorkingTime, ends_where_exactly_as_much_has_passed_and_not_a_moment_later, ()) {
  const World world = *worlds();
  const auto calendar = world.calendar();
  const auto from_ms = *starts() + *rc::gen::inRange<int64_t>(0, kMinuteMs);
  const auto amount_ms = *rc::gen::inRange<int64_t>(1, 100 * kHourMs);
  const auto end_ms = after_working_ms(from_ms, amount_ms, calendar, world.hours).value();
  RC_ASSERT(working_ms_between(from_ms, end_ms, calendar, world.hours).value() == amount_ms);
  RC_ASSERT(MinuteCounter{world}.worked(end_ms - 1));
}

RC_GTEST_PROP(PausedClock, resumed_at_once_keeps_its_due_time, ()) {
  const World world = *worlds();
  const auto calendar = world.calendar();
  const auto unit = *rc::gen::element(TimeUnit::hour, TimeUnit::day, TimeUnit::working_hour);
  const auto start_ms = *starts();
  const auto due = due_after(start_ms, {30, unit}, calendar, world.hours).value();
  const auto now_ms = start_ms + *rc::gen::inRange<int64_t>(0, due.due_at_ms - start_ms);
  const auto left_ms = remaining_ms(now_ms, due.due_at_ms, unit, calendar, world.hours).value();
  RC_ASSERT(left_ms > 0);
  RC_ASSERT(resumed_due_at(now_ms, left_ms, unit, calendar, world.hours).value() == due.due_at_ms);
}

RC_GTEST_PROP(ExplainDue, tells_the_way_to_the_due_time_and_counts_all_of_it, ()) {
  const World world = *worlds();
  const auto calendar = world.calendar();
  const auto start_ms = *starts() + *rc::gen::inRange<int64_t>(0, kMinuteMs);
  const Duration duration{*rc::gen::inRange<int64_t>(0, 40),
                          *rc::gen::element(TimeUnit::minute, TimeUnit::hour, TimeUnit::day, TimeUnit::working_minute,
                                            TimeUnit::working_hour, TimeUnit::working_day)};
  const auto due = due_after(start_ms, duration, calendar, world.hours).value();
  const auto steps = explain_due(start_ms, duration, calendar, world.hours).value();
  RC_ASSERT(steps.front() == (ClockStep{"started", start_ms, start_ms, 0}));
  RC_ASSERT(steps.back() == (ClockStep{"due", due.due_at_ms, due.due_at_ms, 0}));
  int64_t minutes = 0;
  int64_t days = 0;
  int64_t told_until_ms = start_ms;
  bool provisional = false;
  for (const auto& step : steps) {
    provisional |= step.kind == "provisional_year";
    const bool counted = step.kind == "counted_day" || step.kind == "swapped_working_day";
    minutes += step.counted_min;
    days += counted ? 1 : 0;
    RC_ASSERT(step.from_at_ms >= start_ms && step.from_at_ms <= step.to_at_ms && step.to_at_ms <= due.due_at_ms);
    if (!counted && !step.kind.starts_with("skipped")) continue;
    RC_ASSERT(step.from_at_ms >= told_until_ms);
    told_until_ms = step.to_at_ms;
  }
  RC_ASSERT(provisional == due.provisional);
  if (duration.unit == TimeUnit::working_day) {
    RC_ASSERT(days == std::max<int64_t>(duration.amount, 1));
  } else if (duration.unit != TimeUnit::day) {
    const bool hours = duration.unit == TimeUnit::hour || duration.unit == TimeUnit::working_hour;
    RC_ASSERT(minutes == duration.amount * (hours ? 60 : 1));
  }
}

// China 2026 as its notice has it around National Day: 1-7 October off, 20 September and 10 October worked.
World china() {
  World world{Zone::named("Asia/Shanghai").value(), {}, {day("2026-09-20"), day("2026-10-10")}, kOfficeHours};
  for (int number = 0; number < 7; ++number) world.off.insert(day("2026-10-01").plus(number));
  return world;
}

TEST(DueAfter, follows_the_rules_people_know) {
  struct Row {
    const char* started;
    const char* limit;
    const char* due;
  };
  const std::array rows{Row{"2026-09-29T10:00+08:00", "2wh", "2026-09-29T12:00+08:00"},
                        Row{"2026-09-29T11:00+08:00", "2wh", "2026-09-29T14:30+08:00"},
                        Row{"2026-09-29T12:40+08:00", "30wmin", "2026-09-29T14:00+08:00"},
                        Row{"2026-09-30T17:00+08:00", "1wh", "2026-10-08T09:30+08:00"},
                        Row{"2026-09-30T17:00:20+08:00", "1wh", "2026-10-08T09:30:20+08:00"},
                        Row{"2026-10-03T10:00+08:00", "1wh", "2026-10-08T10:00+08:00"},
                        Row{"2026-10-03T10:00+08:00", "0wh", "2026-10-03T10:00+08:00"},
                        Row{"2026-09-30T08:00+08:00", "1wd", "2026-10-08T17:30+08:00"},
                        Row{"2026-10-09T08:00+08:00", "1wd", "2026-10-10T17:30+08:00"},
                        Row{"2026-10-09T08:00+08:00", "2wd", "2026-10-12T17:30+08:00"},
                        Row{"2026-10-09T08:00+08:00", "0wd", "2026-10-09T17:30+08:00"},
                        Row{"2026-10-09T17:30+08:00", "0wd", "2026-10-10T17:30+08:00"},
                        Row{"2026-09-30T22:00+08:00", "2h", "2026-10-01T00:00+08:00"},
                        Row{"2026-09-30T22:00+08:00", "7d", "2026-10-07T22:00+08:00"}};
  const auto world = china();
  for (const auto& row : rows) {
    const auto due = due_after(at(row.started), limit(row.limit), world.calendar(), world.hours).value();
    EXPECT_EQ(format_instant(due.due_at_ms), format_instant(at(row.due))) << row.started << " + " << row.limit;
  }
}

TEST(DueAfter, keeps_the_local_time_of_natural_days_across_daylight_saving) {
  World world{Zone::named("America/New_York").value(), {}, {}, kOfficeHours};
  const auto due = [&](const char* started, const char* duration) {
    return format_instant(due_after(at(started), limit(duration), world.calendar(), world.hours).value().due_at_ms);
  };
  EXPECT_EQ(due("2026-03-07T12:00-05:00", "1d"), "2026-03-08T16:00:00Z");
  EXPECT_EQ(due("2026-03-07T12:00-05:00", "24h"), "2026-03-08T17:00:00Z");
  EXPECT_EQ(due("2026-03-07T02:30-05:00", "1d"), "2026-03-08T07:00:00Z");
  EXPECT_EQ(due("2026-11-01T01:30-05:00", "0d"), "2026-11-01T06:30:00Z");
}

TEST(DueAfter, says_when_it_passes_a_year_without_its_notice) {
  const auto world = china();
  const auto provisional = [&](const char* started, const char* duration) {
    return due_after(at(started), limit(duration), world.calendar(), world.hours).value().provisional;
  };
  EXPECT_FALSE(provisional("2026-12-30T09:00+08:00", "1wd"));
  EXPECT_TRUE(provisional("2026-12-31T09:00+08:00", "1wd"));
  EXPECT_TRUE(provisional("2026-12-31T17:00+08:00", "1wh"));
  EXPECT_FALSE(provisional("2026-12-31T17:00+08:00", "30wmin"));
  EXPECT_FALSE(provisional("2026-12-31T17:00+08:00", "7d"));
}

TEST(DueAfter, does_not_count_the_next_year_in_when_the_last_day_closes_at_midnight) {
  auto world = china();
  world.hours.weekly[3] = {{0, 1'440}};
  const auto due = due_after(at("2026-12-30T09:00+08:00"), limit("1wd"), world.calendar(), world.hours).value();
  EXPECT_EQ(format_instant(due.due_at_ms), "2026-12-31T16:00:00Z");
  EXPECT_FALSE(due.provisional);
}

TEST(DueAfter, names_the_year_that_is_missing) {
  const auto world = china();
  struct Row {
    const char* started;
    const char* limit;
    const char* year;
  };
  const std::array rows{Row{"2027-12-31T09:00+08:00", "1wd", "2028"}, Row{"2027-12-31T17:00+08:00", "1wh", "2028"},
                        Row{"2025-12-31T09:00+08:00", "1wh", "2025"}, Row{"2031-05-01T09:00+08:00", "1wd", "2031"},
                        Row{"2026-05-01T09:00+08:00", "1000wd", "2028"}};
  for (const auto& row : rows) {
    const auto due = due_after(at(row.started), limit(row.limit), world.calendar(), world.hours);
    ASSERT_FALSE(due) << row.started;
    EXPECT_EQ(due.error().code, RefusalCode::outside_calendar);
    EXPECT_NE(due.error().detail.find(row.year), std::string::npos) << due.error().detail;
    EXPECT_FALSE(explain_due(at(row.started), limit(row.limit), world.calendar(), world.hours));
  }
  EXPECT_TRUE(due_after(at("2031-05-01T09:00+08:00"), limit("15d"), world.calendar(), world.hours));
  EXPECT_FALSE(working_ms_between(at("2027-12-31T00:00Z"), at("2028-01-05T00:00Z"), world.calendar(), world.hours));
}

TEST(DueAfter, refuses_rather_than_searches_for_ever_when_a_unit_never_works) {
  const auto world = china();
  EXPECT_FALSE(due_after(at("2026-05-01T09:00+08:00"), limit("1wh"), world.calendar(), WorkHours{}));
  EXPECT_FALSE(due_after(at("2026-05-01T09:00+08:00"), limit("1wd"), world.calendar(), WorkHours{}));
}

TEST(ExplainDue, tells_a_holiday_as_people_would) {
  const auto world = china();
  const auto steps = explain_due(at("2026-09-30T17:00+08:00"), limit("8wh"), world.calendar(), world.hours).value();
  const std::vector<ClockStep> expected{
      {"started", at("2026-09-30T17:00+08:00"), at("2026-09-30T17:00+08:00"), 0},
      {"counted_day", at("2026-09-30T17:00+08:00"), at("2026-09-30T17:30+08:00"), 30},
      {"skipped_holiday", at("2026-10-01T00:00+08:00"), at("2026-10-08T00:00+08:00"), 0},
      {"counted_day", at("2026-10-08T09:00+08:00"), at("2026-10-08T17:30+08:00"), 420},
      {"counted_day", at("2026-10-09T09:00+08:00"), at("2026-10-09T09:30+08:00"), 30},
      {"due", at("2026-10-09T09:30+08:00"), at("2026-10-09T09:30+08:00"), 0}};
  EXPECT_EQ(steps, expected);
}

TEST(ExplainDue, says_where_a_start_outside_the_hours_moves_to) {
  const auto world = china();
  const auto steps = explain_due(at("2026-09-19T10:00+08:00"), limit("1wh"), world.calendar(), world.hours).value();
  const std::vector<ClockStep> expected{
      {"started", at("2026-09-19T10:00+08:00"), at("2026-09-19T10:00+08:00"), 0},
      {"skipped_weekend", at("2026-09-19T10:00+08:00"), at("2026-09-20T00:00+08:00"), 0},
      {"moved_to_opening", at("2026-09-19T10:00+08:00"), at("2026-09-20T09:00+08:00"), 0},
      {"swapped_working_day", at("2026-09-20T09:00+08:00"), at("2026-09-20T10:00+08:00"), 60},
      {"due", at("2026-09-20T10:00+08:00"), at("2026-09-20T10:00+08:00"), 0}};
  EXPECT_EQ(steps, expected);
}

}  // namespace
}  // namespace huiyin
