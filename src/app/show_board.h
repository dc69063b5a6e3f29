// The numbers of a board, from tallies alone: it costs the same at ten cases and at ten million.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/app.h"
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
  std::string subject;  // unit, street, category or day
  Wording name;
  std::map<std::string, int64_t> measures;  // in public, counts of 1..4 are left out: they could point at a person
  bool operator==(const BoardLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(BoardLine, (), (subject, name, measures))

struct Board {
  std::string by, from, to;
  Identity identity;  // of the whole site, since the start
  std::vector<BoardLine> lines;
  int64_t at_ms = 0;
};
BOOST_DESCRIBE_STRUCT(Board, (), (by, from, to, identity, lines, at_ms))

// `by`: unit, street, category (months "2026-11" from..to) or day (dates "2026-11-22"); empty = the identity alone.
// Anything else, or from after to -> invalid_input.
Result<Board> show_board(App& app, const Caller& caller, const std::string& by, const std::string& from,
                         const std::string& to);

}  // namespace huiyin
