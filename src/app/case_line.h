// The small views of a case that lists, answers and pages share.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/visibility.h"

namespace huiyin {

struct UnitView {
  std::string code;
  Wording name;
  std::string role;  // the post in it
  bool operator==(const UnitView&) const = default;
};
BOOST_DESCRIBE_STRUCT(UnitView, (), (code, name, role))

struct PlaceView {
  std::string grid, community, street;  // codes, empty where the reader's precision ends
  Wording grid_name, community_name, street_name;
  bool operator==(const PlaceView&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceView, (), (grid, community, street, grid_name, community_name, street_name))

UnitView unit_view(const Definitions& definitions, std::string_view code, std::string_view role = {});
PlaceView place_view(const Definitions& definitions, const PlaceCodes& place);

// green, amber (past its warning), red (overdue), paused, met, stopped.
std::string clock_colour(const Clock& clock, int64_t now_at_ms);
// The clock a reader is told of: the running case clock due first, else the holder's; nullptr when none runs.
const Clock* promise_clock(const Case& state, const Definitions& ruling);
// Of a case that is settled: the promise that ended last, kept or not; nullptr where it had none.
const Clock* ended_promise_clock(const Case& state, const Definitions& ruling);
// When the requester is promised an answer; 0 when nothing is promised any more.
int64_t promise_at_ms(const Case& state, const Definitions& ruling);

struct CaseLine {
  std::string case_no, programme, state, phase, type, category;
  Wording programme_title, state_wording, category_title;
  PlaceView place;
  UnitView holder;
  std::string lead;
  int64_t version = 0;
  int64_t opened_at_ms = 0, updated_at_ms = 0, settled_at_ms = 0;
  int64_t due_at_ms = 0;       // the promise
  std::string colour;          // of the promise
  int64_t step_due_at_ms = 0;  // staff: the holder's own clock
  std::string step_colour;
  int32_t supervision_level = 0;
  std::string settled_as, reason;
  int64_t assignee = 0;            // staff
  int64_t locked_by = 0;           // staff: a live desk lock
  std::string locked_by_name;      // staff
  std::vector<std::string> flags;  // staff
  bool operator==(const CaseLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(CaseLine, (),
                      (case_no, programme, state, phase, type, category, programme_title, state_wording, category_title,
                       place, holder, lead, version, opened_at_ms, updated_at_ms, settled_at_ms, due_at_ms, colour,
                       step_due_at_ms, step_colour, supervision_level, settled_as, reason, assignee, locked_by,
                       locked_by_name, flags))

// What `sight` allows of a case in one line; Sight::none gives an empty row.
CaseLine case_line(const App& app, const Case& state, const Definitions& ruling, Sight sight);

}  // namespace huiyin
