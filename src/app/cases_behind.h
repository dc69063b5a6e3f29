// The cases behind a figure of a board: exactly those whose events moved it, by the function that counted it.
#pragma once

#include <string>

#include "app/list_cases.h"

namespace huiyin {

// A figure as boards name it (app/show_board.h).
struct Figure {
  std::string measure;  // taken, closed, on_time ..., in_hand, supervised_now
  std::string by;       // unit, street, category, programme, day, hour (of what was taken)
  std::string subject;
  std::string from, to;       // as of the board; not looked at for what stands now
  bool since_frozen = false;  // only what came after the freeze of its months
};

// A page of cases, newest first, with what each adds; pages summed up are the figure. A page looks at a bounded number
// of cases, so it may be short, even empty, while there is a cursor. Staff only: anybody else -> not_your_role. No such
// measure, board or period, a bad cursor or limit (1..200) -> invalid_input.
Result<CasePage> cases_behind(App& app, const Caller& caller, const Figure& figure, const std::string& cursor,
                              size_t limit);

}  // namespace huiyin
