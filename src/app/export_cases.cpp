#include "app/export_cases.h"

#include <fmt/format.h>

#include <vector>

namespace huiyin {

namespace {

// What a spreadsheet would run as a formula becomes text; quotes and line breaks are quoted as RFC 4180 wants.
std::string cell(std::string text) {
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) text.insert(0, "'");
  if (text.find_first_of("\",\r\n") == text.npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
  return quoted + "\"";
}

std::string instant_cell(int64_t at_ms) {
  return at_ms == 0 ? std::string{} : format_instant(at_ms);
}

constexpr std::string_view kHeader =
    "\xEF\xBB\xBF"
    "case_no,programme,type,category,category_zh,state,state_zh,phase,street,street_zh,community,grid,holder,holder_zh,"
    "lead,opened_at,due_at,colour,settled_at,settled_as,reason,supervision_level\r\n";

std::string csv_line(const CaseLine& row) {
  const std::vector<std::string> cells{row.case_no,
                                       row.programme,
                                       row.type,
                                       row.category,
                                       row.category_title.zh,
                                       row.state,
                                       row.state_wording.zh,
                                       row.phase,
                                       row.place.street,
                                       row.place.street_name.zh,
                                       row.place.community,
                                       row.place.grid,
                                       row.holder.code,
                                       row.holder.name.zh,
                                       row.lead,
                                       instant_cell(row.opened_at_ms),
                                       instant_cell(row.due_at_ms),
                                       row.colour,
                                       instant_cell(row.settled_at_ms),
                                       row.settled_as,
                                       row.reason,
                                       fmt::format("{}", row.supervision_level)};
  std::string line;
  for (const auto& text : cells) line += (line.empty() ? "" : ",") + cell(text);
  return line + "\r\n";
}

std::string piece_of(const CasePage& page, ExportFormat format) {
  std::string piece;
  for (const auto& row : page.rows) {
    piece += format == ExportFormat::csv ? csv_line(row) : json::write(row, json::Form::full) + "\n";
  }
  return piece;
}

}  // namespace

Result<int64_t> export_cases(App& app, const Caller& caller, const ListInput& input, ExportFormat format,
                             const Sink& sink) {
  if (!caller.is_staff() && caller.actor.kind != ActorKind::system) {
    return refuse(RefusalCode::not_your_role, "exports are for staff");
  }
  auto wanted = input;
  wanted.limit = kPageMax;
  int64_t cases_count = 0;
  bool first = true;
  do {
    auto page = list_cases(app, caller, wanted);
    if (!page) return std::unexpected(page.error());
    if (first) {
      app.store().audit(
          {app.now_at_ms(), caller.actor.account, "export", format == ExportFormat::csv ? "csv" : "json"});
      if (format == ExportFormat::csv && !sink(kHeader)) return cases_count;
      first = false;
    }
    cases_count += static_cast<int64_t>(page->rows.size());
    if (!page->rows.empty() && !sink(piece_of(*page, format))) return cases_count;
    wanted.cursor = std::move(page->next);
  } while (!wanted.cursor.empty());
  return cases_count;
}

}  // namespace huiyin
