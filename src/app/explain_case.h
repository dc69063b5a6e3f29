// Why this category, this unit, this due time: one call, from what was stored and the edition that decided it.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "app/duty_view.h"
#include "domain/clock_time.h"

namespace huiyin {

// What the duty table of the case's own edition says of its category and place, on the day it was opened.
struct DutyExplained {
  int32_t line = 0;             // of duties.csv in that edition
  std::string category, place;  // as the row writes them
  UnitView lead, supervising, backstop;
  std::string refusal;  // nobody in charge, in words; then the rest is empty
  bool operator==(const DutyExplained&) const = default;
};
BOOST_DESCRIBE_STRUCT(DutyExplained, (), (line, category, place, lead, supervising, backstop, refusal))

// One time the case was put in a unit's charge, by the table or by hand: from the stored event, with the row of the
// edition that decided it.
struct DispatchExplained {
  int64_t n = 0;  // the event
  int64_t at_ms = 0;
  std::string kind;     // dispatch, adapted ...
  int64_t edition = 0;  // whose duties.csv it was
  UnitView lead;
  bool by_hand = false;  // somebody named the lead; the row gave supervising unit and backstop
  DutyRowView row;
  bool operator==(const DispatchExplained&) const = default;
};
BOOST_DESCRIBE_STRUCT(DispatchExplained, (), (n, at_ms, kind, edition, lead, by_hand, row))

// What the words alone say, for who may read them: a suggestion, best first.
struct CategoryExplained {
  std::string category;
  Wording title;
  int32_t confidence_bp = 0;
  std::vector<std::string> keywords;  // that decided
  bool operator==(const CategoryExplained&) const = default;
};
BOOST_DESCRIBE_STRUCT(CategoryExplained, (), (category, title, confidence_bp, keywords))

struct Explanation {
  std::string case_no;
  int64_t edition = 0;
  std::string category;
  Wording category_title;
  std::vector<CategoryExplained> guesses;
  DutyExplained duty;
  std::vector<DispatchExplained> dispatches;  // in order; not for the public
  std::string clock, limit;
  int64_t due_at_ms = 0;  // the promise; of a settled case the one that ended last
  bool late = false;      // it is past, or was when it ended
  std::vector<ClockStep> due;
};
BOOST_DESCRIBE_STRUCT(Explanation, (),
                      (case_no, edition, category, category_title, guesses, duty, dispatches, clock, limit, due_at_ms,
                       late, due))

// Not visible to the caller -> unknown_case.
Result<Explanation> explain_case(App& app, const Caller& caller, const std::string& case_no);

}  // namespace huiyin
