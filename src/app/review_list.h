// The list a dispatch meeting goes through (督办调度): every case under supervision, every red one, and those the facts
// propose; what each still owes and until when.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"

namespace huiyin {

struct ReviewLine {
  CaseLine row;
  int32_t level = 0, highest = 0;
  std::string cause;  // overdue, leader, media, repeated, mass
  int64_t since_at_ms = 0;
  UnitView issuer;  // who put it under supervision; empty: the clock did
  int64_t issuer_account = 0;
  int64_t instructed_at_ms = 0;  // the date of a leader's instruction
  std::string instruction;       // its words, or the supervisor's; empty where the reader may not see them
  std::string owed;              // answer: the unit's own; written_result: a supervisor closes it in writing
  int64_t owed_at_ms = 0;
  bool red = false;      // its promise is overdue
  std::string proposed;  // repeated, mass: waits for a supervisor
};
BOOST_DESCRIBE_STRUCT(ReviewLine, (),
                      (row, level, highest, cause, since_at_ms, issuer, issuer_account, instructed_at_ms, instruction,
                       owed, owed_at_ms, red, proposed))

struct ReviewList {
  std::vector<ReviewLine> rows;  // highest level first, then what is owed soonest
  int64_t supervised = 0, red = 0, proposed = 0;
  std::string next;  // case number to go on from; empty at the end
  int64_t at_ms = 0;
};
BOOST_DESCRIBE_STRUCT(ReviewList, (), (rows, supervised, red, proposed, next, at_ms))

// Those the caller may see, of at most 500 cases from behind case number `after`. Staff only: anybody else ->
// not_your_role. A malformed number -> invalid_input.
Result<ReviewList> review_list(App& app, const Caller& caller, const std::string& after = {});

}  // namespace huiyin
