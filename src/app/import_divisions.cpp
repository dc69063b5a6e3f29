#include "app/import_divisions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "app/private_file.h"
#include "app/written_file.h"
#include "definitions/csv_table.h"
#include "definitions/site_files.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr size_t kFindingsMax = 100;

struct Columns {
  size_t code = 0, name = 0;
  std::optional<size_t> settlement;
};

std::optional<size_t> column_of(const std::vector<std::string>& header, const std::string& asked,
                                const std::vector<std::string_view>& usual) {
  for (size_t i = 0; i < header.size(); ++i) {
    if (asked.empty() ? std::ranges::find(usual, header[i]) != usual.end() : header[i] == asked) return i;
  }
  return std::nullopt;
}

Result<Columns> columns_of(const std::vector<std::string>& header, const DivisionsSource& source) {
  const auto code = column_of(header, source.code_column, {"code", "code12", "统计用区划代码", "区划代码", "代码"});
  const auto name = column_of(header, source.name_column, {"name", "name_zh", "名称", "区划名称"});
  const auto settlement =
      column_of(header, source.class_column, {"settlement", "ur_code", "class", "城乡分类代码", "城乡分类"});
  const bool class_missing = !source.class_column.empty() && !settlement;
  if (code && name && !class_missing) return Columns{*code, *name, settlement};
  return refuse(RefusalCode::invalid_input,
                fmt::format("the column of the {} is not there; there are: {}",
                            !code   ? "code"
                            : !name ? "name"
                                    : "class",
                            fmt::join(header, ", ")),
                source.file + ":1");
}

// "210503001000" -> "210503001": in twelve digits, zeros stand for levels that do not exist.
std::string trimmed(std::string code) {
  if (code.size() != PlaceCode::kCommunityDigits) return code;
  if (code.ends_with("000000")) return code.substr(0, PlaceCode::kDistrictDigits);
  return code.ends_with("000") ? code.substr(0, PlaceCode::kStreetDigits) : code;
}

struct Division {
  std::string code, name, settlement;
  int32_t line = 0;
};

class DivisionsFile {
 public:
  DivisionsFile(const DivisionsSource& source, const Columns& columns, DivisionsImport& import)
      : file_(fs::path{source.file}.filename().string()), source_(source), columns_(columns), import_(import) {}

  std::vector<Division> read(CsvTable& table) {
    std::vector<Division> divisions;
    while (auto row = table.next()) {
      ++import_.rows;
      if (row->cells.size() != table.header().cells.size() && row->fault.empty())
        row->fault = fmt::format("{} cells instead of {}", row->cells.size(), table.header().cells.size());
      if (!row->fault.empty()) {
        complain(row->line, "", row->fault);
      } else {
        take(*row, divisions);
      }
    }
    drop_above(divisions);
    return divisions;
  }

 private:
  void complain(int32_t line, std::string_view field, std::string detail) {
    if (import_.findings.size() < kFindingsMax)
      import_.findings.push_back({file_, line, std::string{field}, std::move(detail)});
  }

  void take(TableRow& row, std::vector<Division>& divisions) {
    Division division{trimmed(std::move(row.cells[columns_.code])), std::move(row.cells[columns_.name]), {}, row.line};
    if (columns_.settlement) division.settlement = std::move(row.cells[*columns_.settlement]);
    if (!PlaceCode::parse(division.code)) {
      complain(row.line, "code", fmt::format("'{}' is not 6, 9, 12 or 15 digits", division.code));
    } else if (!division.code.starts_with(source_.below)) {
      ++import_.elsewhere;
    } else {
      divisions.push_back(std::move(division));
    }
  }

  // Provinces and cities have codes of six digits too, ending in 00; a city without districts is the parent of its
  // streets and stays.
  void drop_above(std::vector<Division>& divisions) {
    std::set<std::string> parents;
    for (const Division& division : divisions) {
      if (division.code.size() == PlaceCode::kStreetDigits) parents.insert(division.code.substr(0, 6));
    }
    import_.above = static_cast<int64_t>(std::erase_if(divisions, [&](const Division& division) {
      return division.code.size() == PlaceCode::kDistrictDigits && division.code.ends_with("00") &&
             !parents.contains(division.code);
    }));
  }

