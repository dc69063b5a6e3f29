#include "definitions/lifecycle_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/text.h"
#include "definitions/programme_file.h"
#include "definitions/yaml.h"

namespace huiyin {
namespace {

constexpr std::string_view kLifecycle = R"(lifecycle: small
title: {zh: 小, en: Small}
initial: triage
counters: {reworks: 1}
flags: [odd]
actors:
  centre: {roles: [dispatcher], of: site}
  supervisor: {roles: [supervisor], of: supervising}
  requester: {of: requester}
groups: {here: [triage]}
ladders: {nudge: {steps: [{after: 0min, do: remind}], repeat: 1wd}}
clocks:
  sort: {owner: holder, ladder: nudge}
  decide: {owner: ask, ladder: nudge}
  own: {owner: party, ladder: nudge}
states:
  triage: {holder: [centre], role: dispatcher, clock: sort, wording: {zh: 分派, en: Sorting}}
  closed: {phase: settled, wording: {zh: 结, en: Closed}}
moves:
  - {do: close, title: {zh: 结, en: Close}, from: open, to: closed, by: [centre], form: [reason, photos?]}
  - {do: withdraw, title: {zh: 撤, en: Withdraw}, from: here, to: closed, by: [requester, supervisor], then: [{set_reason: gone}]}
asks:
  later: {title: {zh: 延, en: Later}, from: [triage], by: [centre], decide: [supervisor], clock: decide, form: [until], granted: same}
parts:
  party:
    states:
      doing: {clock: own, wording: {zh: 办, en: Doing}}
      done: {settled: true, wording: {zh: 完, en: Done}}
    acts:
      add: {title: {zh: 加, en: Add}, by: [centre], form: [unit]}
      done: {title: {zh: 完, en: Done}, from: [doing], to: done, by: [centre, supervisor]}
)";

std::string told(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += fmt::format("{}:{}:{}: {}\n", finding.file, finding.line, finding.field, finding.detail);
  }
  return text;
}

std::string findings_of(const std::string& bytes) {
  const auto lifecycle = read_lifecycle({"l.yaml", bytes});
  return lifecycle ? "" : told(lifecycle.error());
}

std::string replaced(std::string_view text, std::string_view from, std::string_view by) {
  std::string out{text};
  const size_t at = out.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return out.replace(at, from.size(), by);
}

TEST(LifecycleFile, AWholeFileIsReadWithGroupsExpandedAndNamesResolved) {
  const auto lifecycle = read_lifecycle({"l.yaml", std::string{kLifecycle}});
  ASSERT_TRUE(lifecycle) << told(lifecycle.error());
  EXPECT_EQ(lifecycle->moves[0].from, std::vector<std::string>{"triage"});
  EXPECT_EQ(lifecycle->moves[1].from, std::vector<std::string>{"triage"});
  EXPECT_EQ(lifecycle->moves[0].form[1].field, "photos");
  EXPECT_FALSE(lifecycle->moves[0].form[1].required);
  EXPECT_TRUE(lifecycle->clocks.at("sort").ladder.repeat.has_value());
  EXPECT_EQ(lifecycle->parts[0].states[0].name, "doing");
  EXPECT_EQ(lifecycle->states[0].holder.centre_role, Role::dispatcher);
}

struct Mistake {
  std::string from, by, finding;
};

class LifecycleMistake : public testing::TestWithParam<Mistake> {};

