#include "domain/unit.h"

#include <fmt/format.h>

#include <algorithm>

namespace huiyin {
namespace {

// One look over a list; collects what it finds.
class Look {
 public:
  Look(const std::vector<Unit>& units, const std::map<std::string, WorkHours>& hours) : units_(units), hours_(hours) {}

  std::vector<UnitFlaw> flaws() {
    for (const Unit& unit : units_) {
      if (!by_code_.emplace(unit.code, &unit).second)
        found(unit, "code", fmt::format("unit {} is given twice", unit.code));
    }
    for (const Unit& unit : units_) {
      look_at(unit);
      look_at_parents(unit);
      look_at_dates(unit);
      look_at_successor(unit);
    }
    look_at_centre();
    return std::move(flaws_);
  }

 private:
  void found(const Unit& unit, std::string field, std::string detail) {
    flaws_.push_back({unit.code, std::move(field), std::move(detail)});
  }

  const Unit* find(const std::string& code) const {
    const auto at = by_code_.find(code);
    return at == by_code_.end() ? nullptr : at->second;
  }

  void look_at(const Unit& unit) {
    if (unit.code.empty()) found(unit, "code", "a unit has no code");
    if (!unit.hours.empty() && !hours_.contains(unit.hours)) {
      found(unit, "hours",
            fmt::format("unit {} keeps hours '{}' which the site does not define", unit.code, unit.hours));
    }
  }

  // A unit below a circle it is not part of ends its walk after as many steps as there are units; the circle's own
  // units report it.
  void look_at_parents(const Unit& unit) {
    if (!unit.parent.empty() && !find(unit.parent)) {
      return found(unit, "parent", fmt::format("there is no unit {}", unit.parent));
    }
    const Unit* above = &unit;
    for (size_t steps = 0; steps < units_.size() && !above->parent.empty(); ++steps) {
      above = find(above->parent);
      if (!above) return;
      if (above == &unit) return found(unit, "parent", fmt::format("unit {} heads itself", unit.code));
    }
  }

  void look_at_dates(const Unit& unit) {
    if (unit.valid_from && unit.valid_until && *unit.valid_until < *unit.valid_from) {
      return found(unit, "valid_until", "is before valid_from");
    }
    if (unit.kind == UnitKind::centre && unit.valid_until) {
      found(unit, "valid_until", "the command centre does not end: every case falls back to it");
    }
    const Unit* parent = find(unit.parent);
    if (!parent || !parent->valid_until || (unit.valid_until && *unit.valid_until <= *parent->valid_until)) return;
    found(unit, "parent",
          fmt::format("unit {} outlives {}, which ends on {}", unit.code, parent->code,
                      format_date(*parent->valid_until)));
  }

  void look_at_successor(const Unit& unit) {
    if (unit.successor.empty()) return;
    if (!unit.valid_until) return found(unit, "valid_until", "a unit with a successor has a last day");
    const Unit* next = find(unit.successor);
    if (!next) return found(unit, "successor", fmt::format("there is no unit {}", unit.successor));
    if (succeeds_itself(unit)) {
      return found(unit, "successor", fmt::format("the work of {} comes back to itself", unit.code));
    }
    if (is_standing(*next, unit.valid_until->plus(1))) return;
    found(unit, "successor",
          fmt::format("unit {} does not stand on {}, the day after {} ends", next->code,
                      format_date(unit.valid_until->plus(1)), unit.code));
  }

  bool succeeds_itself(const Unit& unit) const {
    const Unit* next = find(unit.successor);
    for (size_t steps = 0; next && steps < units_.size(); ++steps) {
      if (next == &unit) return true;
      next = next->successor.empty() ? nullptr : find(next->successor);
    }
    return false;
  }

  void look_at_centre() {
    size_t centres_count = 0;
    for (const Unit& unit : units_) {
      if (unit.kind == UnitKind::centre && ++centres_count > 1) {
        found(unit, "kind", fmt::format("unit {} is a second centre", unit.code));
      }
    }
    if (centres_count == 0) flaws_.push_back({{}, "kind", "no unit is the command centre (kind centre)"});
  }

  const std::vector<Unit>& units_;
  const std::map<std::string, WorkHours>& hours_;
  std::map<std::string, const Unit*> by_code_;
  std::vector<UnitFlaw> flaws_;
};

}  // namespace

std::vector<UnitFlaw> flaws_of(const std::vector<Unit>& units, const std::map<std::string, WorkHours>& hours) {
  return Look{units, hours}.flaws();
}

Result<UnitTree> UnitTree::of(std::vector<Unit> units, std::map<std::string, WorkHours> hours) {
  const auto flaws = flaws_of(units, hours);
  if (!flaws.empty()) return refuse(RefusalCode::broken_definition, flaws.front().detail, flaws.front().unit);
  UnitTree tree;
  tree.units_ = std::move(units);
  tree.hours_ = std::move(hours);
  for (size_t i = 0; i < tree.units_.size(); ++i) {
    tree.by_code_.emplace(tree.units_[i].code, i);
    if (tree.units_[i].kind == UnitKind::centre) tree.centre_ = i;
  }
  return tree;
}

const Unit* UnitTree::unit(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &units_[found->second];
}

const Unit& UnitTree::centre() const {
  return units_[centre_];
}

const WorkHours* UnitTree::hours(std::string_view unit_code) const {
  const Unit* found = unit(unit_code);
  if (!found || found->hours.empty()) return nullptr;
  const auto named = hours_.find(found->hours);
  return named == hours_.end() ? nullptr : &named->second;
}

bool UnitTree::is_within(std::string_view unit_code, std::string_view ancestor_code) const {
  for (const Unit* at = unit(unit_code); at; at = at->parent.empty() ? nullptr : unit(at->parent)) {
    if (at->code == ancestor_code) return true;
  }
  return false;
}

const Unit* UnitTree::acting(std::string_view code, LocalDate on) const {
  const Unit* at = unit(code);
  while (at && at->valid_until && *at->valid_until < on) at = at->successor.empty() ? nullptr : unit(at->successor);
  return at;
}

}  // namespace huiyin
