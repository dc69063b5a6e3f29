#include "domain/duty.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <utility>

namespace huiyin {
namespace {

constexpr std::string_view kAny = "*";
constexpr size_t kStreetDigits = 9;

bool covers_category(const DutyRow& row, std::string_view category) {
  return row.category == kAny || category.starts_with(row.category);
}

bool covers_place(const DutyRow& row, const PlaceCodes& place) {
  return row.place == kAny || covers(row.place, place);
}

bool is_valid_on(const DutyRow& row, LocalDate on) {
  return (!row.valid_from || *row.valid_from <= on) && (!row.valid_until || on <= *row.valid_until);
}

size_t depth(const std::string& code_or_any) {
  return code_or_any == kAny ? 0 : code_or_any.size();
}

std::pair<size_t, size_t> specificity(const DutyRow& row) {
  return {depth(row.category), depth(row.place)};
}

// The unit on duty at the place, from the asked level upwards: where only the street is known, or a grid has no unit of
// its own, the level above is on duty.
std::string unit_on_duty(std::string_view word, const PlaceCodes& place, const PlaceTree& places) {
  const bool from_grid = word == "@grid";
  const bool from_community = from_grid || word == "@community";
  const std::string none;
  for (const std::string& code :
       {from_grid ? place.grid : none, from_community ? place.community : none, place.street}) {
    const auto node = places.node(code);
    if (node && !node->unit.empty()) return node->unit;
  }
  return {};
}

bool is_place_word(std::string_view word) {
  return word == "@grid" || word == "@community" || word == "@street";
}

std::string resolve(const std::string& word, const PlaceCodes& place, const PlaceTree& places) {
  return is_place_word(word) ? unit_on_duty(word, place, places) : word;
}

std::string describe(const PlaceCodes& place) {
  if (!place.grid.empty()) return "grid " + place.grid;
  if (!place.community.empty()) return "community " + place.community;
  return place.street.empty() ? "an unknown place" : "street " + place.street;
}

Duty resolved(const DutyRow& row, const PlaceCodes& place, const PlaceTree& places) {
  Duty duty;
  duty.line = row.line;
  duty.lead = resolve(row.lead, place, places);
  duty.supervising = resolve(row.supervising, place, places);
  duty.backstop = resolve(row.backstop, place, places);
  for (const std::string& word : row.parties) {
    std::string party = resolve(word, place, places);
    const bool again = party == duty.lead || std::ranges::find(duty.parties, party) != duty.parties.end();
    if (!party.empty() && !again) duty.parties.push_back(std::move(party));
  }
  return duty;
}

// Whether some day is in both; a row that ends before it begins has no day at all.
bool overlap(const DutyRow& a, const DutyRow& b) {
  constexpr LocalDate kEver{std::numeric_limits<int32_t>::max()}, kAlways{std::numeric_limits<int32_t>::min()};
  const LocalDate from = std::max(a.valid_from.value_or(kAlways), b.valid_from.value_or(kAlways));
  const LocalDate until = std::min(a.valid_until.value_or(kEver), b.valid_until.value_or(kEver));
  return from <= until;
}

// The first day of every stretch in which the same rows are valid. A table that begins on a date (every row has a first
// day) has no duty before it, and none is asked for.
std::vector<LocalDate> stretches(const std::vector<DutyRow>& rows) {
  std::set<LocalDate> days;
  bool always_begun = rows.empty();
  for (const DutyRow& row : rows) {
    always_begun = always_begun || !row.valid_from;
    if (row.valid_from) days.insert(*row.valid_from);
    if (row.valid_until) days.insert(row.valid_until->plus(1));
  }
  if (always_begun) days.insert(days.empty() ? LocalDate{} : days.begin()->plus(-1));
  return {days.begin(), days.end()};
}

// One check of one table; collects what it finds.
class Check {
 public:
  Check(const std::vector<DutyRow>& rows, const CategoryTree& categories, const PlaceTree& places,
        const UnitTree& units)
      : rows_(rows), categories_(categories), places_(places), units_(units), days_(stretches(rows)) {
    for (const Category& category : categories.all()) {
      if (categories.is_leaf(category)) leaves_.push_back(category.code);
    }
    for (const PlaceNode& node : places.nodes()) {
      if (node.code.size() == kStreetDigits) places_to_ask_.insert(node.code);
    }
    for (const DutyRow& row : rows) {
      if (row.place.size() > kStreetDigits && places.node(row.place)) places_to_ask_.insert(row.place);
    }
  }

  std::vector<DutyFinding> run(const DutyTable& table) {
    for (const DutyRow& row : rows_) check_names(row);
    check_conflicts();
    for (const DutyRow& row : rows_) check_reachable(table, row);
    for (const std::string& leaf : leaves_) check_gaps(table, leaf);
    return std::move(findings_);
  }

 private:
  void found(std::string kind, int32_t line, std::string_view column, std::string detail) {
    findings_.push_back({std::move(kind), line, std::string{column}, std::move(detail)});
  }

  void check_unit(const DutyRow& row, std::string_view column, const std::string& word) {
    if (is_place_word(word)) return;
    const Unit* unit = units_.unit(word);
    if (!unit) {
      return found("unknown_unit", row.line, column,
                   fmt::format("'{}' is no unit, and none of @grid, @community, @street", word));
    }
    check_unit_stands(row, column, *unit);
  }