TEST_P(LifecycleMistake, IsToldWithFileLineAndField) {
  const std::string all = findings_of(replaced(kLifecycle, GetParam().from, GetParam().by));
  EXPECT_THAT(all, testing::HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    LifecycleFile, LifecycleMistake,
    testing::Values(
        Mistake{"initial: triage", "initial: nowhere",
                "l.yaml:3:initial: no state is named \"nowhere\"; there are: triage, closed"},
        Mistake{"initial: triage", "inital: triage", "l.yaml:3:inital: unknown key"},
        Mistake{"initial: triage\n", "", "l.yaml:1:initial: is missing"},
        Mistake{"{reworks: 1}", "{reworks: 99}", "l.yaml:4:counters.reworks: must be a whole number from 1 to 20"},
        Mistake{"{reworks: 1}", "{Reworks: 1}", "l.yaml:4:counters.Reworks: the key is not a word"},
        Mistake{"flags: [odd]", "flags: [odd, odd]", "l.yaml:5:flags[1]: \"odd\" stands here twice"},
        Mistake{"roles: [dispatcher], of: site", "roles: [boss], of: site",
                "l.yaml:7:actors.centre.roles[0]: must be one of: intake"},
        Mistake{"{roles: [dispatcher], of: site}", "{of: site}", "l.yaml:7:actors.centre: needs roles"},
        Mistake{"groups: {here:", "groups: {open:", "l.yaml:10:groups.open: a group may not be named"},
        Mistake{"after: 0min", "after: 0 minutes",
                "l.yaml:11:ladders.nudge.steps[0].after: \"0 minutes\" is not a duration"},
        Mistake{"ladder: nudge}\n  decide", "ladder: nag}\n  decide",
                "l.yaml:13:clocks.sort.ladder: no ladder is named \"nag\""},
        Mistake{"owner: holder", "owner: holder, promise: true",
                "l.yaml:13:clocks.sort.promise: only clocks of the case promise"},
        Mistake{"role: dispatcher, clock: sort", "role: dispatcher, clock: sorts",
                "l.yaml:17:states.triage.clock: no clock is named \"sorts\""},
        Mistake{"wording: {zh: 分派, en: Sorting}", "wording: {zh: 分派}",
                "l.yaml:17:states.triage.wording.en: is missing"},
        Mistake{"{phase: settled, wording", "{phase: settled, holder: [centre], wording",
                "l.yaml:18:states.closed.holder: only open states have a holder"},
        Mistake{"from: open", "from: nowhere", "l.yaml:20:moves[0].from: \"nowhere\" is no state, no group"},
        Mistake{"to: closed, by: [centre]", "to: closed, choose: {a: same, b: same}, by: [centre]",
                "l.yaml:20:moves[0].choose: a move has either to or choose"},
        Mistake{"to: closed, by: [centre]", "choose: {a: same, b: closed}, by: [centre]",
                "l.yaml:20:moves[0]: the form must ask for the choice"},
        Mistake{"by: [centre], form: [reason", "by: [nobody], form: [reason",
                "l.yaml:20:moves[0].by[0]: no actor is named \"nobody\""},
        Mistake{"photos?]", "selfies?]", "l.yaml:20:moves[0].form[1]: no form field is named \"selfies\""},
        Mistake{"[{set_reason: gone}]", "[set_reason]", "l.yaml:21:moves[1].then[0]: needs a name: {set_reason: name}"},
        Mistake{"[{set_reason: gone}]", "[{set_reason: gone}, set_place]",
                "l.yaml:21:moves[1]: effect set_place needs the form field place"},
        Mistake{"[{set_reason: gone}]", "[{set_reason: gone}, {count: calls}]",
                "l.yaml:21:moves[1].then[1].count: no counter is named \"calls\""},
        Mistake{"do: withdraw", "do: close",
                "l.yaml:21:moves[1]: another move \"close\" already leads out of \"triage\""},
        Mistake{"do: withdraw", "do: later", "l.yaml:21:moves[1]: \"later\" is the command of an ask"},
        Mistake{"then: [{set_reason", "if: [{below: x}], then: [{set_reason",
                "l.yaml:21:moves[1].if[0].below: no counter is named \"x\""},
        Mistake{"clock: decide, form", "clock: sort, form",
                "l.yaml:23:asks.later.clock: clock \"sort\" must have owner: ask"},
        Mistake{"from: [doing], to: done", "from: [done], to: gone",
                "l.yaml:31:parts.party.acts.done.to: no state of the part is named \"gone\""},
        // What only the whole shows, by the checker:
        Mistake{"[reason, photos?]", "[reason?]", "l.yaml:20:moves[0]: close settles a case without a reason"},
        Mistake{", clock: sort, wording", ", wording", "l.yaml:17:states.triage: an open state needs a clock"}));

std::string nested(int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += "- ";
  return text + "a\n";
}

class BrokenText : public testing::TestWithParam<Mistake> {};

TEST_P(BrokenText, IsAFindingNeverACrash) {
  EXPECT_THAT(findings_of(GetParam().from), testing::HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(LifecycleFile, BrokenText,
                         testing::Values(Mistake{"", "", "is empty"}, Mistake{"a: [", "", "is not YAML"},
                                         Mistake{"\xff\xfe", "", "is not UTF-8 text"},
                                         Mistake{"a: \x01", "", "control"},
                                         Mistake{"a: 1\na: 2\n", "", "l.yaml:2:: the key \"a\" stands here twice"},
                                         Mistake{"a: &x 1\nb: *x\n", "", "l.yaml:1:: anchors (&) are not used"},
                                         Mistake{"a: !!binary AA\n", "", "l.yaml:1:: tags (!) are not used"},
                                         Mistake{"a: 1\n---\nb: 2\n", "", "more than one document"},
                                         Mistake{"- a\n- b\n", "", "l.yaml:1:: must be a map with the keys: lifecycle"},
                                         Mistake{"just words", "", "must be a map with the keys"},
                                         Mistake{"{a: 1}: 2\n", "", "a key must be a plain word"},
                                         Mistake{nested(1'000), "", "nested more than 32 deep"},
                                         Mistake{std::string(100'000, '['), "", "l.yaml:1:"},
                                         Mistake{std::string(2'000'000, 'a'), "", "is larger than 1048576 bytes"}));

RC_GTEST_PROP(LifecycleFile, AnyCutOrSplicedFileIsReadOrRefused, ()) {
  std::string bytes{kLifecycle};
  const auto at = *rc::gen::inRange<size_t>(0, bytes.size());
  const auto length = *rc::gen::inRange<size_t>(0, 60);
  bytes.replace(at, length, *rc::gen::arbitrary<std::string>());
  const auto lifecycle = read_lifecycle({"l.yaml", bytes});
  RC_ASSERT(lifecycle.has_value() || !lifecycle.error().empty());
}

constexpr std::string_view kProgramme = R"(programme: small_one
title: {zh: 小, en: Small}
lifecycle: small
counted: true
open_to_residents: true
doors: [web, desk]
opened_by: [dispatcher]
types: [help]
default_type: help
default_category: "0101"
form: [description, contact?]
public: {listed: true, fields: [state], precision: street}
clocks: {sort: 2h, decide: 1wd, own: 3wd}
rating: {resolved: {yes: 100%, partly: 50%, no: 0%}, satisfied: {very_satisfied: 100%, satisfied: 100%, mostly_satisfied: 80%, neutral: 60%, dissatisfied: 0%}}
)";

std::string programme_findings(const std::string& bytes) {
  const auto lifecycle = read_lifecycle({"l.yaml", std::string{kLifecycle}});
  const auto programme = read_programme({"p.yaml", bytes}, {{"small", *lifecycle}});
  return programme ? "" : told(programme.error());
}

TEST(ProgrammeFile, AWholeFileIsRead) {
  EXPECT_EQ(programme_findings(std::string{kProgramme}), "");
}

class ProgrammeMistake : public testing::TestWithParam<Mistake> {};

TEST_P(ProgrammeMistake, IsToldWithFileLineAndField) {
  EXPECT_THAT(programme_findings(replaced(kProgramme, GetParam().from, GetParam().by)),
              testing::HasSubstr(GetParam().finding));
}

INSTANTIATE_TEST_SUITE_P(
    ProgrammeFile, ProgrammeMistake,
    testing::Values(
        Mistake{"lifecycle: small", "lifecycle: large", "p.yaml:3:lifecycle: no lifecycle is named \"large\""},
        Mistake{"counted: true", "counted: maybe", "p.yaml:4:counted: must be true or false"},
        Mistake{"[web, desk]", "[web, window]", "p.yaml:6:doors[1]: must be one of: web"},
        Mistake{"opened_by: [dispatcher]", "opened_by: [king]", "p.yaml:7:opened_by[0]: must be one of: intake"},
        Mistake{"default_type: help", "default_type: praise", "p.yaml:9:default_type: must be one of the types"},
        Mistake{"contact?", "phone?", "p.yaml:11:form[1]: no form field is named \"phone\""},
        Mistake{"precision: street", "precision: house",
                "p.yaml:12:public.precision: must be one of: point, street, community"},
        Mistake{"sort: 2h, ", "", "p.yaml:13:clocks: clock sort of lifecycle small has no limit"},
        Mistake{"sort: 2h", "sort: {by_category: 2h}", "p.yaml:13:clocks.sort: categories have limits of their own"},
        Mistake{"yes: 100%", "yes: 101%", "p.yaml:14:rating.resolved.yes: \"101%\" is not a share"},
        Mistake{"no: 0%", "never: 0%", "p.yaml:14:rating.resolved.no: is missing"}));

}  // namespace
}  // namespace huiyin
