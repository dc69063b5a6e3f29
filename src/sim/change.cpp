#include "sim/change.h"

#include <fmt/format.h>

#include <algorithm>

#include "definitions/yaml.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kStaffMax = 100;
constexpr int64_t kPercentMax = 1'000;
constexpr size_t kStreetDigits = 9;
constexpr int32_t kAddedLine = 1'000'000;  // of rows that stand in no file

void note_unit(Change& change, const std::string& unit) {
  const bool known = std::ranges::find(change.units, unit) != change.units.end();
  if (!unit.empty() && !known) change.units.push_back(unit);
}

std::string street_unit(const yaml::Value& value, const Definitions& today) {
  const auto code = value.text(15);
  const auto node = today.places.node(code);
  const bool is_street = node && code.size() == kStreetDigits && !node->unit.empty();
  if (value && !is_street) value.complain(fmt::format("there is no street '{}': give its code of nine digits", code));
  return is_street ? node->unit : std::string{};
}

std::string known_unit(const yaml::Value& value, const Definitions& today) {
  const auto code = value.text(64);
  if (code.empty() || code.starts_with('@') || today.units.unit(code) != nullptr) return code;
  value.complain(fmt::format("there is no unit '{}'", code));
  return {};
}

void read_staff(const yaml::Value& value, const Definitions& today, Change& change) {
  const auto map = value.map({"grid_workers", "street", "handlers", "unit"});
  const bool grid = static_cast<bool>(map["grid_workers"]);
  if (grid == static_cast<bool>(map["handlers"])) return value.complain("needs either grid_workers or handlers");
  StaffChange staff;
  staff.role = grid ? Role::grid_worker : Role::handler;
  staff.count = map[grid ? "grid_workers" : "handlers"].integer(-kStaffMax, kStaffMax);
  staff.unit = grid ? street_unit(map.required("street"), today) : known_unit(map.required("unit"), today);
  if (grid) staff.place = map["street"].text(15);
  note_unit(change, staff.unit);
  change.staff.push_back(std::move(staff));
}

void read_duty(const yaml::Value& value, const Definitions& today, Change& change) {
  const auto map = value.map({"category", "place", "lead", "parties"});
  DutyRow row;
  row.line = kAddedLine + static_cast<int32_t>(change.duties.size());
  row.category = map.required("category").text(16);
  const auto is_known = [&](const Category& category) { return category.code.starts_with(row.category); };
  if (!row.category.empty() && row.category != "*" && std::ranges::none_of(today.categories.all(), is_known)) {
    map["category"].complain(fmt::format("there is no category '{}'", row.category));
  }
  row.place = map["place"] ? map["place"].text(15) : "*";
  if (row.place != "*" && !today.places.node(row.place)) {
    map["place"].complain(fmt::format("there is no place '{}'", row.place));
  }
  row.lead = known_unit(map.required("lead"), today);
  for (const auto& party : map["parties"].items()) row.parties.push_back(known_unit(party, today));
  row.supervising = today.units.centre().code;
  row.backstop = "@street";
  if (!row.lead.starts_with('@')) note_unit(change, row.lead);
  for (const auto& old : today.duties.rows()) {
    const bool replaced = old.category == row.category && old.place == row.place && !old.lead.starts_with('@');
    if (replaced) note_unit(change, old.lead);
  }
  change.duties.push_back(std::move(row));
}

}  // namespace

std::expected<Change, Findings> read_change(const SourceFile& file, const Definitions& today) {
  Findings findings;
  const yaml::Document document{file, findings};
  const auto map = document.root().map({"staff", "arrivals_percent", "sickness_percent", "duties"});
  Change change;
  for (const auto& staff : map["staff"].items()) read_staff(staff, today, change);
  for (const auto& duty : map["duties"].items()) read_duty(duty, today, change);
  if (map["arrivals_percent"]) {
    change.arrivals = static_cast<double>(map["arrivals_percent"].integer(1, kPercentMax)) / 100;
  }
  if (map["sickness_percent"]) {
    change.sickness = static_cast<double>(map["sickness_percent"].integer(0, kPercentMax)) / 100;
  }
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return change;
}

Definitions changed(const Definitions& today, const Change& change) {
  Definitions other = today;
  if (change.duties.empty()) return other;
  auto rows = today.duties.rows();
  for (const auto& row : change.duties) {
    std::erase_if(rows, [&](const DutyRow& old) { return old.category == row.category && old.place == row.place; });
    rows.push_back(row);
  }
  other.duties = DutyTable{std::move(rows)};
  return other;
}

}  // namespace huiyin::sim
