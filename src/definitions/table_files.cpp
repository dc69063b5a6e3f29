#include <fmt/format.h>

#include <map>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "definitions/csv.h"
#include "definitions/site_files.h"

namespace huiyin {
namespace {

constexpr size_t kNameMax = 100;

// One row while it is read: complains with its own line.
class Row {
 public:
  Row(const SourceFile& file, const CsvRow& row, Findings& findings) : file_(file), row_(row), findings_(findings) {}

  const std::string& cell(size_t column) const { return row_.cells[column]; }
  int32_t line() const { return row_.line; }
  void complain(std::string_view column, std::string detail) const {
    findings_.push_back({file_.path, row_.line, std::string{column}, std::move(detail)});
  }
  // Two names in the columns from `first` on; the Chinese one is wanted.
  Wording names(size_t first) const {
    if (cell(first).empty()) complain("name_zh", "must not be empty");
    for (size_t i = 0; i < 2; ++i) {
      if (auto ok = check_text(cell(first + i), kNameMax, ""); !ok) {
        complain(i == 0 ? "name_zh" : "name_en", ok.error().detail);
      }
    }
    return {cell(first), cell(first + 1).empty() ? cell(first) : cell(first + 1)};
  }
  std::optional<LocalDate> date(size_t column, std::string_view name) const {
    if (cell(column).empty()) return std::nullopt;
    const auto date = parse_date(cell(column));
    if (!date) complain(name, date.error().detail);
    return date ? std::optional{*date} : std::nullopt;
  }

 private:
  const SourceFile& file_;
  const CsvRow& row_;
  Findings& findings_;
};

bool is_unit_code(std::string_view code) {
  return !code.empty() && code.size() <= 40 && std::ranges::all_of(code, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

Unit read_unit(const Row& row) {
  Unit unit;
  unit.code = row.cell(0);
  unit.name = row.names(1);
  unit.parent = row.cell(4);
  unit.hours = row.cell(5);
  if (!is_unit_code(unit.code)) row.complain("code", "must be small letters, digits, '_', '.' or '-', at most 40");
  if (const auto kind = json::enum_from<UnitKind>(row.cell(3))) {
    unit.kind = *kind;
  } else {
    row.complain("kind", "must be one of: centre, department, street, community, grid, company, outside, volunteers");
  }
  return unit;
}

std::vector<std::string> cut_list(const std::string& cell) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : cell + ";") {
    if (c != ';' && c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

bool is_any_or_digits(std::string_view code) {
  return code == "*" || (!code.empty() && code.find_first_not_of("0123456789") == std::string_view::npos);
}

DutyRow read_duty(const Row& row) {
  DutyRow duty;
  duty.line = row.line();
  duty.category = row.cell(0);
  duty.place = row.cell(1);
  duty.lead = row.cell(2);
  duty.parties = cut_list(row.cell(3));
  duty.supervising = row.cell(4);
  duty.backstop = row.cell(5);
  duty.valid_from = row.date(6, "valid_from");
  duty.valid_until = row.date(7, "valid_until");
  if (!is_any_or_digits(duty.category)) row.complain("category", "must be a category code or *");
  if (!is_any_or_digits(duty.place)) row.complain("place", "must be a place code or *");
  if (duty.lead.empty()) row.complain("lead", "must not be empty");
  if (duty.valid_from && duty.valid_until && *duty.valid_until < *duty.valid_from) {
    row.complain("valid_until", "is before valid_from");
  }
  return duty;
}

}  // namespace

std::optional<UnitTree> read_units(const SourceFile& file, const std::map<std::string, WorkHours>& hours,
                                   Findings& findings) {
  const size_t findings_before = findings.size();
  const auto rows = read_csv(file, {"code", "name_zh", "name_en", "kind", "parent", "hours"}, findings);
  std::vector<Unit> units;
  std::map<std::string, int32_t> lines;
  for (const CsvRow& cells : rows) {
    const Row row{file, cells, findings};
    units.push_back(read_unit(row));
    if (!lines.emplace(units.back().code, row.line()).second) {
      row.complain("code", fmt::format("unit {} is given twice", units.back().code));
    }
    if (!units.back().hours.empty() && !hours.contains(units.back().hours)) {
      row.complain("hours", fmt::format("site.yaml has no hours named {}", units.back().hours));
    }
  }
  for (const CsvRow& cells : rows) {
    const Row row{file, cells, findings};
    if (!row.cell(4).empty() && !lines.contains(row.cell(4))) {
      row.complain("parent", fmt::format("there is no unit {}", row.cell(4)));
    }
  }
  if (findings.size() > findings_before) return std::nullopt;
  auto tree = UnitTree::of(std::move(units), hours);
  if (tree) return *tree;
  const auto line = lines.find(tree.error().where);
  findings.push_back({file.path, line == lines.end() ? 0 : line->second, "", tree.error().detail});
  return std::nullopt;
}

std::vector<PlaceLine> read_places(const SourceFile& file, Findings& findings) {
  std::vector<PlaceLine> places;
  const auto rows = read_csv(file, {"code", "name_zh", "name_en", "unit"}, findings);
  std::set<std::string> codes;
  for (const CsvRow& cells : rows) {
    const Row row{file, cells, findings};
    const std::string& code = row.cell(0);
    const bool digits = code.find_first_not_of("0123456789") == std::string::npos;
    const bool is_code = digits && (code.size() == 6 || code.size() == 9 || code.size() == 12 || code.size() == 15);
    if (!is_code) row.complain("code", "must be 6, 9, 12 or 15 digits");
    if (!codes.insert(code).second) row.complain("code", fmt::format("place {} is given twice", code));
    places.push_back({{code, row.names(1), row.cell(3)}, row.line()});
  }
  for (const PlaceLine& place : places) {
    const std::string& code = place.node.code;
    if (code.size() <= 6 || codes.contains(code.substr(0, code.size() - 3))) continue;
    findings.push_back({file.path, place.line, "code", fmt::format("place {} has no place above it", code)});
  }
  return places;
}

std::vector<DutyRow> read_duties(const SourceFile& file, Findings& findings) {
  std::vector<DutyRow> duties;
  const auto rows = read_csv(
      file, {"category", "place", "lead", "parties", "supervising", "backstop", "valid_from", "valid_until"}, findings);
  for (const CsvRow& cells : rows) duties.push_back(read_duty(Row{file, cells, findings}));
  return duties;
}

}  // namespace huiyin
