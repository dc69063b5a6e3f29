#include "domain/duty.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <map>
#include <set>

namespace huiyin {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr LocalDate kToday{20'000};
const std::string kGrid = "990101001001001";

CategoryTree categories() {
  std::vector<Category> list;
  for (const char* code : {"01", "0101", "0102", "02", "0201"}) {
    Category category;
    category.code = code;
    category.key = std::string{"key_"} + code;
    category.answer = {{24, TimeUnit::hour}};
    list.push_back(category);
  }
  return *CategoryTree::of(list);
}

PlaceTree places() {
  return *PlaceTree::of({{"990101", {}, ""},
                         {"990101001", {}, "s1"},
                         {"990101001001", {}, "c1"},
                         {kGrid, {}, ""},
                         {"990101002", {}, "s2"},
                         {"990101002001", {}, ""},
                         {"990101002001001", {}, "g2"}},
                        {});
}

UnitTree units() {
  std::vector<Unit> list{{"cc", {}, UnitKind::centre, "", ""}};
  for (const char* code : {"s1", "s2", "c1", "g2", "water", "power"}) {
    list.push_back({code, {}, UnitKind::department, "", ""});
  }
  return *UnitTree::of(list, {});
}

DutyRow row(int32_t line, std::string category, std::string place, std::string lead) {
  DutyRow made;
  made.line = line;
  made.category = std::move(category);
  made.place = std::move(place);
  made.lead = std::move(lead);
  return made;
}

Result<Duty> decide(const DutyTable& table, std::string_view category, const std::string& place) {
  const PlaceTree tree = places();
  return table.decide(category, place.empty() ? PlaceCodes{} : *tree.codes_of(place), kToday, tree);
}

TEST(Duty, TheLongerCategoryWinsThenTheLongerPlace) {
  const DutyTable table({row(2, "*", "*", "cc"), row(3, "01", "*", "water"), row(4, "01", "990101001", "s1"),
                         row(5, "0101", "*", "power"), row(6, "*", kGrid, "c1")});
  EXPECT_EQ(decide(table, "0101", kGrid)->line, 5);
  EXPECT_EQ(decide(table, "0102", kGrid)->line, 4);
  EXPECT_EQ(decide(table, "0102", "990101002")->line, 3);
  EXPECT_EQ(decide(table, "0201", kGrid)->line, 6);
  EXPECT_EQ(decide(table, "0201", "990101001")->line, 2);
  EXPECT_EQ(decide(table, "0201", "")->line, 2);
}

TEST(Duty, AWordForAPlaceBecomesTheUnitOnDutyThereOrAbove) {
  for (const auto& [word, place, unit] : std::vector<std::array<std::string, 3>>{
           {"@grid", "990101002001001", "g2"},
           {"@grid", kGrid, "c1"},
           {"@grid", "990101002001", "s2"},
           {"@community", "990101002001001", "s2"},
           {"@community", kGrid, "c1"},
           {"@street", kGrid, "s1"},
           {"@street", "990101002", "s2"},
       }) {
    EXPECT_EQ(decide(DutyTable({row(2, "*", "*", word)}), "0101", place)->lead, unit) << word << " at " << place;
  }
}

TEST(Duty, PartiesAreEachNamedOnceAndNeverTheLead) {
  DutyRow made = row(2, "*", "*", "s1");
  made.parties = {"@street", "@community", "c1", "water"};
  made.supervising = "cc";
  made.backstop = "@street";
  const auto duty = decide(DutyTable({made}), "0101", kGrid);
  EXPECT_THAT(duty->parties, ElementsAre("c1", "water"));
  EXPECT_EQ(duty->supervising, "cc");
  EXPECT_EQ(duty->backstop, "s1");
}

TEST(Duty, WithoutARowNobodyIsInCharge) {
  const auto duty = decide(DutyTable({row(2, "01", "*", "water")}), "0201", kGrid);
  ASSERT_FALSE(duty);
  EXPECT_EQ(duty.error().code, RefusalCode::nobody_in_charge);
  EXPECT_EQ(duty.error().detail, "no row of the duty table decides category 0201 at grid " + kGrid);
}

TEST(Duty, AWordForAnUnknownPlaceIsNobodyInCharge) {
  const auto duty = decide(DutyTable({row(2, "*", "*", "@street")}), "0201", "");
  ASSERT_FALSE(duty);
  EXPECT_EQ(duty.error().code, RefusalCode::nobody_in_charge);
}

TEST(Duty, ARowDecidesFromItsFirstToItsLastDay) {
  DutyRow early = row(2, "*", "*", "water"), late = row(3, "*", "*", "power");
  early.valid_until = kToday;
  late.valid_from = kToday.plus(1);
  const DutyTable table({early, late});
  EXPECT_EQ(table.decide("0101", {}, kToday, places())->line, 2);
  EXPECT_EQ(table.decide("0101", {}, kToday.plus(1), places())->line, 3);
}

std::vector<std::string> kinds(const std::vector<DutyRow>& rows) {
  std::vector<std::string> found;
  for (const DutyFinding& finding : DutyTable(rows).check(categories(), places(), units())) {
    found.push_back(finding.kind + ":" + std::to_string(finding.line));
  }
  return found;
}

TEST(Duty, ATableThatHoldsHasNoFindings) {
  EXPECT_THAT(kinds({row(2, "*", "*", "@grid"), row(3, "01", "990101001", "water")}), IsEmpty());
}

TEST(Duty, EachKindOfMistakeIsFound) {
  EXPECT_THAT(kinds({row(2, "01", "*", "water")}), ElementsAre("gap:0", "gap:0")) << "0201 in two streets";
  EXPECT_THAT(kinds({row(2, "*", "990101001", "water")}), ElementsAre("gap:0", "gap:0", "gap:0"));
  EXPECT_THAT(kinds({row(2, "*", "*", "cc"), row(3, "*", "*", "water")}), ElementsAre("conflict:3"));
  EXPECT_THAT(kinds({row(2, "*", "*", "cc"), row(3, "0103", "*", "cc")}), ElementsAre("unknown_category:3"));
  EXPECT_THAT(kinds({row(2, "*", "*", "cc"), row(3, "*", "990101003", "cc")}), ElementsAre("unknown_place:3"));
  EXPECT_THAT(kinds({row(2, "*", "*", "tax")}), ElementsAre("unknown_unit:2"));
  EXPECT_THAT(kinds({row(2, "*", "*", "@estate")}), ElementsAre("unknown_unit:2"));
  EXPECT_THAT(kinds({row(2, "*", "*", "cc"), row(3, "02", "*", "cc"), row(4, "0201", "*", "cc")}),
              ElementsAre("unreachable:3"));
}

TEST(Duty, ARowWhoseDatesAreEmptyIsUnreachable) {
  DutyRow never = row(3, "01", "*", "water");
  never.valid_from = kToday;
  never.valid_until = kToday.plus(-1);
  EXPECT_THAT(kinds({row(2, "*", "*", "cc"), never}), ElementsAre("unreachable:3"));
}

TEST(Duty, AGapInTimeIsFoundButNotTheTimeBeforeTheTableBegins) {
  DutyRow first = row(2, "*", "*", "cc"), second = row(3, "*", "*", "cc");
  first.valid_from = kToday;
  first.valid_until = kToday.plus(10);
  second.valid_from = kToday.plus(11);
  EXPECT_THAT(kinds({first, second}), IsEmpty());
  second.valid_from = kToday.plus(12);
  EXPECT_EQ(kinds({first, second}).size(), 6U) << "three leaves, two streets";
}

// The slow versions read the rules of duty.h literally.
bool slowly_applies(const DutyRow& row, const std::string& category, const PlaceCodes& place, LocalDate on) {
  const bool category_fits = row.category == "*" || category.substr(0, row.category.size()) == row.category;
  bool place_fits = row.place == "*";
  for (const std::string& code : {place.grid, place.community, place.street}) {
    if (!code.empty() && (code == row.place || code.substr(0, 6) == row.place)) place_fits = true;
  }
  return category_fits && place_fits && !(row.valid_from && on < *row.valid_from) &&
         !(row.valid_until && *row.valid_until < on);
}

const DutyRow* slowly_decided(const std::vector<DutyRow>& rows, const std::string& category, const PlaceCodes& place,
                              LocalDate on) {
  const DutyRow* best = nullptr;
  const auto length = [](const std::string& code) { return code == "*" ? size_t{0} : code.size(); };
  for (const DutyRow& row : rows) {
    if (!slowly_applies(row, category, place, on)) continue;
    const bool closer = !best || length(row.category) > length(best->category) ||
                        (row.category == best->category && length(row.place) > length(best->place));
    if (closer) best = &row;
  }
  return best;
}

std::vector<DutyRow> any_rows() {
  std::vector<DutyRow> rows;
  const int count = *rc::gen::inRange(0, 8);
  for (int i = 0; i < count; ++i) {
    DutyRow made = row(i + 2, *rc::gen::element<std::string>("*", "01", "0101", "0102", "02", "0201"),
                       *rc::gen::element<std::string>("*", "990101", "990101001", "990101002", "990101001001", kGrid),
                       *rc::gen::element<std::string>("cc", "water", "power"));
    if (*rc::gen::inRange(0, 4) == 0) made.valid_from = kToday.plus(*rc::gen::inRange(-3, 4));
    if (*rc::gen::inRange(0, 4) == 0) made.valid_until = kToday.plus(*rc::gen::inRange(-3, 4));
    rows.push_back(made);
  }
  return rows;
}

const std::vector<std::string> kLeaves{"0101", "0102", "0201"};

RC_GTEST_PROP(Duty, DecideEqualsTheSlowVersion, ()) {
  const std::vector<DutyRow> rows = any_rows();
  const DutyTable table(rows);
  const PlaceTree tree = places();
  for (const std::string& leaf : kLeaves) {
    for (const PlaceNode& node : tree.nodes()) {
      const PlaceCodes place = *tree.codes_of(node.code);
      const auto duty = table.decide(leaf, place, kToday, tree);
      const DutyRow* slow = slowly_decided(rows, leaf, place, kToday);
      RC_ASSERT(duty.has_value() == (slow != nullptr));
      if (slow) RC_ASSERT(duty->line == slow->line);
    }
  }
}

bool slowly_conflicting(const std::vector<DutyRow>& rows) {
  for (size_t a = 0; a < rows.size(); ++a) {
    for (size_t b = 0; b < a; ++b) {
      if (rows[a].category != rows[b].category || rows[a].place != rows[b].place) continue;
      for (LocalDate on = kToday.plus(-10); on <= kToday.plus(10); on = on.plus(1)) {
        const auto valid = [&](const DutyRow& row) {
          return (!row.valid_from || *row.valid_from <= on) && (!row.valid_until || on <= *row.valid_until);
        };
        if (valid(rows[a]) && valid(rows[b])) return true;
      }
    }
  }
  return false;
}

// The first day a table speaks of: for ever, unless every row has a first day.
LocalDate slow_begin(const std::vector<DutyRow>& rows) {
  LocalDate begin = kToday.plus(10);
  for (const DutyRow& row : rows) {
    if (!row.valid_from) return kToday.plus(-10);
    begin = std::min(begin, *row.valid_from);
    if (row.valid_until) begin = std::min(begin, row.valid_until->plus(1));
  }
  return rows.empty() ? kToday : begin;
}

TEST(Duty, RowsThatEndBeforeTheyBeginConflictWithNothing) {
  DutyRow row{.line = 2, .category = "0101", .place = "*", .lead = "power"};
  row.valid_from = kToday;
  row.valid_until = kToday.plus(-1);
  DutyRow same = row;
  same.line = 3;
  for (const DutyFinding& finding : DutyTable({row, same}).check(categories(), places(), units())) {
    EXPECT_NE(finding.kind, "conflict");
  }
}

RC_GTEST_PROP(Duty, TheCheckFindsWhatTryingEveryCategoryPlaceAndDayFinds, ()) {
  const std::vector<DutyRow> rows = any_rows();
  const PlaceTree tree = places();
  bool gap = false;
  std::set<int32_t> deciding;
  for (LocalDate on = slow_begin(rows); on <= kToday.plus(10); on = on.plus(1)) {
    for (const std::string& leaf : kLeaves) {
      for (const PlaceNode& node : tree.nodes()) {
        const PlaceCodes place = *tree.codes_of(node.code);
        const DutyRow* slow = slowly_decided(rows, leaf, place, on);
        if (slow) deciding.insert(slow->line);
        if (node.code.size() >= 9 && !slow) gap = true;
      }
    }
  }
  std::set<int32_t> never;
  for (const DutyRow& row : rows) {
    if (!deciding.contains(row.line)) never.insert(row.line);
  }
  std::map<std::string, std::set<int32_t>> found;
  for (const DutyFinding& finding : DutyTable(rows).check(categories(), tree, units())) {
    found[finding.kind].insert(finding.line);
  }
  const bool conflict = slowly_conflicting(rows);
  RC_ASSERT(found.contains("gap") == gap);
  RC_ASSERT(found.contains("conflict") == conflict);
  if (!conflict) RC_ASSERT(found["unreachable"] == never);
}

}  // namespace
}  // namespace huiyin
