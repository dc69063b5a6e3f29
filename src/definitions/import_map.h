// How the table of another system becomes cases: which column means what, which of its words mean which of ours.
// A new source is a new file of this kind, never code. See examples/ for one with every key explained.
#pragma once

#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/date_pattern.h"
#include "definitions/finding.h"
#include "domain/definitions.h"
#include "domain/event.h"

namespace huiyin {

// Column names of the table; empty = the table has none. Lists: the first column that is filled counts.
struct ImportColumns {
  std::string number, opened, due, status, channel, category, unit, lat, lon, description, address;
  std::vector<std::string> settled, place;
};

// What a status of theirs means: the state the case is in, and where it settled, why.
struct ImportOutcome {
  std::string state;
  std::string reason;
  std::string outside;  // where it was transferred
};

// Their words to ours. The whole text first, then the longest beginning, then `otherwise`.
struct ImportWords {
  std::map<std::string, std::string, std::less<>> exact, prefix;
  std::string otherwise;
  const std::string& of(std::string_view text) const;
};

struct ImportMap {
  std::string source;  // under which the table's numbers are remembered
  std::string programme;
  Zone zone = Zone::utc();
  DatePattern date;
  ImportColumns columns;
  ImportWords channels, categories, units, places;
  std::map<std::string, ImportOutcome, std::less<>> outcomes;  // by their status
  std::vector<Point> unusable_points;                          // coordinates that stand for "not known"

  // Every column named, each once.
  std::vector<std::string> columns_named() const;
};

// Checked against what the site has adopted: programme, doors, categories, units, places and states must be there.
std::expected<ImportMap, Findings> read_import_map(const SourceFile& file, const Definitions& today);

// "39.2913" -> 392913000 (1e-7 degrees), within +-`degrees_max`; nothing for anything else.
std::optional<int32_t> degrees_e7(std::string_view text, int32_t degrees_max);

}  // namespace huiyin
