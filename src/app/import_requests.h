// The requests of another system, brought in as cases with their history, from its table and a map of it.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "app/app.h"
#include "definitions/import_map.h"

namespace huiyin {

// Rows or cases by where they stand; `late` are closed ones that were settled after they were due.
struct ImportCounts {
  int64_t taken = 0, in_hand = 0, closed = 0, late = 0, refused = 0, transferred = 0, withdrawn = 0;
  bool operator==(const ImportCounts&) const = default;
};
BOOST_DESCRIBE_STRUCT(ImportCounts, (), (taken, in_hand, closed, late, refused, transferred, withdrawn))

struct ImportReport {
  bool ok = false;      // every row that reads is in, and the numbers agree
  int64_t rows = 0;     // of the table, its header apart
  int64_t already = 0;  // in the store from an earlier run
  int64_t rejected = 0;
  ImportCounts file;    // what the rows that read say of themselves
  ImportCounts added;   // of these, the ones brought in by this run
  ImportCounts moved;   // by how much the store's own tallies moved meanwhile
  bool agrees = false;  // added = moved
  bool stopped = false;
  std::string rejects_file;  // empty when every row reads
};
BOOST_DESCRIBE_STRUCT(ImportReport, (),
                      (ok, rows, already, rejected, file, added, moved, agrees, stopped, rejects_file))

struct ImportTable {
  std::string bytes;
  std::string rejects_path;  // written anew when rows do not read: line, reason, and the row as it stands
};

// Many rows a commit; what is committed stays when the import stops, and another run goes on from there: rows are known
// by the map's source and their number. A number that stands twice in the table counts once, the second is rejected.
// Refusals: invalid_input (the table lacks a column), unknown_thing (nothing adopted yet), the store's.
Result<ImportReport> import_requests(App& app, const ImportTable& table, const ImportMap& map,
                                     const Progress& progress);

}  // namespace huiyin
