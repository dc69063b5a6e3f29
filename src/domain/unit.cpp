#include "domain/unit.h"

#include <fmt/format.h>

namespace huiyin {
namespace {

std::unexpected<Refusal> broken(std::string detail, const std::string& code) {
  return refuse(RefusalCode::broken_definition, std::move(detail), code);
}

}  // namespace

Result<UnitTree> UnitTree::of(std::vector<Unit> units, std::map<std::string, WorkHours> hours) {
  UnitTree tree;
  tree.units_ = std::move(units);
  tree.hours_ = std::move(hours);
  size_t centres_count = 0;
  for (size_t i = 0; i < tree.units_.size(); ++i) {
    const Unit& unit = tree.units_[i];
    if (unit.code.empty()) return broken("a unit has no code", unit.code);
    if (!tree.by_code_.emplace(unit.code, i).second) {
      return broken(fmt::format("unit {} is given twice", unit.code), unit.code);
    }
    if (!unit.hours.empty() && !tree.hours_.contains(unit.hours)) {
      return broken(fmt::format("unit {} keeps hours '{}' which the site does not define", unit.code, unit.hours),
                    unit.code);
    }
    if (unit.kind != UnitKind::centre) continue;
    tree.centre_ = i;
    if (++centres_count > 1) return broken(fmt::format("unit {} is a second centre", unit.code), unit.code);
  }
  if (centres_count == 0) return broken("no unit is the command centre (kind centre)", {});
  if (auto ok = tree.check_parents(); !ok) return std::unexpected(std::move(ok.error()));
  return tree;
}

Result<void> UnitTree::check_parents() const {
  for (const Unit& unit : units_) {
    const Unit* above = &unit;
    // A unit below a circle it is not part of ends its walk here; the circle's own units report it.
    for (size_t steps = 0; !above->parent.empty() && steps < units_.size(); ++steps) {
      const Unit* parent = this->unit(above->parent);
      if (!parent) return broken(fmt::format("unit {} has no parent {}", above->code, above->parent), above->code);
      if (parent == &unit) return broken(fmt::format("unit {} heads itself", unit.code), unit.code);
      above = parent;
    }
  }
  return {};
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

}  // namespace huiyin
