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
  // The class of town or country: three digits, or empty for not known.
  int32_t settlement(size_t column) const {
    const std::string& text = cell(column);
    const bool digits = text.size() == 3 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits && !text.empty())
      complain("settlement", "must be the class of town or country in three digits, as 111");
    return digits ? (text[0] - '0') * 100 + (text[1] - '0') * 10 + (text[2] - '0') : 0;
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
  unit.valid_from = row.date(6, "valid_from");
  unit.valid_until = row.date(7, "valid_until");
  unit.successor = row.cell(8);
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

// `codes`: of each place its code's number, 0 where it has none. Each wants to be there once, below a place.
void check_codes(const SourceFile& file, const std::vector<PlaceRow>& places, const std::vector<uint64_t>& codes,
                 Findings& findings) {
  std::vector<uint64_t> sorted = codes;
  std::ranges::sort(sorted);
  const bool all_once = std::ranges::adjacent_find(sorted) == sorted.end();
  std::set<uint64_t> seen;
  for (size_t i = 0; i < places.size(); ++i) {
    if (codes[i] == 0) continue;
    const auto complain = [&](std::string detail) {
      findings.push_back({file.path, places[i].line, "code", std::move(detail)});
    };
    if (!all_once && !seen.insert(codes[i]).second)
      complain(fmt::format("place {} is given twice", places[i].node.code));
    const auto parent = PlaceCode::from_number(codes[i]).parent();
    if (parent && !std::ranges::binary_search(sorted, parent->number())) {
      complain(fmt::format("place {} has no place above it", places[i].node.code));
    }
  }
}

}  // namespace

std::optional<UnitTree> read_units(const SourceFile& file, const std::map<std::string, WorkHours>& hours,
                                   Findings& findings) {
  const size_t findings_before = findings.size();
  const auto rows = read_csv(file, {"code", "name_zh", "name_en", "kind", "parent", "hours"}, findings,
                             {"valid_from", "valid_until", "successor"});
  std::vector<Unit> units;
  std::map<std::string, int32_t> lines;  // of a code given twice, the later: that one is to go
  for (const CsvRow& cells : rows) {
    units.push_back(read_unit(Row{file, cells, findings}));
    lines[units.back().code] = cells.line;
  }
  for (UnitFlaw& flaw : flaws_of(units, hours)) {
    const auto line = lines.find(flaw.unit);
    findings.push_back(
        {file.path, line == lines.end() ? 0 : line->second, std::move(flaw.field), std::move(flaw.detail)});
  }
  if (findings.size() > findings_before) return std::nullopt;
  auto tree = UnitTree::of(std::move(units), hours);
  return tree ? std::optional{std::move(*tree)} : std::nullopt;
}

std::vector<PlaceRow> read_places(const SourceFile& file, Findings& findings) {
  std::vector<PlaceRow> places;
  auto rows = read_csv(file, {"code", "name_zh", "name_en", "unit"}, findings, {"settlement"});
  places.reserve(rows.size());
  std::vector<uint64_t> codes;
  codes.reserve(rows.size());
  for (CsvRow& cells : rows) {
    const Row row{file, cells, findings};
    const auto code = PlaceCode::parse(row.cell(0));
    if (!code) row.complain("code", "must be 6, 9, 12 or 15 digits");
    codes.push_back(code ? code->number() : 0);
    places.push_back({{row.cell(0), row.names(1), row.cell(3), row.settlement(4)}, row.line()});
    cells.cells = {};  // a country is not kept twice
  }
  check_codes(file, places, codes, findings);
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
