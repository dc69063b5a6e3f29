#include "app/duty_view.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace huiyin {

DutyRowView duty_row_view(const DutyRow& row) {
  const auto date = [](const std::optional<LocalDate>& day) { return day ? format_date(*day) : std::string{}; };
  return {row.line,
          row.category,
          row.place,
          row.lead,
          fmt::format("{}", fmt::join(row.parties, ";")),
          row.supervising,
          row.backstop,
          date(row.valid_from),
          date(row.valid_until)};
}

DutyRowView duty_row_of(const DutyTable& table, int32_t line) {
  const auto found = std::ranges::find(table.rows(), line, &DutyRow::line);
  return found == table.rows().end() ? DutyRowView{} : duty_row_view(*found);
}

}  // namespace huiyin
