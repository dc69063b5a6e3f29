// The numbers of a board, from tallies alone: it costs the same at ten cases and at ten million. docs/boards.md says
// what each measure is and where it counts.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/board_rates.h"
#include "app/caller.h"

namespace huiyin {

// The identity the ledger keeps: taken = in_hand + closed + refused + transferred + withdrawn + merged.
struct Identity {
  int64_t taken = 0, in_hand = 0, closed = 0, refused = 0, transferred = 0, withdrawn = 0, merged = 0;
  int64_t supervised = 0;  // of those in hand
  bool holds = true;
  bool operator==(const Identity&) const = default;
};
BOOST_DESCRIBE_STRUCT(Identity, (),
                      (taken, in_hand, closed, refused, transferred, withdrawn, merged, supervised, holds))

struct BoardLine {
  std::string subject;  // unit, street, category, programme, day or hour ("08")
  Wording name;
  Measures measures;        // today's figures; in public, counts of 1..4 are left out: they could point at a person
  std::vector<Rate> rates;  // in public, only those over at least five
  // Staff: of the months that are frozen, the figures as they stood then; and what came after (today's figure of those
  // months less the frozen one), where that is not nothing.
  Measures frozen, since_frozen;
  // Staff: where the cases behind a figure are listed; put the measure's name in the place of {measure}. Those behind
  // since_frozen: the same with &since_frozen=true.
  std::string cases;
  bool operator==(const BoardLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoardLine, (), (subject, name, measures, rates, frozen, since_frozen, cases))

struct FrozenMonth {
  std::string month;
  int64_t frozen_at_ms = 0;
};
BOOST_DESCRIBE_STRUCT(FrozenMonth, (), (month, frozen_at_ms))

struct Board {
  std::string by, from, to;
  Identity identity;  // of the whole site, since the start
  std::vector<BoardLine> lines;
  std::vector<FrozenMonth> frozen;  // of the months from..to
  int64_t at_ms = 0;
};
BOOST_DESCRIBE_STRUCT(Board, (), (by, from, to, identity, lines, frozen, at_ms))

// `by`: unit, street, category, programme, day or hour; empty = the identity alone. `from`..`to`: months, years or
// dates (board_period.h; dates only by programme, day and hour, months by day too). By hour: what was taken, and that
// counted over the cases of the period (board_hours.h). Measures of flows are those of the period; in_hand and
// supervised_now are as of now. No such board, or from after to -> invalid_input.
Result<Board> show_board(App& app, const Caller& caller, const std::string& by, const std::string& from,
                         const std::string& to);

// Whether this caller's boards are the public ones.
bool reads_in_public(const Caller& caller);

}  // namespace huiyin
