// A small district lives through some weeks: the promises hold at every step, whatever the seed.
#include <gmock/gmock.h>

#include "sim/many_seeds.h"
#include "sim/small_world.h"

namespace huiyin::sim::testing {
namespace {

constexpr int64_t kDays = 21;

int64_t refused_count(const Year& year) {
  int64_t count = 0;
  for (const auto& refusal : year.refusals) count += refusal.count;
  return count;
}

std::string refusals_of(const Year& year) {
  std::string text;
  for (const auto& refusal : year.refusals) {
    text += fmt::format("{} {} {}: {}\n", refusal.count, refusal.command, refusal.code, refusal.example);
  }
  return text;
}

class EverySeed : public ::testing::TestWithParam<uint64_t> {};

TEST_P(EverySeed, KeepsThePromisesAtEveryStep) {
  const auto site = small_site();
  const auto year = lived(days(site, GetParam(), kDays));
  ASSERT_FALSE(year.violation) << "seed " << GetParam() << ": " << year.violation->case_no << " event "
                               << year.violation->n << " (" << year.violation->kind << "): " << year.violation->what;
  const auto& ledger = year.ledger;
  EXPECT_EQ(ledger.taken,
            ledger.in_hand + ledger.closed + ledger.refused + ledger.transferred + ledger.withdrawn + ledger.merged);
  EXPECT_GT(ledger.taken, 40);
  EXPECT_GT(ledger.closed, ledger.taken / 2);
  EXPECT_LT(refused_count(year), year.events / 50) << refusals_of(year);
}

INSTANTIATE_TEST_SUITE_P(Seeds, EverySeed, ::testing::Values(1, 2, 3));

TEST(World, SameSeedSameEventsAnotherSeedAnotherLife) {
  const auto site = small_site();
  const auto first = lived(days(site, 7, 6));
  EXPECT_EQ(lived(days(site, 7, 6)).digest, first.digest);
  EXPECT_NE(lived(days(site, 8, 6)).digest, first.digest);
}

TEST(World, TheFirstDaysDoNotDependOnHowManyFollow) {
  auto site = small_site();
  site.habits.outage.a_year = 0;
  const auto few = days(site, 5, 4);
  NoSink sink;
  const auto stopped = live(days(site, 5, 9), sink, [](int64_t day, int64_t) { return day < 4; });
  ASSERT_TRUE(stopped);
  EXPECT_TRUE(stopped->stopped);
  EXPECT_EQ(stopped->days, 4);
  EXPECT_EQ(stopped->ledger.taken, lived(few).ledger.taken);
}

TEST(World, AStormMergesReportsOfTheSameGround) {
  auto site = small_site();
  site.habits.storm.reports = 50;
  EXPECT_GT(lived(days(site, 2, 13)).ledger.merged, 10);
}

TEST(World, MoreReportsAreTheSameOnesAndSomeBeside) {
  const auto site = small_site();
  auto more = days(site, 3, 8);
  more.change.arrivals = 2;
  const auto usual = lived(days(site, 3, 8));
  const auto crowded = lived(more);
  ASSERT_GT(crowded.ledger.taken, usual.ledger.taken);
  for (const auto& record : usual.records) {
    const auto same = [&](const CaseRecord& other) {
      return other.street == record.street && std::abs(other.opened_at_ms - record.opened_at_ms) < 12 * kHourMs;
    };
    EXPECT_TRUE(std::ranges::any_of(crowded.records, same));
  }
}

class Full : public NoSink {
 public:
  Result<void> take(Written written) override {
    if (++taken_ > 30) return refuse(RefusalCode::store_unavailable, "the disk is full");
    return NoSink::take(std::move(written));
  }

 private:
  int taken_ = 0;
};

TEST(World, EndsWhenTheStoreGivesUp) {
  const auto site = small_site();
  Full sink;
  const auto year = live(days(site, 1, 9), sink, {});
  ASSERT_FALSE(year);
  EXPECT_EQ(year.error().code, RefusalCode::store_unavailable);
}

TEST(ManySeeds, NoChangeIsNoDifference) {
  const auto site = small_site();
  const auto comparison = compare(site, {}, {kMondayMs, kMondayMs + 5 * kDayMs}, 2, {});
  ASSERT_TRUE(comparison);
  ASSERT_FALSE(comparison->measures.empty());
  for (const auto& measure : comparison->measures) {
    EXPECT_EQ(measure.difference, Interval{}) << measure.measure;
  }
}

TEST(ManySeeds, TwoMoreHandlersHaveLessToDoEach) {
  const auto site = small_site();
  Change change;
  change.staff = {{Role::handler, "urban", "", 2}};
  change.units = {"urban"};
  const auto comparison = compare(site, change, {kMondayMs, kMondayMs + 10 * kDayMs}, 2, {});
  ASSERT_TRUE(comparison);
  const auto load = std::ranges::find_if(comparison->measures, [](const ComparedMeasure& measure) {
    return measure.unit == "urban" && measure.measure == "load";
  });
  ASSERT_NE(load, comparison->measures.end());
  EXPECT_LT(load->with, load->without);
}

TEST(ManySeeds, TellsEachSeedAndWhetherTheMeansAreRight) {
  auto site = small_site();
  const Span span{kMondayMs, kMondayMs + 4 * kDayMs};
  const auto outside = live_seeds(site, span, 2, {});
  ASSERT_TRUE(outside);
  ASSERT_EQ(outside->seeds.size(), 2);
  EXPECT_FALSE(outside->within);
  site.habits.ledger = {
      outside->taken.mean, outside->done.mean, outside->in_hand.mean, outside->supervised.mean, 0.01, 1, 1};
  const auto within = live_seeds(site, span, 2, {});
  ASSERT_TRUE(within);
  EXPECT_TRUE(within->within);
}

}  // namespace
}  // namespace huiyin::sim::testing