  // A row without a first day means: since its units are there.
  void check_unit_stands(const DutyRow& row, std::string_view column, const Unit& unit) {
    if (unit.valid_until && (!row.valid_until || *unit.valid_until < *row.valid_until)) {
      const std::string heir = unit.successor.empty() ? "" : fmt::format("; {} has its work then", unit.successor);
      found("dissolved_unit", row.line, column,
            fmt::format("unit {} ends on {}, this row goes on{}", unit.code, format_date(*unit.valid_until), heir));
    }
    if (unit.valid_from && row.valid_from && *row.valid_from < *unit.valid_from) {
      found("dissolved_unit", row.line, column,
            fmt::format("unit {} begins on {}, this row on {}", unit.code, format_date(*unit.valid_from),
                        format_date(*row.valid_from)));
    }
  }

  void check_names(const DutyRow& row) {
    check_unit(row, "lead", row.lead);
    for (const std::string& party : row.parties) check_unit(row, "parties", party);
    if (!row.supervising.empty()) check_unit(row, "supervising", row.supervising);
    if (!row.backstop.empty()) check_unit(row, "backstop", row.backstop);
    if (row.category != kAny && !categories_.by_code(row.category)) {
      found("unknown_category", row.line, "category", fmt::format("there is no category {}", row.category));
    }
    if (row.place != kAny && !places_.node(row.place)) {
      found("unknown_place", row.line, "place", fmt::format("there is no place {}", row.place));
    }
  }

  // Two rows are equally specific for some case only if they name the same category and place.
  void check_conflicts() {
    std::map<std::pair<std::string, std::string>, std::vector<const DutyRow*>> same;
    for (const DutyRow& row : rows_) {
      auto& others = same[{row.category, row.place}];
      for (const DutyRow* other : others) {
        if (!overlap(row, *other)) continue;
        found("conflict", row.line, "",
              fmt::format("line {} already decides category {} at place {} in that time", other->line, row.category,
                          row.place));
      }
      others.push_back(&row);
    }
  }

  // Where a row could decide: at its place as a whole; in a district, at one of its streets.
  std::vector<PlaceCodes> own_places(const DutyRow& row) const {
    if (row.place == kAny) return {PlaceCodes{}};
    std::vector<PlaceCodes> own;
    for (const std::string& place : places_to_ask_) {
      if (place == row.place || (row.place.size() < kStreetDigits && place.starts_with(row.place))) {
        own.push_back(*places_.codes_of(place));
      }
    }
    return own;
  }

  bool decides(const DutyTable& table, const DutyRow& row, const PlaceCodes& place) const {
    for (const std::string& leaf : leaves_) {
      if (!covers_category(row, leaf)) continue;
      for (const LocalDate on : days_) {
        if (!is_valid_on(row, on)) continue;
        const DutyRow* winner = table.row_for(leaf, place, on);
        if (winner && winner->category == row.category && winner->place == row.place) return true;
      }
    }
    return false;
  }

  void check_reachable(const DutyTable& table, const DutyRow& row) {
    const bool named_wrongly =
        (row.category != kAny && !categories_.by_code(row.category)) || (row.place != kAny && !places_.node(row.place));
    const auto places = own_places(row);
    if (named_wrongly || std::ranges::any_of(places, [&](const auto& at) { return decides(table, row, at); })) return;
    found("unreachable", row.line, "", "this row never decides: closer rows cover it, or its dates are empty");
  }

  // Every place hangs below a street, and what covers a street covers all below it; so streets are enough, and the
  // places that rows name.
  void check_gaps(const DutyTable& table, const std::string& leaf) {
    for (const std::string& place : places_to_ask_) {
      for (const LocalDate on : days_) {
        const auto duty = table.decide(leaf, *places_.codes_of(place), on, places_);
        if (duty) continue;
        const std::string when = days_.size() > 1 ? fmt::format(" from {} on", format_date(on)) : "";
        found("gap", 0, "", duty.error().detail + when);
        break;
      }
    }
  }

  const std::vector<DutyRow>& rows_;
  const CategoryTree& categories_;
  const PlaceTree& places_;
  const UnitTree& units_;
  std::vector<LocalDate> days_;
  std::vector<std::string> leaves_;
  std::set<std::string> places_to_ask_;
  std::vector<DutyFinding> findings_;
};

}  // namespace

DutyTable::DutyTable(std::vector<DutyRow> rows) : rows_(std::move(rows)), closest_first_(rows_.size()) {
  std::iota(closest_first_.begin(), closest_first_.end(), size_t{0});
  std::ranges::sort(closest_first_, [&](size_t one, size_t two) {
    const auto first = specificity(rows_[one]), second = specificity(rows_[two]);
    return first != second ? first > second : one < two;
  });
}

const DutyRow* DutyTable::row_for(std::string_view category, const PlaceCodes& place, LocalDate on) const {
  for (const size_t i : closest_first_) {
    const DutyRow& row = rows_[i];
    if (covers_category(row, category) && covers_place(row, place) && is_valid_on(row, on)) return &row;
  }
  return nullptr;
}

Result<Duty> DutyTable::decide(std::string_view category, const PlaceCodes& place, LocalDate on,
                               const PlaceTree& places) const {
  const DutyRow* row = row_for(category, place, on);
  if (!row) {
    return refuse(RefusalCode::nobody_in_charge,
                  fmt::format("no row of the duty table decides category {} at {}", category, describe(place)));
  }
  Duty duty = resolved(*row, place, places);
  if (!duty.lead.empty()) return duty;
  return refuse(RefusalCode::nobody_in_charge,
                fmt::format("line {} of the duty table gives category {} to {}, but no unit is on duty at {}",
                            row->line, category, row->lead, describe(place)));
}

std::vector<DutyFinding> DutyTable::check(const CategoryTree& categories, const PlaceTree& places,
                                          const UnitTree& units) const {
  return Check{rows_, categories, places, units}.run(*this);
}

}  // namespace huiyin
