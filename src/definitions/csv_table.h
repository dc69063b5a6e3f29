// A table from elsewhere, row by row: what does not read is one faulty row and the rest goes on. RFC 4180 as csv.h,
// but any header, and short or long rows are the caller's to judge. `text` outlives the table.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin {

struct TableRow {
  int32_t line = 0;                // where it starts
  std::string_view raw;            // as it stands in the file, without its line end
  std::vector<std::string> cells;  // without spaces around
  std::string fault;               // in words; then the cells are not to be trusted
};

class CsvTable {
 public:
  explicit CsvTable(std::string_view text);

  // The first line; empty when there is none.
  const TableRow& header() const { return header_; }
  // The next row that is not empty. A row with a fault ends at its first line break, a good one after its last cell.
  std::optional<TableRow> next();
  // How much of the text has been read.
  size_t read_bytes() const { return at_; }

 private:
  std::optional<TableRow> cut();
  std::string cut_cell(TableRow& row);
  std::string cut_quoted(TableRow& row);
  void end_row(TableRow& row, size_t from, size_t end);

  std::string_view text_;
  size_t at_ = 0;
  int32_t line_ = 1;
  TableRow header_;
};

// The cell as CSV wants it: quoted where it holds a comma, a quote or a line break.
std::string csv_cell(std::string_view text);

}  // namespace huiyin
