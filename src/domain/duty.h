// The duty table: category x place -> lead, parties, supervising unit, backstop. A decision table kept as CSV.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/category.h"
#include "domain/place.h"
#include "domain/unit.h"

namespace huiyin {

struct DutyRow {
  int32_t line = 0;                  // line of the file: the row's name in explanations
  std::string category;              // code or prefix; "*" = every category
  std::string place;                 // code or prefix; "*" = everywhere
  std::string lead;                  // unit code, or @grid, @community, @street: the unit on duty at the place
  std::vector<std::string> parties;  // the same words
  std::string supervising;
  std::string backstop;
  std::optional<LocalDate> valid_from, valid_until;
};

struct Duty {
  std::string lead;
  std::vector<std::string> parties;
  std::string supervising;
  std::string backstop;
  int32_t line = 0;  // the row that decided
};

// What the check of a table found; none of these prevents reading it, errors prevent adopting it.
struct DutyFinding {
  // gap: some leaf category at some street on some day has no row, or its row's @word finds no unit there.
  // conflict: an earlier row decides the same category and place on the same day. unreachable: the row never decides.
  // Also unknown_unit, unknown_category, unknown_place; dissolved_unit: the row names a unit that has ended, or has not
  // yet begun, on some day of the row.
  std::string kind;
  int32_t line = 0;    // 0: the whole table
  std::string column;  // empty: the whole row
  std::string detail;
};

class DutyTable {
 public:
  DutyTable() = default;
  explicit DutyTable(std::vector<DutyRow> rows);
  // The most specific row wins: longer category, then longer place; equal ones are a conflict the check refuses.
  // @grid, @community, @street: the unit on duty there, else the one of the level above. No row, or no unit on duty
  // -> nobody_in_charge naming category and place.
  Result<Duty> decide(std::string_view category, const PlaceCodes& place, LocalDate on, const PlaceTree& places) const;
  // The row that decides, before its @words are looked up; nullptr when none does.
  const DutyRow* row_for(std::string_view category, const PlaceCodes& place, LocalDate on) const;
  std::vector<DutyFinding> check(const CategoryTree& categories, const PlaceTree& places, const UnitTree& units) const;
  const std::vector<DutyRow>& rows() const { return rows_; }

 private:
  std::vector<DutyRow> rows_;
  std::vector<size_t> closest_first_;  // indices into rows_
};

}  // namespace huiyin
