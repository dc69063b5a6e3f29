// The clocks of a working copy of a case: starting, stopping, pausing, moving them by the lifecycle's and programme's
// rules. Used by `decide` only. Pure; safe from any thread. Every function may refuse with outside_calendar.
#pragma once

#include <string_view>

#include "domain/clock_time.h"
#include "domain/definitions.h"

namespace huiyin {

// What the rules of one case's clocks are read from.
struct ClockWorld {
  const Definitions* today = nullptr;  // calendar and unit hours
  const Lifecycle* lifecycle = nullptr;
  const Programme* programme = nullptr;
  const CategoryTree* categories = nullptr;
  int64_t now_at_ms = 0;
};

// The limit of a clock of this case: the programme's, or its category's (`contact` reads the contact limit, every other
// clock the answer limit).
Duration limit_of(std::string_view clock, const Case& state, const ClockWorld& world);

// Starts (or restarts) the clock now. `owner`: 0, or a party's or ask's id, whose `unit` keeps the hours.
Result<void> start_clock(Case& state, std::string_view clock, int32_t owner, std::string_view unit,
                         const ClockWorld& world);
// Starts it with a due time given from outside (a review date, an agreed date, an imported row).
Result<void> start_clock_due(Case& state, std::string_view clock, int64_t due_at_ms, const ClockWorld& world);

// A case clock becomes met and stays on record; others leave the state. No such clock: nothing happens.
void stop_clock(Case& state, std::string_view clock, int32_t owner, const ClockWorld& world);
void stop_clocks_of(Case& state, ClockOwner owner, int32_t id, const ClockWorld& world);

// Pauses and resumes case clocks as the state the case is now in says.
Result<void> settle_pauses(Case& state, const ClockWorld& world);

// Makes sure the case's promise runs in this state: `clock` if it never ran, else the clock that is a share of it.
Result<void> keep_promise_running(Case& state, std::string_view clock, const ClockWorld& world);

// Moves the due time of a running clock: to an instant; or on by the time since `since_at_ms`.
Result<void> move_due(Case& state, std::string_view clock, int64_t due_at_ms, const ClockWorld& world);
Result<void> credit_clock(Case& state, std::string_view clock, int64_t since_at_ms, const ClockWorld& world);

// Computes a case clock anew from its start (category or calendar changed).
Result<void> recompute_clock(Case& state, std::string_view clock, const ClockWorld& world);

// Counts every running clock anew from its start, as its calendar and hours were in `before` and are in `now`. One that
// was moved since (extended, credited, resumed, agreed) stays as it was told, and so does one whose start the calendar
// no longer covers; a promise never comes earlier; rungs that fired stay fired.
Result<void> recount_clocks(Case& state, const ClockWorld& before, const ClockWorld& now);

// The holder's own clock of this state starts anew, because somebody else holds the case now. One with a date of its
// own (a review, an agreed date) runs on.
Result<void> start_holder_clock_anew(Case& state, std::string_view clock, const ClockWorld& world);

// When the clock acts next, with rung `clock.step` due at `rung_at_ms` (0 = never): a promise turns amber before.
int64_t next_act_at_ms(const Clock& clock, int64_t rung_at_ms, const ClockWorld& world);
bool is_amber_due(const Clock& clock, const ClockWorld& world);

// When rung `step` of the clock's ladder fires; 0 when there is none. Staged deadlines of the category come first.
Result<int64_t> step_at_ms(const Clock& clock, int32_t step, const Case& state, const ClockWorld& world);

// What rung `step` does. A staged deadline reminds.
struct StepAction {
  StepDo does = StepDo::remind;
  int32_t level = 0;
  std::string move;
};
StepAction step_action(const Clock& clock, int32_t step, const Case& state, const ClockWorld& world);

}  // namespace huiyin
