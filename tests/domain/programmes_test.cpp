// Every programme once from the first word to its end: who does what, in order, on the shipped definitions.
#include <gmock/gmock.h>

#include <map>

#include "domain/small_district.h"

namespace huiyin::test {
namespace {

Actor in_unit(const std::string& unit, int64_t account) {
  return staff(Role::handler, unit, account);
}

// People of the small district by the word a walk calls them.
Actor who(const std::string& word) {
  static const std::map<std::string, Actor> people{
      {"requester", requester()},
      {"dispatcher", dispatcher()},
      {"reviewer", reviewer()},
      {"caller", caller()},
      {"supervisor", supervisor()},
      {"volunteer", volunteer()},
      {"roads", handler()},
      {"water", other_handler()},
      {"office", in_unit("office", 21)},
      {"drivers_branch", in_unit("drivers_branch", 22)},
      {"ride_co", in_unit("ride_co", 23)},
      {"transport", in_unit("transport", 24)},
      {"property_co", in_unit("property_co", 25)},
      {"owners", in_unit("owners", 26)},
      {"liaison", staff(Role::liaison, "water", 27)},
      {"grid", grid_worker()},
      {"community", staff(Role::community_lead, "community", 28, "990101001001")},
      {"leader", staff(Role::street_lead, "street", 29)}};
  return people.at(word);
}

struct Step {
  std::string who, command;
  std::vector<std::pair<std::string, std::string>> fields;  // words, codes and lists as the form has them
};

struct Walk {
  std::string programme, opened_by, category;
  std::vector<std::string> units;  // called when it is opened
  std::vector<Step> steps;
  std::string settled_as, lead, column;
};

FormData form_of_step(const Step& step) {
  FormData form;
  for (const auto& [field, value] : step.fields) {
    switch (field_rule(field)->kind) {
      case FieldKind::words: form.words[field] = value; break;
      case FieldKind::photos:
        form.photos.push_back(value);
        form.numbers[field] = 1;
        break;
      case FieldKind::units: form.lists[field] = {value}; break;
      case FieldKind::instant:
      case FieldKind::integer: form.numbers[field] = std::stoll(value); break;
      default: form.codes[field] = value; break;
    }
  }
  return form;
}

Opening opening_of(const Walk& walk) {
  Opening opening{.programme = walk.programme,
                  .channel = walk.opened_by == "requester" ? "web" : "desk",
                  .category = walk.category,
                  .parties = walk.units};
  opening.form = words("description", "小区门口的事，麻烦看看");
  opening.place = *small_district().places.codes_of(kGrid);
  opening.agreed_at_ms = kMonday9_ms + 20 * kDayMs;
  return opening;
}

const Step kAccept{"dispatcher", "accept", {{"choice", "here"}}};
const Step kDispatch{"dispatcher", "dispatch", {}};
const Step kPass{"reviewer", "check", {{"choice", "pass"}}};
const Step kSolved{"caller", "call_back", {{"choice", "solved"}, {"resolved", "yes"}, {"satisfied", "satisfied"}}};
const Step kRated{"requester", "rate", {{"resolved", "yes"}, {"satisfied", "very_satisfied"}}};

std::vector<Step> handled_by(const std::string& unit) {
  return {{unit, "sign", {}}, {unit, "start", {}}, {unit, "resolve", {{"reply", "已办好"}}}};
}

std::vector<Step> joined(std::initializer_list<std::vector<Step>> lists) {
  std::vector<Step> all;
  for (const auto& list : lists) all.insert(all.end(), list.begin(), list.end());
  return all;
}

Walk drivers_line() {
  return {"drivers_line",
          "requester",
          "0201",
          {},
          joined({{kAccept,
                   kDispatch,
                   {"drivers_branch", "sign", {}},
                   {"drivers_branch", "raise", {{"tried", "已与平台沟通"}}}},
                  {{"ride_co", "sign", {}}, {"ride_co", "raise", {{"tried", "需道路运输部门划定站点"}}}},
                  handled_by("transport"),
                  {kPass, kSolved}}),
          "closed",
          "transport",
          "dispatched"};
}

Walk property_trouble() {
  const auto review = [](const std::string& by, const std::string& unit) {
    return Step{by, "review", {{"unit", unit}, {"satisfied", "satisfied"}}};
  };
  return {"property_trouble",
          "requester",
          "1202",
          {"owners", "property_co"},
          {{"community", "convene", {}},
           {"owners", "party.sign", {}},
           {"property_co", "party.sign", {}},
           {"community", "meet", {{"minutes", "物业三日内修好门禁，业委会监督"}}},
           {"property_co", "party.done", {{"reply", "门禁已修"}}},
           {"owners", "party.done", {{"reply", "已验收"}}},
           {"community", "finish", {{"reply", "门禁已修好"}}},
           review("community", "owners"),
           review("community", "property_co"),
           review("owners", "community"),
           review("owners", "property_co"),
           review("property_co", "community"),
           review("property_co", "owners"),
           {"community", "conclude", {}},
           kSolved},
          "closed",
          "community",
          "dispatched"};
}

std::vector<Walk> walks_of_requests() {
  return {
      {"snap_report",
       "requester",
       "0201",
       {},
       joined({{kAccept, kDispatch}, handled_by("roads"), {kPass, kSolved}}),
       "closed",
       "roads",
       "dispatched"},
      {"hotline_call",
       "dispatcher",
       "0201",
       {},
       {{"dispatcher", "answer", {{"reply", "办理时间是工作日"}}}},
       "closed",
       "",
       "on_the_spot"},
      // The duty table says roads; the complaint about it goes to its supervising unit, and roads takes part.
      {"cannot_get_it_done",
       "requester",
       "0201",
       {},
       joined({{kAccept, kDispatch, {"roads", "party.sign", {}}, {"roads", "party.done", {{"reply", "材料已补正"}}}},
               handled_by("office"),
               {kPass, kSolved}}),
       "closed",
       "office",
       "dispatched"},
      {"enterprise_difficulty",
       "liaison",
       "0201",
       {},
       joined({{kAccept, kDispatch}, handled_by("roads"), {kPass, kSolved}}),
       "closed",
       "roads",
       "dispatched"},
      drivers_line()};
}

std::vector<Walk> walks_of_findings() {
  return {{"grid_finding",
           "grid",
           "0201",
           {},
           {{"grid", "handle_on_site", {{"reply", "已清理"}, {"after_photos", "p1"}}}},
           "closed",
           "grid1",
           "in_grid"},
          {"visit_finding",
           "liaison",
           "0201",
           {},
           joined({{{"liaison", "report_up", {}}, kDispatch}, handled_by("roads"), {kPass}}),
           "closed",
           "roads",
           "dispatched"}};
}

std::vector<Walk> walks_of_council_days() {
  return {{"council_day_matter",
           "community",
           "1202",
           {},
           {{"community", "do_at_once", {}}, {"community", "resolve", {{"reply", "当场办好"}}}, kPass},
           "closed",
           "community",
           "at_once"},
          {"council_day_matter",
           "community",
           "1202",
           {},
           {{"community", "deliberate", {}},
            {"community", "assign_to", {{"minutes", "请住建局修路"}}},
            {"roads", "sign", {}},
            {"roads", "resolve", {{"reply", "已修好"}}},
            kRated},
           "closed",
           "roads",
           "deliberated"}};
}

Walk adopted_matter() {
  return {"adopted_matter",
          "leader",
          "0201",
          {"roads"},
          {{"leader", "convene", {}},
           {"roads", "party.done", {{"reply", "路已修"}}},
           {"leader", "finish", {{"reply", "已修好"}}},
           {"roads", "review", {{"unit", "street"}, {"satisfied", "very_satisfied"}}},
           {"leader", "review", {{"unit", "roads"}, {"satisfied", "satisfied"}}},
           {"leader", "conclude", {}},
           kSolved},
          "closed",
          "street",
          "dispatched"};
}

std::vector<Walk> walks_of_orders() {
  return {{"small_wish",
           "requester",
           "1202",
           {},
           {{"dispatcher", "publish", {}},
            {"volunteer", "claim", {}},
            {"dispatcher", "confirm", {}},
            {"volunteer", "start", {}},
            {"volunteer", "done", {{"hours", "2"}}},
            kRated},
           "closed",
           "",
           ""},
          {"property_order",
           "requester",
           "1202",
           {},
           {{"community", "offer", {{"lead", "property_co"}}},
            {"property_co", "take", {}},
            {"property_co", "start", {}},
            {"property_co", "done", {{"reply", "水龙头已换"}}},
            kRated},
           "closed",
           "property_co",
           ""}};
}

Walk service_notice() {
  return {"service_notice", "community", "9999", {}, {{"community", "end", {}}}, "over", "community", ""};
}

std::vector<Walk> walks() {
  std::vector<Walk> all{property_trouble(), adopted_matter(), service_notice()};
  for (const auto& some : {walks_of_requests(), walks_of_findings(), walks_of_council_days(), walks_of_orders()}) {
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class Programmes : public testing::TestWithParam<Walk> {};

TEST_P(Programmes, GoFromTheFirstWordToTheEnd) {
  const Walk& walk = GetParam();
  Desk desk;
  const CaseId id = desk.open(opening_of(walk), who(walk.opened_by));
  ASSERT_NE(id, 0) << desk.why();
  for (const Step& step : walk.steps) {
    desk.now_at_ms += kMinuteMs;
    ASSERT_TRUE(desk.act(id, step.command, who(step.who), form_of_step(step)))
        << step.who << " " << step.command << ": " << desk.why();
  }
  EXPECT_EQ(desk.at(id).settled_as, walk.settled_as);
  EXPECT_EQ(desk.at(id).lead, walk.lead);
  EXPECT_EQ(desk.at(id).column, walk.column);
}

INSTANTIATE_TEST_SUITE_P(Shipped, Programmes, testing::ValuesIn(walks()),
                         [](const auto& walk) { return walk.param.programme + std::to_string(walk.index); });

TEST(ShippedProgrammes, AreWalkedEachOne) {
  std::vector<std::string> walked{"whistle"};  // order_test.cpp
  for (const Walk& walk : walks()) walked.push_back(walk.programme);
  walked.emplace_back("volunteer_order");
  for (const auto& [name, programme] : small_district().programmes) EXPECT_THAT(walked, testing::Contains(name));
}

TEST(CannotGetItDone, IsNeverLedByTheUnitItIsAbout) {
  Desk desk;
  const CaseId id = desk.open("cannot_get_it_done", requester());
  ASSERT_TRUE(desk.act(id, "accept", dispatcher(), with_code({}, "choice", "here")));
  EXPECT_FALSE(desk.act(id, "dispatch", dispatcher(), with_code({}, "lead", "roads")));
  EXPECT_EQ(desk.refused(), RefusalCode::conflict_of_interest);
  EXPECT_TRUE(desk.act(id, "dispatch", dispatcher(), with_code({}, "lead", "water"))) << desk.why();
}

TEST(PropertyTrouble, IsNotConcludedBeforeEveryoneHasReviewedEveryoneButEndsAllTheSame) {
  Desk desk;
  const Walk walk = property_trouble();
  const CaseId id = desk.open(opening_of(walk), requester());
  for (const Step& step : walk.steps) {
    if (step.command == "review") break;
    ASSERT_TRUE(desk.act(id, step.command, who(step.who), form_of_step(step))) << desk.why();
  }
  EXPECT_FALSE(
      desk.act(id, "review", who("owners"), form_of_step({"", "", {{"unit", "owners"}, {"satisfied", "satisfied"}}})));
  EXPECT_FALSE(desk.act(id, "conclude", who("community")));
  EXPECT_EQ(desk.refused(), RefusalCode::rule_not_met);
  desk.wait_ms(4 * kDayMs);
  EXPECT_EQ(desk.at(id).state, "callback");
}

TEST(AdoptedMatter, RunsOnTheDateAgreedWithTheRequester) {
  Desk desk;
  const Walk walk{.programme = "adopted_matter", .opened_by = "leader", .category = "0201"};
  const CaseId id = desk.open(opening_of(walk), who("leader"));
  EXPECT_EQ(desk.at(id).promised_at_ms, kMonday9_ms + 20 * kDayMs);
  EXPECT_EQ(desk.at(id).holder.unit, "street");
}

}  // namespace
}  // namespace huiyin::test
