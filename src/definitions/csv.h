// RFC 4180 tables with a header line: commas, quotes doubled inside quotes, CRLF or LF, a byte order mark tolerated.
// Every row knows the line it starts on; what is wrong becomes findings with file, line and column.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "definitions/finding.h"

namespace huiyin {

struct CsvRow {
  int32_t line = 0;                // where it starts; quoted cells may run over several
  std::vector<std::string> cells;  // in the order of the columns asked for, optional ones last, without spaces around
};

// The rows of `file`, whose header must name exactly `columns`, in any order; `optional` ones may be among them, and
// where one is not its cells are empty. Empty lines are skipped. A row with too few or too many cells is a finding and
// left out; bytes that are not UTF-8 or an unclosed quote end the reading.
std::vector<CsvRow> read_csv(const SourceFile& file, const std::vector<std::string_view>& columns, Findings& findings,
                             const std::vector<std::string_view>& optional = {});

}  // namespace huiyin
