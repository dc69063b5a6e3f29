// Units and their tree. A unit keeps its hours; the command centre is the unit marked so: every holder chain ends
// there.
#pragma once

#include <map>
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
  std::string parent;  // empty for roots
  std::string hours;   // name of the site's hours; empty = default
};

class UnitTree {
 public:
  // Duplicate code, missing parent, a unit that heads itself (cycle), no or several centres, hours that are not in
  // `hours` -> broken_definition; `where` is the unit's code.
  static Result<UnitTree> of(std::vector<Unit> units, std::map<std::string, WorkHours> hours);
  const Unit* unit(std::string_view code) const;
  const Unit& centre() const;
  const WorkHours* hours(std::string_view unit_code) const;                          // nullptr = the calendar's default
  bool is_within(std::string_view unit_code, std::string_view ancestor_code) const;  // itself counts
  const std::vector<Unit>& all() const { return units_; }

 private:
  Result<void> check_parents() const;

  std::vector<Unit> units_;
  std::map<std::string, size_t, std::less<>> by_code_;
  std::map<std::string, WorkHours> hours_;
  size_t centre_ = 0;
};

}  // namespace huiyin
