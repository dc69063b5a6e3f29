#include "app/import_requests.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <unordered_map>

#include "app/import_row.h"
#include "app/private_file.h"

namespace huiyin {
namespace {

constexpr size_t kRowsPerCommit = 1'000;

constexpr std::array<std::pair<std::string_view, int64_t ImportCounts::*>, 5> kStandings{{
    {"in_hand", &ImportCounts::in_hand},
    {"closed", &ImportCounts::closed},
    {"refused", &ImportCounts::refused},
    {"transferred", &ImportCounts::transferred},
    {"withdrawn", &ImportCounts::withdrawn},
}};

void count(const ImportedRow& row, ImportCounts& counts) {
  ++counts.taken;
  const auto standing = row.standing();
  for (const auto& [kind, counter] : kStandings) {
    if (kind == standing) ++(counts.*counter);
  }
  if (row.is_late()) ++counts.late;
}

// What the store's tallies say of a programme, since the start.
Result<ImportCounts> tallied(App& app, const Programme& programme) {
  const auto site = app.store().tallies("site", "", "", programme.name);
  if (!site) return std::unexpected(site.error());
  std::map<std::string, int64_t> sums;
  for (const auto& row : *site) sums[row.measure] += row.value;
  const auto days = app.store().tallies("flow.day", "", "9999-12-31", programme.name);
  if (!days) return std::unexpected(days.error());
  for (const auto& row : *days) {
    if (row.measure == "late") sums[row.measure] += row.value;
  }
  return ImportCounts{sums["taken"],   sums["in_hand"],     sums["closed"],   sums["late"],
                      sums["refused"], sums["transferred"], sums["withdrawn"]};
}

ImportCounts difference_of(const ImportCounts& after, const ImportCounts& before) {
  return {after.taken - before.taken,        after.in_hand - before.in_hand, after.closed - before.closed,
          after.late - before.late,          after.refused - before.refused, after.transferred - before.transferred,
          after.withdrawn - before.withdrawn};
}

class Import {
 public:
  Import(App& app, const ImportTable& table, const ImportMap& map, DefinitionsPtr today, ImportRowReader reader)
      : app_(app),
        table_(table),
        map_(map),
        today_(std::move(today)),
        reader_(std::move(reader)),
        moment_{app.now_at_ms(), new_cause(app.now_at_ms())} {}

  Result<ImportReport> run(CsvTable& rows, const Progress& progress) {
    const auto& programme = today_->programmes.at(map_.programme);
    const auto before = tallied(app_, programme);
    if (!before) return std::unexpected(before.error());
    if (auto ok = bring_in(rows, progress); !ok) return std::unexpected(ok.error());
    const auto after = tallied(app_, programme);
    if (!after) return std::unexpected(after.error());
    report_.moved = difference_of(*after, *before);
    report_.agrees = report_.moved == report_.added;
    report_.ok = report_.agrees && !report_.stopped;
    if (auto ok = keep_rejects(rows.header()); !ok) return std::unexpected(ok.error());
    return report_;
  }

 private:
  Result<void> bring_in(CsvTable& rows, const Progress& progress) {
    std::vector<ImportedRow> chunk;
    const auto total = static_cast<int64_t>(table_.bytes.size());
    while (const auto row = rows.next()) {
      ++report_.rows;
      read_row(*row, chunk);
      if (chunk.size() < kRowsPerCommit) continue;
      if (auto ok = load(chunk); !ok) return ok;
      if (progress && !progress(static_cast<int64_t>(rows.read_bytes()), total)) {
        report_.stopped = true;
        return {};
      }
    }
    if (auto ok = load(chunk); !ok) return ok;
    if (progress) progress(total, total);
    return {};
  }

  void read_row(const TableRow& row, std::vector<ImportedRow>& chunk) {
    auto read = reader_.read(row);
    if (!read) return reject(row.line, row.raw, read.error().detail);
    const auto [seen, is_new] = line_of_number_.try_emplace(read->number, row.line);
    if (!is_new) return reject(row.line, row.raw, fmt::format("number: it stands in line {} already", seen->second));
    raw_of_row_.emplace_back(row.line, row.raw);
    chunk.push_back(std::move(*read));
  }

  void reject(int32_t line, std::string_view raw, const std::string& why) {
    ++report_.rejected;
    rejects_ += fmt::format("{},{},{}\r\n", line, csv_cell(why), raw);
  }

  Result<void> load(std::vector<ImportedRow>& chunk) {
    std::vector<std::string> numbers;
    for (const auto& row : chunk) numbers.push_back(row.number);
    const auto known = app_.store().imported(map_.source, numbers);
    if (!known) return std::unexpected(known.error());
    std::vector<Draft> drafts;
    ImportCounts added = report_.added;
    for (size_t index = 0; index < chunk.size(); ++index) {
      auto draft = (*known)[index] != 0 ? Result<Draft>{} : draft_row(chunk[index]);
      if (!draft) {
        if (draft.error().code == RefusalCode::store_unavailable) return std::unexpected(draft.error());
        reject(raw_of_row_[index].first, raw_of_row_[index].second, draft.error().detail);
        continue;
      }
      count(chunk[index], report_.file);
      (*known)[index] != 0 ? void(++report_.already) : count(chunk[index], added);
      if ((*known)[index] == 0) drafts.push_back(std::move(*draft));
    }
    chunk.clear();
    raw_of_row_.clear();
    if (drafts.empty()) return {};
    if (auto ok = app_.store().load(std::move(drafts)); !ok) return ok;
    report_.added = added;
    return {};
  }

  Result<Draft> draft_row(const ImportedRow& row) {
    const auto id = app_.store().next_case_id(today_->calendar.zone().local(row.opened_at_ms).date);
    if (!id) return std::unexpected(id.error());
    return draft_of(row, *id, map_, *today_, moment_);
  }

  Result<void> keep_rejects(const TableRow& header) {
    std::error_code ignored;
    std::filesystem::remove(table_.rejects_path, ignored);
    if (rejects_.empty()) return {};
    report_.rejects_file = table_.rejects_path;
    return create_private_file(table_.rejects_path, fmt::format("line,reason,{}\r\n{}", header.raw, rejects_));
  }

  App& app_;
  const ImportTable& table_;
  const ImportMap& map_;
  const DefinitionsPtr today_;
  const ImportRowReader reader_;
  const ImportMoment moment_;
  ImportReport report_;
  std::string rejects_;
  std::unordered_map<std::string, int32_t> line_of_number_;
  std::vector<std::pair<int32_t, std::string_view>> raw_of_row_;  // of the chunk
};

}  // namespace

Result<ImportReport> import_requests(App& app, const ImportTable& table, const ImportMap& map,
                                     const Progress& progress) {
  auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  CsvTable rows{table.bytes};
  if (!rows.header().fault.empty() || rows.header().cells.empty()) {
    return refuse(RefusalCode::invalid_input, "the table needs a first line with the names of its columns", "line 1");
  }
  auto reader = ImportRowReader::of(map, rows.header(), *today);
  if (!reader) return std::unexpected(reader.error());
  return Import{app, table, map, std::move(today), std::move(*reader)}.run(rows, progress);
}

}  // namespace huiyin
