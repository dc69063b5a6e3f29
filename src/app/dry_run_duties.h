// A duty table tried over past cases before it is adopted: which would have gone to another unit, and by which row.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "app/duty_view.h"
#include "definitions/finding.h"

namespace huiyin {

struct DutyTrial {
  std::string file = "duties.csv";  // its name, for findings
  std::string table;                // the new table, as CSV
  std::string from, until;          // first and last local date a case was opened on; empty = open-ended
  size_t moves_max = 1'000;         // of the list; the totals count all
};

// One case that would have gone elsewhere, at the place and under the category it has now, on the date it was opened.
struct DutyMove {
  std::string case_no, category;
  PlaceView place;
  int64_t opened_at_ms = 0;
  UnitView before, after;
  DutyRowView row_before, row_after;  // the rows that decide; line 0 where none does
  bool operator==(const DutyMove&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyMove, (), (case_no, category, place, opened_at_ms, before, after, row_before, row_after))

// The cases a unit leads by today's table and by the new one.
struct DutyLoad {
  UnitView unit;
  int64_t before = 0, after = 0;
  bool operator==(const DutyLoad&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyLoad, (), (unit, before, after))

struct DutyDryRun {
  bool ok = false;                // the table holds; otherwise no case was looked at
  std::vector<Finding> problems;  // gaps, conflicts, rows that never decide, with line and column
  int64_t edition = 0;            // whose table it was held against
  int64_t cases = 0, moved = 0;
  std::vector<DutyMove> moves;  // newest case first
  std::vector<DutyLoad> units;  // the largest change first
  bool operator==(const DutyDryRun&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyDryRun, (), (ok, problems, edition, cases, moved, moves, units))

// Over counted cases, open and settled. A table that begins on a later date is asked for that date. For who may adopt;
// not a date -> invalid_input at /from or /until; stopped by `progress` -> wrong_use.
Result<DutyDryRun> dry_run_duties(App& app, const Caller& caller, const DutyTrial& trial,
                                  const Progress& progress = {});

}  // namespace huiyin