  std::string file_;
  const DivisionsSource& source_;
  const Columns& columns_;
  DivisionsImport& import_;
};

struct Row {
  std::string name_zh, name_en, unit, settlement;
  std::string file;
  int32_t line = 0;
};

// places.csv as it is and the divisions laid into it, by code.
class Rows {
 public:
  void take_places(const std::vector<PlaceRow>& places) {
    for (const PlaceRow& place : places) {
      const bool one_name = place.node.name.en == place.node.name.zh;
      rows_[place.node.code] = {
          place.node.name.zh, one_name ? std::string{} : place.node.name.en,
          place.node.unit,    place.node.settlement == 0 ? "" : std::to_string(place.node.settlement),
          "places.csv",       place.line};
    }
  }

  void take_divisions(const std::string& file, std::vector<Division> divisions, DivisionsImport& import) {
    for (Division& division : divisions) {
      Row& row = rows_[division.code];
      if (row.file == file) {
        import.findings.push_back(
            {file, division.line, "code", fmt::format("place {} stands on line {} already", division.code, row.line)});
      }
      import.added += row.file.empty();
      import.renamed += !row.file.empty() && row.name_zh != division.name;
      row.name_zh = std::move(division.name);
      if (!division.settlement.empty()) row.settlement = std::move(division.settlement);
      row.file = file;
      row.line = division.line;
      import.districts += division.code.size() == PlaceCode::kDistrictDigits;
      import.streets += division.code.size() == PlaceCode::kStreetDigits;
      import.communities += division.code.size() == PlaceCode::kCommunityDigits;
    }
  }

  // The new places.csv; what it would not hold is told of the file the row came from.
  std::string text(DivisionsImport& import) const {
    std::string text = "code,name_zh,name_en,unit,settlement\n";
    std::vector<const Row*> by_line;
    for (const auto& [code, row] : rows_) {
      text += fmt::format("{},{},{},{},{}\n", code, csv_cell(row.name_zh), csv_cell(row.name_en), csv_cell(row.unit),
                          csv_cell(row.settlement));
      by_line.push_back(&row);
    }
    Findings findings;
    read_places({"places.csv", text}, findings);
    for (Finding& found : findings) {
      const auto at = static_cast<size_t>(found.line) - 2;
      if (at < by_line.size()) {
        found.file = by_line[at]->file;
        found.line = by_line[at]->line;
      }
      import.findings.push_back(std::move(found));
    }
    return text;
  }

 private:
  std::map<std::string, Row> rows_;
};

}  // namespace

Result<DivisionsImport> import_divisions(const std::string& site_dir, const DivisionsSource& source) {
  std::error_code error;
  if (!fs::is_directory(site_dir, error))
    return refuse(RefusalCode::unknown_thing, "there is no such site folder", site_dir);
  const auto bytes = read_whole_file(source.file);
  if (!bytes) return std::unexpected(bytes.error());
  CsvTable table{*bytes};
  const auto columns = columns_of(table.header().cells, source);
  if (!columns) return std::unexpected(columns.error());
  DivisionsImport import;
  auto divisions = DivisionsFile{source, *columns, import}.read(table);
  const std::string file = fs::path{source.file}.filename().string();
  if (divisions.empty() && import.findings.empty()) import.findings.push_back({file, 0, "", "there are no divisions"});
  Rows rows;
  const std::string path = (fs::path{site_dir} / "places.csv").string();
  if (const auto known = read_whole_file(path)) rows.take_places(read_places({"places.csv", *known}, import.findings));
  rows.take_divisions(file, std::move(divisions), import);
  if (!import.findings.empty()) return import;
  const std::string text = rows.text(import);
  if (!import.findings.empty()) return import;
  if (auto written = replace_files({{path, text}}); !written) return std::unexpected(written.error());
  return import;
}

}  // namespace huiyin
