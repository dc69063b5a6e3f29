// One row of another system's table: what it says by the map, and the case with its history it becomes. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "definitions/csv_table.h"
#include "definitions/import_map.h"
#include "store/store.h"

namespace huiyin {

struct ImportedRow {
  std::string number;
  std::string channel, category, subject, unit;
  PlaceCodes place;
  PrivatePart secret;  // description, address and point
  int64_t opened_at_ms = 0, due_at_ms = 0, settled_at_ms = 0;
  ImportOutcome outcome;
  Phase phase = Phase::open;

  // in_hand, or how it settled; what is neither refused, transferred nor withdrawn was closed.
  std::string_view standing() const;
  // By the table's own times: closed after it was due.
  bool is_late() const { return standing() == "closed" && due_at_ms != 0 && settled_at_ms > due_at_ms; }
};

class ImportRowReader {
 public:
  // A column of the map that the header lacks, or has twice -> invalid_input. `map` and `today` outlive the reader.
  static Result<ImportRowReader> of(const ImportMap& map, const TableRow& header, const Definitions& today);

  // A number or time that does not read, a status the map does not know, a settled row without its time, bytes that
  // are not text -> invalid_input in words for the list of rejects.
  Result<ImportedRow> read(const TableRow& row) const;

 private:
  ImportRowReader(const ImportMap& map, const Definitions& today) : map_(&map), today_(&today) {}
  const std::string& cell(const TableRow& row, const std::string& column) const;
  const std::string& first_filled(const TableRow& row, const std::vector<std::string>& columns) const;
  Result<int64_t> instant(const std::string& text, const char* what) const;
  Result<void> read_times(const TableRow& row, ImportedRow& read) const;
  Result<void> read_outcome(const TableRow& row, ImportedRow& read) const;
  void read_place(const TableRow& row, ImportedRow& read) const;
  std::optional<Point> point_of(const TableRow& row) const;

  const ImportMap* map_;
  const Definitions* today_;
  std::map<std::string, size_t, std::less<>> positions_;
  size_t columns_count_ = 0;
};

struct ImportMoment {
  int64_t now_at_ms = 0;
  int64_t cause = 0;
};

// The case as the engine would have shaped it: opened, then in hand or settled. Its due time is the row's own and is
// never computed anew; ladders do not fire for the past, the next step of an overdue clock lies ahead. A row in hand
// without a due time is promised one from now on. Refusals: outside_calendar.
Result<Draft> draft_of(const ImportedRow& row, CaseId id, const ImportMap& map, const Definitions& today,
                       const ImportMoment& moment);

// "Central Park Heights" -> "central_park_heights"; letters of other scripts stay.
std::string place_slug(std::string_view text);

}  // namespace huiyin
