// What a planner would like to try: more or fewer people, other duties, more reports, less illness. Read from a file,
// checked against what the site has adopted.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "definitions/finding.h"
#include "domain/definitions.h"

namespace huiyin::sim {

struct StaffChange {
  Role role = Role::handler;
  std::string unit;   // of the post
  std::string place;  // the post is bound to; empty = the unit's
  int64_t count = 0;  // below zero: so many fewer
};

struct Change {
  std::vector<StaffChange> staff;
  double arrivals = 1, sickness = 1;  // factors
  std::vector<DutyRow> duties;        // each takes the place of the row of its category and place, or is added

  // Units and streets whose figures are told apart.
  std::vector<std::string> units;
};

// Keys: staff (list of {grid_workers, street} or {handlers, unit}), arrivals_percent, sickness_percent, duties (list of
// {category, place?, lead, parties?}). Unknown units, places, categories, nobody left in a unit are findings with line.
std::expected<Change, Findings> read_change(const SourceFile& file, const Definitions& today);

// The definitions with its duty rows.
Definitions changed(const Definitions& today, const Change& change);

}  // namespace huiyin::sim
