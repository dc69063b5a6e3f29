// The periods of boards: months, years as twelve of them, days. Pure; safe from any thread.
#pragma once

#include <string>

#include "base/result.h"
#include "base/time.h"

namespace huiyin {

// The periods of tallies that a board's from..to names.
struct BoardPeriod {
  std::string from, to;     // months, or dates
  std::string first, last;  // the days they span, as dates
  bool is_days = false;
  int64_t starts_at_ms = 0;  // in the site's zone
  int64_t ends_at_ms = 0;    // before here
};

// `from` and `to` are both months ("2026-11"), both years ("2026") or both dates; an empty `to` is `from`. Anything
// else, or from after to -> invalid_input at "/from" or "/to".
Result<BoardPeriod> board_period(const std::string& from, const std::string& to, const Zone& zone);

// The month after, and the month a moment lies in.
std::string month_after(const std::string& month);
std::string month_of(int64_t at_ms, const Zone& zone);

}  // namespace huiyin
