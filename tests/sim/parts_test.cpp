// The small parts of a world: the queue, chance, statistics, and the watch over the promises, which must see each
// break.
#include <gmock/gmock.h>

#include "domain/decide.h"
#include "sim/agenda.h"
#include "sim/chance.h"
#include "sim/promises.h"
#include "sim/small_world.h"
#include "sim/statistics.h"

namespace huiyin::sim::testing {
namespace {

TEST(Agenda, RunsByTimeAndThenInTheOrderOfAsking) {
  Agenda agenda{100};
  std::string said;
  agenda.at(300, [&] { said += "c"; });
  agenda.at(200, [&] { said += "a"; });
  agenda.at(200, [&] { said += "b"; });
  agenda.at(50, [&] { said += "0"; });
  while (agenda.step(300)) {
  }
  EXPECT_EQ(said, "0ab");
  EXPECT_EQ(agenda.now_at_ms(), 300);
}

TEST(Poisson, GrowsWithItsMeanAndHitsIt) {
  Rng dice{9};
  double sum = 0;
  for (int round = 0; round < 4'000; ++round) {
    const double draw = dice.unit();
    const auto count = poisson(draw, 21.8);
    EXPECT_LE(count, poisson(draw, 30));
    sum += count;
  }
  EXPECT_NEAR(sum / 4'000, 21.8, 0.4);
}

TEST(Statistics, MeansSpreadsAndIntervals) {
  EXPECT_EQ(summary_of({}), Summary{});
  const auto summary = summary_of({2, 4, 6});
  EXPECT_DOUBLE_EQ(summary.mean, 4);
  EXPECT_DOUBLE_EQ(summary.deviation, 2);
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4, 5}, 0.9), 4.6);
  const auto interval = interval_of({1, 2, 3});
  EXPECT_DOUBLE_EQ(interval.mean, 2);
  EXPECT_NEAR(interval.high, 2 + 4.303 / std::sqrt(3.0), 1e-9);
  EXPECT_EQ(interval_of({5}), (Interval{5, 5, 5}));
}

// A case in hand as the engine opens it, and its first event.
struct Opened {
  DefinitionsPtr today = small_site().today;
  Case state;
  Event event;

  Opened() {
    Context context;
    context.now_at_ms = kMondayMs + 10 * kHourMs;
    context.definitions = context.ruling = today.get();
    context.actor = {ActorKind::requester, 0, {}};
    Opening opening;
    opening.id = make_case_id({20'514}, 1).value();
    opening.programme = "snap_report";
    opening.channel = "web";
    opening.place = today->places.codes_of("990101001001001").value();
    opening.form.words["description"] = "路灯不亮";
    event = open_case(opening, context).value().core;
    event.n = 1;
    state = apply(Case{.id = opening.id}, event);
  }
};

struct Break {
  const char* name;
  void (*change)(Case&);
};

class BrokenPromise : public ::testing::TestWithParam<Break> {};

TEST_P(BrokenPromise, IsSeen) {
  Opened opened;
  const Case before{.id = opened.state.id};
  ASSERT_EQ(broken_promise(before, opened.state, opened.event, *opened.today), std::nullopt);
  GetParam().change(opened.state);
  EXPECT_NE(broken_promise(before, opened.state, opened.event, *opened.today), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(Each, BrokenPromise,
                         ::testing::Values(Break{"NoHolder", [](Case& c) { c.holder = {}; }},
                                           Break{"HolderOfNoUnit", [](Case& c) { c.holder.unit = "moon"; }},
                                           Break{"NoClock", [](Case& c) { c.clocks.clear(); }},
                                           Break{"SilentClocks",
                                                 [](Case& c) {
                                                   for (auto& clock : c.clocks) clock.next_at_ms = 0;
                                                 }},
                                           Break{"UnknownState", [](Case& c) { c.state = "limbo"; }},
                                           Break{"OpenButSettled", [](Case& c) { c.settled_as = "closed"; }},
                                           Break{"GapInTheEvents", [](Case& c) { c.n = 3; }},
                                           Break{"VersionStandsStill", [](Case& c) { c.version = 0; }},
                                           Break{"SettledWithoutReason",
                                                 [](Case& c) {
                                                   c.state = c.settled_as = "closed";
                                                   c.phase = Phase::settled;
                                                   c.settled_at_ms = 1;
                                                 }},
                                           Break{"MergedIntoNothing",
                                                 [](Case& c) {
                                                   c.state = c.settled_as = "merged";
                                                   c.phase = Phase::settled;
                                                   c.settled_at_ms = 1;
                                                   c.reason = "duplicate";
                                                 }}),
                         [](const auto& one) { return std::string{one.param.name}; });

TEST(Promises, APromiseThatMovesEarlierIsSeen) {
  Opened opened;
  Case before{.id = opened.state.id};
  before.promised_at_ms = opened.state.promised_at_ms + 1;
  EXPECT_NE(broken_promise(before, opened.state, opened.event, *opened.today), std::nullopt);
}

TEST(Promises, TheIdentityIsHeldAgainstTheStates) {
  const Opened opened;
  SiteTallies counted;
  count_state(opened.state, counted);
  SiteTallies tallied{{"snap_report", {{"taken", 1}, {"in_hand", 1}}}};
  EXPECT_EQ(broken_identity(tallied, counted), std::nullopt);
  tallied["snap_report"]["taken"] = 2;
  EXPECT_NE(broken_identity(tallied, counted), std::nullopt);
  tallied = {{"snap_report", {{"taken", 1}, {"closed", 1}}}};
  EXPECT_NE(broken_identity(tallied, counted), std::nullopt);
}

}  // namespace
}  // namespace huiyin::sim::testing
