#include "definitions/csv_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace huiyin {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool is_blank(const TableRow& row) {
  return row.fault.empty() && row.cells.size() == 1 && row.cells.front().empty();
}

}  // namespace

CsvTable::CsvTable(std::string_view text) : text_(text) {
  if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  if (auto first = next()) header_ = std::move(*first);
}

std::optional<TableRow> CsvTable::next() {
  auto row = cut();
  while (row && is_blank(*row)) row = cut();
  return row;
}

std::optional<TableRow> CsvTable::cut() {
  if (at_ >= text_.size()) return std::nullopt;
  TableRow row{line_, {}, {}, {}};
  const size_t from = at_;
  while (true) {
    row.cells.push_back(cut_cell(row));
    if (!row.fault.empty() || at_ >= text_.size() || text_[at_] != ',') break;
    ++at_;
  }
  const size_t end = std::min(text_.find('\n', row.fault.empty() ? at_ : from), text_.size());
  end_row(row, from, end);
  return row;
}

void CsvTable::end_row(TableRow& row, size_t from, size_t end) {
  row.raw = text_.substr(from, end - from);
  if (row.raw.ends_with('\r')) row.raw.remove_suffix(1);
  if (row.fault.empty() && !is_utf8(row.raw)) row.fault = "these bytes are not UTF-8 text";
  line_ = row.line + static_cast<int32_t>(std::ranges::count(row.raw, '\n')) + 1;
  at_ = std::min(end + 1, text_.size());
}

std::string CsvTable::cut_cell(TableRow& row) {
  if (at_ < text_.size() && text_[at_] == '"') return cut_quoted(row);
  const size_t end = std::min(text_.find_first_of(",\"\n", at_), text_.size());
  const auto cell = text_.substr(at_, end - at_);
  at_ = end;
  if (end < text_.size() && text_[end] == '"') row.fault = "a quote inside a cell without quotes around it";
  return std::string{trimmed(cell)};
}

std::string CsvTable::cut_quoted(TableRow& row) {
  std::string cell;
  for (++at_; at_ < text_.size(); ++at_) {
    if (text_[at_] != '"') {
      cell += text_[at_];
      continue;
    }
    ++at_;
    if (at_ < text_.size() && text_[at_] == '"') {
      cell += '"';
      continue;
    }
    const auto rest = text_.substr(at_, 2);
    if (!rest.empty() && rest.front() != ',' && rest.front() != '\n' && rest != "\r\n") {
      row.fault = "a quoted cell must be followed by a comma or the end of the line";
    }
    if (rest == "\r\n") ++at_;
    return std::string{trimmed(cell)};
  }
  row.fault = "a quote is opened here and never closed";
  return cell;
}

std::string csv_cell(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string{text};
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
  return quoted + "\"";
}

}  // namespace huiyin
