#include "definitions/csv.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace huiyin {
namespace {

std::string trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return std::string{text};
}

// Cuts text into rows of raw cells.
class Cutter {
 public:
  Cutter(std::string_view text, const std::string& file, Findings& findings)
      : text_(text), file_(file), findings_(findings) {
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
  }

  // The next row that is not empty; nothing at the end or after an unclosed quote.
  std::optional<CsvRow> next() {
    while (at_ < text_.size()) {
      CsvRow row = cut_row();
      if (broken_) return std::nullopt;
      if (row.cells.size() > 1 || !row.cells.front().empty()) return row;
    }
    return std::nullopt;
  }

 private:
  CsvRow cut_row() {
    CsvRow row{line_, {}};
    do {
      row.cells.push_back(at_ < text_.size() && text_[at_] == '"' ? cut_quoted() : cut_plain());
    } while (!broken_ && take(','));
    take('\r');
    if (take('\n')) {
      ++line_;
    } else if (!broken_ && at_ < text_.size()) {
      complain("a quoted cell must be followed by a comma or the end of the line");
    }
    return row;
  }

  std::string cut_plain() {
    const size_t end = std::min(text_.find_first_of(",\"\n", at_), text_.size());
    std::string_view cell = text_.substr(at_, end - at_);
    at_ = end;
    if (end < text_.size() && text_[end] == '"') complain("a quote inside a cell without quotes around it");
    if (cell.ends_with('\r')) cell.remove_suffix(1);
    return trimmed(cell);
  }

  std::string cut_quoted() {
    std::string cell;
    const int32_t opened_on = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] == '"') {
        ++at_;
        if (at_ == text_.size() || text_[at_] != '"') return trimmed(cell);
      }
      cell += text_[at_];
    }
    line_ = opened_on;
    complain("a quote is opened here and never closed");
    return cell;
  }

  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  void complain(std::string detail) {
    if (!broken_) findings_.push_back({file_, line_, "", std::move(detail)});
    broken_ = true;
  }

  std::string_view text_;
  const std::string& file_;
  Findings& findings_;
  size_t at_ = 0;
  int32_t line_ = 1;
  bool broken_ = false;
};

// The line of the first byte that is not UTF-8; nothing when all are.
std::optional<int32_t> bad_line(std::string_view bytes) {
  int32_t line = 1;
  while (true) {
    const size_t end = std::min(bytes.find('\n'), bytes.size());
    if (!is_utf8(bytes.substr(0, end))) return line;
    if (end == bytes.size()) return std::nullopt;
    bytes.remove_prefix(end + 1);
    ++line;
  }
}

// For each column its position in the header, past its end where an optional one is left out; nothing when the header
// is not right. The first `wanted_count` columns must be there.
std::optional<std::vector<size_t>> positions(const CsvRow& header, const std::vector<std::string_view>& columns,
                                             size_t wanted_count, const std::string& file, Findings& findings) {
  const size_t findings_before = findings.size();
  std::vector<size_t> found;
  for (const std::string_view column : columns) {
    const auto at = std::ranges::find(header.cells, column);
    if (at == header.cells.end() && found.size() < wanted_count) {
      findings.push_back({file, header.line, std::string{column}, "the column is missing"});
    }
    found.push_back(static_cast<size_t>(at - header.cells.begin()));
  }
  for (auto cell = header.cells.begin(); cell != header.cells.end(); ++cell) {
    if (std::ranges::find(columns, *cell) == columns.end()) {
      findings.push_back(
          {file, header.line, *cell, fmt::format("unknown column; known are: {}", fmt::join(columns, ","))});
    } else if (std::find(header.cells.begin(), cell, *cell) != cell) {
      findings.push_back({file, header.line, *cell, "the column is given twice"});
    }
  }
  if (findings.size() > findings_before) return std::nullopt;
  return found;
}

}  // namespace

std::vector<CsvRow> read_csv(const SourceFile& file, const std::vector<std::string_view>& columns, Findings& findings,
                             const std::vector<std::string_view>& optional) {
  std::vector<CsvRow> rows;
  if (const auto line = bad_line(file.bytes)) {
    findings.push_back({file.path, *line, "", "these bytes are not UTF-8 text"});
    return rows;
  }
  Cutter cutter{file.bytes, file.path, findings};
  const auto header = cutter.next();
  if (!header) {
    if (findings.empty() || findings.back().file != file.path) {
      findings.push_back({file.path, 0, "", fmt::format("needs a first line: {}", fmt::join(columns, ","))});
    }
    return rows;
  }
  auto known = columns;
  known.insert(known.end(), optional.begin(), optional.end());
  const auto from = positions(*header, known, columns.size(), file.path, findings);
  if (!from) return rows;
  while (auto row = cutter.next()) {
    if (row->cells.size() != header->cells.size()) {
      findings.push_back(
          {file.path, row->line, "", fmt::format("{} cells instead of {}", row->cells.size(), header->cells.size())});
      continue;
    }
    CsvRow ordered{row->line, {}};
    for (const size_t position : *from) {
      ordered.cells.push_back(position < row->cells.size() ? std::move(row->cells[position]) : std::string{});
    }
    rows.push_back(std::move(ordered));
  }
  return rows;
}

}  // namespace huiyin
