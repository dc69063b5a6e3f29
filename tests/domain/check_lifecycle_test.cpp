#include "domain/check_lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

#include "base/json.h"

namespace huiyin {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

const Wording kWording{"字", "Word"};

ClockRule clock_of(const std::string& name, ClockOwner owner, bool repeats = true) {
  ClockRule clock;
  clock.name = name;
  clock.owner = owner;
  clock.ladder.steps = {{Duration{0, TimeUnit::minute}, StepDo::supervise, 1, ""}};
  if (repeats) clock.ladder.repeat = Duration{5, TimeUnit::working_day};
  return clock;
}

State open_state(const std::string& name, std::vector<HolderWord> chain, Role role, const std::string& clock) {
  return {name, Phase::open, {std::move(chain), role, Role::dispatcher}, clock, kWording};
}

Move move_of(const std::string& name, std::vector<std::string> from, Target target, std::vector<std::string> by,
             std::vector<Effect> effects = {}) {
  Move move;
  move.name = name;
  move.from = std::move(from);
  move.choices = {{"", std::move(target), {}}};
  move.by = std::move(by);
  move.effects = std::move(effects);
  move.title = kWording;
  return move;
}

Target to(const std::string& state) {
  return {TargetKind::state, state, "", ""};
}
const Effect kReason{EffectKind::set_reason, "solved"};

// triage -> working -> callback -> closed -> archived; sent back once; called off by the centre.
Lifecycle sound() {
  Lifecycle cycle;
  cycle.name = "small";
  cycle.initial = "triage";
  cycle.counters = {{"reworks", 1}};
  cycle.actors = {{"centre", {{Role::dispatcher}, Relation::site}}, {"caller", {{Role::caller}, Relation::site}},
                  {"lead", {{Role::handler}, Relation::lead}},      {"party", {{Role::handler}, Relation::party}},
                  {"requester", {{}, Relation::requester}},         {"system", {{}, Relation::system}}};
  cycle.clocks = {
      {"answer", clock_of("answer", ClockOwner::case_)}, {"sort", clock_of("sort", ClockOwner::holder)},
      {"redo", clock_of("redo", ClockOwner::case_)},     {"call", clock_of("call", ClockOwner::holder, false)},
      {"own", clock_of("own", ClockOwner::party)},       {"decide", clock_of("decide", ClockOwner::ask)}};
  cycle.clocks["answer"].promise = cycle.clocks["redo"].promise = true;
  cycle.clocks["redo"].share_of = "answer";
  cycle.clocks["call"].ladder.steps = {{Duration{0, TimeUnit::minute}, StepDo::move, 0, "close_unreached"}};
  cycle.states = {open_state("triage", {HolderWord::centre}, Role::dispatcher, "sort"),
                  open_state("working", {HolderWord::lead, HolderWord::centre}, Role::handler, "answer"),
                  open_state("callback", {HolderWord::centre}, Role::caller, "call"),
                  {"closed", Phase::settled, {}, "", kWording},
                  {"withdrawn", Phase::settled, {}, "", kWording},
                  {"archived", Phase::final_, {}, "", kWording}};
  cycle.states[2].holder.centre_role = Role::caller;
  Move call_back = move_of("call_back", {"callback"}, to("closed"), {"caller"}, {kReason});
  call_back.not_by = {"lead", "party"};
  call_back.choices = {
      {"solved", to("closed"), {}},
      {"unsolved", {TargetKind::below_counter, "working", "triage", "reworks"}, {{EffectKind::count, "reworks"}}}};
  Move resolve = move_of("resolve", {"working"}, to("callback"), {"lead", "centre"}, {{EffectKind::stop, "answer"}});
  resolve.guards = {{GuardKind::parties_in, ""}};
  cycle.moves = {move_of("dispatch", {"triage"}, to("working"), {"centre"}, {{EffectKind::set_lead, ""}}),
                 std::move(resolve),
                 std::move(call_back),
                 move_of("close_unreached", {"callback"}, to("closed"), {"system"}, {kReason}),
                 move_of("withdraw", {"triage", "working", "callback"}, to("withdrawn"), {"requester"}, {kReason}),
                 move_of("archive", {"closed", "withdrawn"}, to("archived"), {"centre"})};
  cycle.asks = {{"extension",
                 {"working"},
                 {"lead"},
                 {"centre"},
                 {},
                 {},
                 "decide",
                 {TargetKind::same, "", "", ""},
                 {},
                 {},
                 kWording}};
  PartRule part{"party", {{"doing", false, "own", kWording}, {"done", true, "", kWording}}, {}};
  part.acts = {{"add", {}, "", {"lead"}, {}, {}, kWording},
               {"done", {"doing"}, "done", {"party"}, {}, {}, kWording},
               {"waive", {"doing"}, "done", {"centre"}, {}, {}, kWording}};
  cycle.parts = {std::move(part)};
  return cycle;
}

Move& move_named(Lifecycle& cycle, std::string_view name) {
  return *std::ranges::find(cycle.moves, name, &Move::name);
}
State& state_named(Lifecycle& cycle, std::string_view name) {
  return *std::ranges::find(cycle.states, name, &State::name);
}

std::string told(const std::vector<LifecycleFlaw>& flaws) {
  std::string text;
  for (const auto& flaw : flaws)
    text += fmt::format("{} {}: {} [{}]\n", json::enum_name(flaw.lemma), flaw.field, flaw.detail,
                        fmt::join(flaw.path, " "));
  return text;
}

TEST(CheckLifecycle, ASoundLifecycleHolds) {
  EXPECT_EQ(told(check_lifecycle(sound(), every_role())), "");
}

struct Broken {
  std::string name;
  std::function<void(Lifecycle&)> breaks;
  Lemma lemma;
  std::string field;
  std::string detail;
};

// States nobody reaches, counters nobody counts, holders who are nobody.
std::vector<Broken> broken_states() {
  return {
      {"AStateNobodyLeadsTo",
       [](Lifecycle& c) { c.states.push_back(open_state("limbo", {HolderWord::centre}, Role::dispatcher, "sort")); },
       Lemma::reachable, "states.limbo", "no move leads here"},
      {"AMoveBehindAGuardThatNeverOpens",
       [](Lifecycle& c) {
         c.flags = {"odd"};
         move_named(c, "archive").guards = {{GuardKind::flag, "odd"}};
       },
       Lemma::reachable, "moves[5]", "archive can never be made"},
      {"ACounterNobodyCounts", [](Lifecycle& c) { move_named(c, "call_back").choices[1].effects.clear(); },
       Lemma::reachable, "moves[2]", "call_back only ever leads to working: does anything count reworks?"},
      {"AChainThatMayEndInNobody", [](Lifecycle& c) { state_named(c, "working").holder.chain = {HolderWord::lead}; },
       Lemma::held, "states.working", "the chain of holders must end in the centre: every other word may name nobody"},
      {"AHolderWithoutAMove", [](Lifecycle& c) { state_named(c, "triage").holder.centre_role = Role::auditor; },
       Lemma::held, "states.triage", "the post of auditor may hold it here, but has no move that leads on"},
  };
}

// Clocks that are missing, silent, or never start.
std::vector<Broken> broken_clocks() {
  return {
      {"AStateWithoutAClock", [](Lifecycle& c) { state_named(c, "triage").clock = ""; }, Lemma::timed, "states.triage",
       "an open state needs a clock"},
      {"AClockThatFallsSilent", [](Lifecycle& c) { c.clocks["sort"].ladder.repeat.reset(); }, Lemma::timed,
       "states.triage", "clock sort falls silent: its ladder neither repeats nor ends in a move that always leads on"},
      {"AClockThatDoesNothing", [](Lifecycle& c) { c.clocks["sort"].ladder = {}; }, Lemma::timed, "states.triage",
       "nothing happens when clock sort runs out"},
      {"AClockThatPausesWhereItShouldRun", [](Lifecycle& c) { c.clocks["answer"].pause_in = {"working"}; },
       Lemma::timed, "states.working", "clock answer is paused here"},
      {"AClockThatWasStoppedOnTheWay", [](Lifecycle& c) { c.clocks["redo"].share_of = ""; }, Lemma::timed,
       "states.working", "its clock was stopped on the way here and none takes its place"},
      {"AnExpiryTheSystemMayNotMake", [](Lifecycle& c) { move_named(c, "close_unreached").by = {"centre"}; },
       Lemma::timed, "states.callback",
       "clock call makes the move close_unreached, which the system may not make from here"},
      {"AClockNobodyStarts", [](Lifecycle& c) { c.clocks["spare"] = clock_of("spare", ClockOwner::holder); },
       Lemma::timed, "clocks.spare", "is never started"},
  };
}

// Ways out that somebody blocks or that lead nowhere.
std::vector<Broken> broken_exits() {
  return {
      {"ASingleBlocker", [](Lifecycle& c) { std::erase(move_named(c, "withdraw").from, "triage"); }, Lemma::unblockable,
       "states.triage", "whoever is related as site alone can block every way out"},
      {"ADeadEnd",
       [](Lifecycle& c) {
         c.states.push_back(open_state("stuck", {HolderWord::centre}, Role::dispatcher, "sort"));
         c.moves.push_back(move_of("shelve", {"triage"}, to("stuck"), {"centre"}));
       },
       Lemma::no_dead_end, "states.stuck", "no way that must be open leads on to a settled state"},
      {"AnExitOnlyDataMayOpen",
       [](Lifecycle& c) {
         c.states.push_back(open_state("stuck", {HolderWord::centre}, Role::dispatcher, "sort"));
         c.moves.push_back(move_of("shelve", {"triage"}, to("stuck"), {"centre"}));
         c.moves.push_back(move_of("unshelve", {"stuck"}, to("triage"), {"centre"}));
         c.moves.back().guards = {{GuardKind::has_link, "related"}};
       },
       Lemma::no_dead_end, "states.stuck", "no way that must be open leads on to a settled state"},
      {"ADeadEndBehindACounter",
       [](Lifecycle& c) {
         move_named(c, "resolve").guards = {{GuardKind::below, "reworks"}};
         std::erase(move_named(c, "withdraw").from, "working");
       },
       Lemma::no_dead_end, "states.working", "no way that must be open leads on to a settled state"},
      {"AWayBackToNowhere",
       [](Lifecycle& c) { c.moves.push_back(move_of("undo", {"working"}, {TargetKind::prior, "", "", ""}, {"lead"})); },
       Lemma::no_dead_end, "moves[6]", "undo leads back to the prior state, but none was remembered"},
  };
}

// Units that close their own cases.
std::vector<Broken> broken_judgements() {
  return {
      {"AUnitThatClosesItsOwnCase",
       [](Lifecycle& c) { c.moves.push_back(move_of("close", {"working"}, to("closed"), {"lead"}, {kReason})); },
       Lemma::independent, "moves[6]",
       "lead may close its own case by close: bar who works on it with `not`, or draw a sample"},
      {"ACallbackByTheUnitItself", [](Lifecycle& c) { move_named(c, "call_back").not_by = {"party"}; },
       Lemma::independent, "moves[2]",
       "caller may close its own case by call_back: bar who works on it with `not`, or draw a sample"},
      {"ASilenceNobodyCouldBreak",
       [](Lifecycle& c) {
         state_named(c, "working").clock = "call";
         move_named(c, "close_unreached").from = {"working", "callback"};
       },
       Lemma::independent, "moves[3]",
       "system may close its own case by close_unreached: bar who works on it with `not`, or draw a sample"},
  };
}

// What is not said, not worded, or not asked of a part.
std::vector<Broken> broken_records() {
  return {
      {"ASettlingWithoutAReason", [](Lifecycle& c) { move_named(c, "withdraw").effects.clear(); }, Lemma::reasoned,
       "moves[4]", "withdraw settles a case without a reason: ask for one or set it"},
      {"AnOpenCaseMadeFinal", [](Lifecycle& c) { move_named(c, "archive").from.push_back("triage"); }, Lemma::reasoned,
       "moves[5]", "archive makes an open case final; it must settle first"},
      {"AStateWithoutWording", [](Lifecycle& c) { state_named(c, "closed").wording.zh = ""; }, Lemma::worded,
       "states.closed", "needs its public wording in both languages"},
      {"AnAskOnlyTheAskerDecides", [](Lifecycle& c) { c.asks[0].decide = {"lead"}; }, Lemma::independent,
       "asks.extension", "only who asks decides it"},
      {"AnAskWithoutAClock", [](Lifecycle& c) { c.clocks["decide"].ladder.repeat.reset(); }, Lemma::timed,
       "asks.extension", "needs a clock whose ladder repeats, or it may never be answered"},
      {"APartThatNeverEnds", [](Lifecycle& c) { c.parts[0].acts.resize(1); }, Lemma::parts_act,
       "parts.party.states.doing", "no act leads on to a settled state"},
      {"APartOneActorCanBlock", [](Lifecycle& c) { c.parts[0].acts.pop_back(); }, Lemma::parts_act,
       "parts.party.states.doing", "party alone can block it: give somebody else an act"},
      {"APartWithoutAClock", [](Lifecycle& c) { c.parts[0].states[0].clock = ""; }, Lemma::parts_act,
       "parts.party.states.doing", "an unsettled part needs a clock"},
  };
}

std::vector<Broken> broken_ones() {
  std::vector<Broken> all;
  for (const auto& some : {broken_states(), broken_clocks(), broken_exits(), broken_judgements(), broken_records()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class BrokenLifecycle : public testing::TestWithParam<Broken> {};

TEST_P(BrokenLifecycle, IsRefusedWithItsReason) {
  Lifecycle cycle = sound();
  GetParam().breaks(cycle);
  const auto flaws = check_lifecycle(cycle, every_role());
  const auto is_it = [&](const LifecycleFlaw& flaw) {
    return flaw.lemma == GetParam().lemma && flaw.field == GetParam().field && flaw.detail == GetParam().detail;
  };
  EXPECT_TRUE(std::ranges::any_of(flaws, is_it)) << told(flaws);
}

INSTANTIATE_TEST_SUITE_P(CheckLifecycle, BrokenLifecycle, testing::ValuesIn(broken_ones()),
                         [](const auto& entry) { return entry.param.name; });

TEST(CheckLifecycle, ARoleNobodyHoldsLeavesItsStatesUnheld) {
  auto staffed = every_role();
  staffed.erase(Role::caller);
  const auto flaws = check_lifecycle(sound(), staffed);
  EXPECT_THAT(flaws, Contains(testing::Field(&LifecycleFlaw::lemma, Lemma::held)));
  EXPECT_THAT(flaws, Contains(testing::Field(&LifecycleFlaw::field, "actors.caller")));
}

TEST(CheckLifecycle, AFlawShowsTheShortestWayThere) {
  Lifecycle cycle = sound();
  cycle.clocks["redo"].share_of = "";
  const auto flaws = check_lifecycle(cycle, every_role());
  const auto stopped = std::ranges::find(flaws, "states.working", &LifecycleFlaw::field);
  ASSERT_NE(stopped, flaws.end());
  EXPECT_THAT(stopped->path,
              ElementsAre("triage", "dispatch", "working", "resolve", "callback", "call_back: unsolved", "working"));
}

TEST(CheckLifecycle, ACounterThatDecidesNothingDoesNotMultiplyTheProduct) {
  Lifecycle cycle = sound();
  for (int i = 0; i < 12; ++i) {
    const std::string name = fmt::format("c{}", i);
    cycle.counters[name] = 20;
    move_named(cycle, "dispatch").effects.push_back({EffectKind::count, name});
  }
  EXPECT_EQ(told(check_lifecycle(cycle, every_role())), "");
}

TEST(CheckLifecycle, AProductTooLargeToProveIsRefusedNotPassed) {
  Lifecycle cycle = sound();
  for (int i = 0; i < 12; ++i) {
    const std::string name = fmt::format("c{}", i);
    cycle.counters[name] = 20;
    Move move = move_of("count_" + name, {"triage"}, to("working"), {"centre"}, {{EffectKind::count, name}});
    move.guards = {{GuardKind::below, name}};
    cycle.moves.push_back(std::move(move));
  }
  EXPECT_THAT(told(check_lifecycle(cycle, every_role())), testing::HasSubstr("fewer counters or smaller bounds"));
}

Programme programme_of() {
  Programme programme;
  programme.name = "small";
  programme.counted = true;
  for (const char* clock : {"answer", "sort", "call", "own", "decide"}) {
    programme.limits[clock] = {LimitKind::fixed, {1, TimeUnit::working_day}};
  }
  return programme;
}

TEST(CheckProgramme, OneThatGivesEverythingHolds) {
  EXPECT_THAT(check_programme(programme_of(), sound()), IsEmpty());
}

TEST(CheckProgramme, NamesWhatIsMissingOrTooMuch) {
  Lifecycle cycle = sound();
  state_named(cycle, "withdrawn").name = "expired";
  cycle.moves[0].choices[0].target = {TargetKind::drawn, "callback", "working", "spot"};
  cycle.moves[1].effects.push_back({EffectKind::next_tier, ""});
  Programme programme = programme_of();
  programme.limits.erase("sort");
  programme.limits["spare"] = {};
  programme.limits["call"].kind = LimitKind::agreed;
  programme.samples_bp = {{"spot", 0}, {"other", 100}};
  programme.open_to_residents = true;
  programme.public_fields = {"description"};
  std::vector<std::string> details;
  for (const auto& flaw : check_programme(programme, cycle)) details.push_back(flaw.member + ": " + flaw.detail);
  EXPECT_THAT(
      details,
      testing::UnorderedElementsAre(
          "clocks: clock sort of lifecycle small has no limit", "clocks: lifecycle small has no clock spare",
          "clocks: clock call: only a clock of the case can be agreed",
          "samples: sample spot draws nothing: its share must be above 0%",
          "samples: lifecycle small draws no sample other", "tiers: raising needs at least two tiers",
          "counted: a counted case cannot settle as expired: only as closed, refused, transferred, withdrawn, merged",
          "public: words that residents write are never public: open_to_residents or description"));
}

}  // namespace
}  // namespace huiyin
