// Open cases follow their district when its places, units, duties or calendar change. Settled ones keep everything.
// Pure: no clock, no I/O, no globals; safe from any thread.
#pragma once

#include <optional>

#include "domain/decide.h"

namespace huiyin {

// The event, kind `adapted`, that carries an open case from `before` (the edition it was last carried to) to
// `context.definitions`; nothing when nothing about it changes, when it is not open, or when it was carried there
// already. `point` is its newest exact point, which lives in its private part; without one places go by their codes.
//
// place      found anew by its point where the point gave it; otherwise the place of the same code, or where that is
//            gone the nearest one above it that is still there.
// routing    a case not yet signed for (no lead, or a lead that has still to sign) goes where places and duty table
// send
//            it now; one dispatched by hand, and one signed for, stays.
// units      what a dissolved unit led, held, took part in, supervised or stood behind passes to its successor; without
//            one to the case's backstop, else to the centre. `before` and now may be one edition: only the day changed.
// clocks     due times counted anew where calendar or hours changed: never earlier than the requester was told, rungs
//            that fired stay fired; the holder's own clock starts anew under a new holder.
//
// The event's codes: `cause` (edition, or date), `because` (of places, duties, units, calendar, those that moved
// something, with commas), `from_edition`, and `duty_line` where a row of the duty table decided.
// Refusals: outside_calendar, broken_definition (the case's own edition does not hold).
Result<std::optional<DraftEvent>> adapt(const Case& state, const Definitions& before, std::optional<Point> point,
                                        const Context& context);

// What of a case belongs to units dissolved by that day passes on, as above. True when something did.
bool pass_on_dissolved(Case& state, const UnitTree& units, LocalDate on);

}  // namespace huiyin
