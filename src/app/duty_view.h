// A row of a duty table as answers show it: the line and its cells.
#pragma once

#include <boost/describe.hpp>
#include <string>

#include "domain/duty.h"

namespace huiyin {

struct DutyRowView {
  int32_t line = 0;             // of duties.csv; 0 = no row
  std::string category, place;  // as the row writes them
  std::string lead, parties, supervising, backstop, valid_from, valid_until;
  bool operator==(const DutyRowView&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyRowView, (),
                      (line, category, place, lead, parties, supervising, backstop, valid_from, valid_until))

DutyRowView duty_row_view(const DutyRow& row);
// The row of that line; an empty view when the table has none.
DutyRowView duty_row_of(const DutyTable& table, int32_t line);

}  // namespace huiyin
