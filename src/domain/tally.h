// The numbers boards read. Each event moves a few tallies; the sum of all moves is the tally, so every figure
// recomputes.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/event.h"

namespace huiyin {

// A tally's key: its name and up to three dimensions. Flows are dated by local month or day, stocks are not.
//   flow.unit      (month "2026-11", lead or holder unit, measure)      flow.street    (month, street, measure)
//   flow.category  (month, category, measure)                           flow.day       (day, programme, measure)
//   stock.unit     ("", holder unit, measure)                           stock.street   ("", street, measure)
//   site           ("", programme, measure)                             the identity's terms
// measures: taken, in_hand, closed, refused, transferred, withdrawn, merged, supervised, on_time, late,
// contact_on_time,
//   contact_late, excluded, excluded_satisfaction, returned, return_refused, reworked, reopened, rated, resolved_yes,
//   resolved_partly, resolved_no, satisfied_<word>, unreached, in_grid, on_the_spot, at_once, deliberated, extended,
//   raised, endorsed, yellow_card, red_card; under flow.unit also peer_<word>: what partners said of the unit.
// Only cases with `counted` enter; whistles and orders have the same measures under site with their programme and
// counted=false names ("uncounted.<measure>"). Reviews of partners are of units, whatever the programme.
//
// Two sorts of measures. What a case stands for (taken .. merged, on_time .. excluded_satisfaction, rated ..
// deliberated, and supervised in stocks) moves by the difference of before and after: summed over all periods it
// equals a count over the states, and what is undone (reopen, unmerge, a return upheld, a new category) is taken back
// on the day it is undone. What happened (returned, return_refused, reworked, reopened, extended, raised, endorsed, the
// cards, and supervised in flows) only grows, under the lead of that moment.
// To keep an opening at six moves, a case enters flow.unit and flow.category once somebody leads it or it settles;
// site, flow.day and flow.street have it from its first event.
// The kinds of settling, each a measure: taken less these is what is in hand.
inline constexpr std::array<std::string_view, 5> kSettledKinds{"closed", "refused", "transferred", "withdrawn",
                                                               "merged"};

struct TallyMove {
  std::string name;
  std::string period;
  std::string subject;
  std::string measure;
  int64_t delta = 0;
};

// The moves of one event: pure function of the state before (default Case for the first event), after, and the event.
// Flows are dated by the event's occurred (else recorded) time in `zone`.
std::vector<TallyMove> tally_moves(const Case& before, const Case& after, const Event& event, const Zone& zone);

}  // namespace huiyin
