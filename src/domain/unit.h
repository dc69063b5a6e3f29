// Units and their tree. A unit keeps its hours; the command centre is the unit marked so: every holder chain ends
// there. Units begin and end on dates; one that ends may name the unit its work passes to.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar.h"
#include "domain/lifecycle.h"

namespace huiyin {

enum class UnitKind { centre, department, street, community, grid, company, outside, volunteers };
BOOST_DESCRIBE_ENUM(UnitKind, centre, department, street, community, grid, company, outside, volunteers)

struct Unit {
  std::string code;
  Wording name;
  UnitKind kind = UnitKind::department;
  std::string parent;                                // empty for roots
  std::string hours;                                 // name of the site's hours; empty = default
  std::optional<LocalDate> valid_from, valid_until;  // first and last day; neither = always
  std::string successor;                             // merged: who has its work from the day after its last one
};

inline bool is_standing(const Unit& unit, LocalDate on) {
  return (!unit.valid_from || *unit.valid_from <= on) && (!unit.valid_until || on <= *unit.valid_until);
}

// What is wrong with one unit of a list; `field` is a column of units.csv.
struct UnitFlaw {
  std::string unit, field, detail;
};
// Duplicate code, missing parent, a unit that heads itself, hours that are not in `hours`, no or several centres, a
// centre that ends; dates the wrong way round, a unit that outlives its parent; a successor that is missing, gone by
// then or comes back in a circle, or of a unit that has no last day. Empty: UnitTree::of takes the list.
std::vector<UnitFlaw> flaws_of(const std::vector<Unit>& units, const std::map<std::string, WorkHours>& hours);

class UnitTree {
 public:
  // Any of flaws_of -> broken_definition; `where` is the unit's code.
  static Result<UnitTree> of(std::vector<Unit> units, std::map<std::string, WorkHours> hours);
  const Unit* unit(std::string_view code) const;
  const Unit& centre() const;
  const WorkHours* hours(std::string_view unit_code) const;                          // nullptr = the calendar's default
  bool is_within(std::string_view unit_code, std::string_view ancestor_code) const;  // itself counts
  const std::vector<Unit>& all() const { return units_; }
  // Who has the work of `code` on that day: the unit itself while it stands (or is still to begin), then its successors
  // in turn. nullptr: unknown, or dissolved without one.
  const Unit* acting(std::string_view code, LocalDate on) const;

 private:
  std::vector<Unit> units_;
  std::map<std::string, size_t, std::less<>> by_code_;
  std::map<std::string, WorkHours> hours_;
  size_t centre_ = 0;
};

}  // namespace huiyin
