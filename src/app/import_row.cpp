#include "app/import_row.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/text.h"

namespace huiyin {
namespace {

constexpr size_t kNumberMax = 100;
constexpr size_t kSubjectMax = 200;
constexpr size_t kWordsMax = 5'000;

const std::string kNothing;

std::unexpected<Refusal> unreadable(std::string why) {
  return refuse(RefusalCode::invalid_input, std::move(why));
}

Result<void> check_words(const std::string& text, size_t code_points_max, const std::string& column) {
  const auto ok = check_text(text, code_points_max, column);
  if (ok) return {};
  return unreadable(fmt::format("{}: {}", column, ok.error().detail));
}

}  // namespace

std::string_view ImportedRow::standing() const {
  if (phase == Phase::open) return "in_hand";
  for (const std::string_view kind : {"refused", "transferred", "withdrawn"}) {
    if (outcome.state == kind) return kind;
  }
  return "closed";
}

std::string place_slug(std::string_view text) {
  std::string slug;
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (upper || kept) {
      slug += upper ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!slug.empty() && slug.back() != '_') {
      slug += '_';
    }
  }
  while (slug.ends_with('_')) slug.pop_back();
  return slug;
}

Result<ImportRowReader> ImportRowReader::of(const ImportMap& map, const TableRow& header, const Definitions& today) {
  ImportRowReader reader{map, today};
  reader.columns_count_ = header.cells.size();
  for (const auto& column : map.columns_named()) {
    const auto found = std::ranges::find(header.cells, column);
    if (found == header.cells.end()) {
      return refuse(RefusalCode::invalid_input,
                    fmt::format("the table has no column '{}'; it has: {}", column, fmt::join(header.cells, ", ")),
                    fmt::format("line {}", header.line));
    }
    if (std::find(found + 1, header.cells.end(), column) != header.cells.end()) {
      return refuse(RefusalCode::invalid_input, fmt::format("the table has the column '{}' twice", column),
                    fmt::format("line {}", header.line));
    }
    reader.positions_[column] = static_cast<size_t>(found - header.cells.begin());
  }
  return reader;
}

const std::string& ImportRowReader::cell(const TableRow& row, const std::string& column) const {
  const auto found = positions_.find(column);
  return found == positions_.end() ? kNothing : row.cells[found->second];
}

const std::string& ImportRowReader::first_filled(const TableRow& row, const std::vector<std::string>& columns) const {
  for (const auto& column : columns) {
    if (!cell(row, column).empty()) return cell(row, column);
  }
  return kNothing;
}

Result<int64_t> ImportRowReader::instant(const std::string& text, const char* what) const {
  if (text.empty()) return 0;
  auto at_ms = map_->date.read(text, map_->zone);
  if (!at_ms) return unreadable(fmt::format("{}: {}", what, at_ms.error().detail));
  return at_ms;
}

Result<void> ImportRowReader::read_times(const TableRow& row, ImportedRow& read) const {
  const auto opened = instant(cell(row, map_->columns.opened), "opened");
  if (!opened) return std::unexpected(opened.error());
  if (cell(row, map_->columns.opened).empty()) return unreadable("opened: the row does not say when");
  const auto due = instant(cell(row, map_->columns.due), "due");
  if (!due) return std::unexpected(due.error());
  read.opened_at_ms = *opened;
  read.due_at_ms = *due;
  const auto dated = make_case_id(today_->calendar.zone().local(*opened).date, 1);
  if (!dated) return unreadable(fmt::format("opened: {}", dated.error().detail));
  return {};
}

Result<void> ImportRowReader::read_outcome(const TableRow& row, ImportedRow& read) const {
  const auto& status = cell(row, map_->columns.status);
  const auto found = map_->outcomes.find(status);
  if (found == map_->outcomes.end()) return unreadable(fmt::format("status: the map knows no outcome '{}'", status));
  read.outcome = found->second;
  const auto& programme = today_->programmes.at(map_->programme);
  read.phase = today_->lifecycles.at(programme.lifecycle).state(read.outcome.state)->phase;
  if (read.phase == Phase::open) return {};
  const auto& when = first_filled(row, map_->columns.settled);
  if (when.empty()) return unreadable("settled: the row does not say when");
  const auto settled = instant(when, "settled");
  if (!settled) return std::unexpected(settled.error());
  read.settled_at_ms = *settled;
  return {};
}

std::optional<Point> ImportRowReader::point_of(const TableRow& row) const {
  const auto lat = degrees_e7(cell(row, map_->columns.lat), 90);
  const auto lon = degrees_e7(cell(row, map_->columns.lon), 180);
  if (!lat || !lon) return std::nullopt;
  const Point point{*lat, *lon};
  if (std::ranges::find(map_->unusable_points, point) != map_->unusable_points.end()) return std::nullopt;
  return point;
}

void ImportRowReader::read_place(const TableRow& row, ImportedRow& read) const {
  read.secret.point = point_of(row);
  if (read.secret.point) {
    if (const auto located = today_->places.locate(*read.secret.point)) {
      read.place = located->place;
      return;
    }
  }
  const auto& text = first_filled(row, map_->columns.place);
  if (const auto& code = map_->places.of(text); !code.empty()) {
    if (auto known = today_->places.codes_of(code)) read.place = std::move(*known);
  } else {
    read.place.given = place_slug(text);
  }
}

Result<ImportedRow> ImportRowReader::read(const TableRow& row) const {
  if (!row.fault.empty()) return unreadable(row.fault);
  if (row.cells.size() != columns_count_) {
    return unreadable(fmt::format("{} cells instead of {}", row.cells.size(), columns_count_));
  }
  const auto& columns = map_->columns;
  ImportedRow read;
  read.number = cell(row, columns.number);
  if (read.number.empty()) return unreadable("number: the row has none");
  if (auto ok = check_words(read.number, kNumberMax, "number"); !ok) return std::unexpected(ok.error());
  if (auto ok = read_times(row, read); !ok) return std::unexpected(ok.error());
  if (auto ok = read_outcome(row, read); !ok) return std::unexpected(ok.error());
  read.subject = cell(row, columns.category);
  if (auto ok = check_words(read.subject, kSubjectMax, "category"); !ok) return std::unexpected(ok.error());
  read.channel = map_->channels.of(cell(row, columns.channel));
  read.category = map_->categories.of(read.subject);
  read.unit = map_->units.of(cell(row, columns.unit));
  for (const auto& [field, column] : {std::pair{"description", columns.description}, {"address", columns.address}}) {
    const auto& words = cell(row, column);
    if (words.empty()) continue;
    if (auto ok = check_words(words, kWordsMax, field); !ok) return std::unexpected(ok.error());
    read.secret.words[field] = words;
  }
  read_place(row, read);
  return read;
}

}  // namespace huiyin
