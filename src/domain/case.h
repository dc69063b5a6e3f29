// The state of one case, as its events made it. Codes and numbers only: words, photos, exact point and contact live in
// the private part (src/ledger). Everything here recomputes from event cores.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/ids.h"
#include "domain/duration.h"

namespace huiyin {

enum class Phase { open, settled, final_ };
BOOST_DESCRIBE_ENUM(Phase, open, settled, final_)

// Who has it now: a unit's post. `role` is one of domain/role.h.
struct Holder {
  std::string unit;
  std::string role;
  bool operator==(const Holder&) const = default;
};
BOOST_DESCRIBE_STRUCT(Holder, (), (unit, role))

enum class ClockStatus { running, paused, met, stopped };
BOOST_DESCRIBE_ENUM(ClockStatus, running, paused, met, stopped)

// A clock of the case (the promise to the requester), of its holder, of a party or of an ask. Its rule (ladder, pauses)
// is looked up by name in the lifecycle; here are results only.
struct Clock {
  std::string name;
  int32_t owner = 0;  // 0 the case or its holder; otherwise the id of the party or ask
  Duration limit;
  int64_t started_at_ms = 0;
  int64_t due_at_ms = 0;
  int64_t warn_at_ms = 0;    // amber from here on
  int64_t next_at_ms = 0;    // when it acts next: amber of a promise or a step of its ladder; 0 while not running
  int32_t step = 0;          // index of that next step
  int64_t remaining_ms = 0;  // while paused: what was left (working ms for working units)
  ClockStatus status = ClockStatus::running;
  bool late = false;    // it was overdue when met or stopped, or is red now
  bool warned = false;  // its one amber notice was given
  bool operator==(const Clock&) const = default;
};
BOOST_DESCRIBE_STRUCT(Clock, (),
                      (name, owner, limit, started_at_ms, due_at_ms, warn_at_ms, next_at_ms, step, remaining_ms, status,
                       late, warned))

struct Party {
  int32_t id = 0;
  std::string part;     // which embedded machine of the lifecycle: "party", "slot" ...
  std::string unit;     // or empty for a person's slot
  int64_t account = 0;  // a person's slot: the volunteer's account
  std::string state;
  bool settled = false;
  std::string task;  // code of the task, never words
  bool operator==(const Party&) const = default;
};
BOOST_DESCRIBE_STRUCT(Party, (), (id, part, unit, account, state, settled, task))

// A request beside the state (extension, dispute, or a move that awaits its second person); the state goes on
// meanwhile.
enum class AskState { open, granted, denied, lapsed };
BOOST_DESCRIBE_ENUM(AskState, open, granted, denied, lapsed)
struct Ask {
  int32_t id = 0;
  std::string kind;  // name in the lifecycle's `asks`, or the name of the move awaiting its second person
  std::string by_unit;
  int64_t by_account = 0;
  int64_t asked_at_ms = 0;
  std::map<std::string, std::string> codes;  // the core part of its form, e.g. until, reason
  AskState state = AskState::open;
  bool operator==(const Ask&) const = default;
};
BOOST_DESCRIBE_STRUCT(Ask, (), (id, kind, by_unit, by_account, asked_at_ms, codes, state))

// kind: parent, child, repeat_of, repeated_by, whistled_by, whistles_for, related.
struct Link {
  std::string kind;
  CaseId case_id = 0;
  bool operator==(const Link&) const = default;
};
BOOST_DESCRIBE_STRUCT(Link, (), (kind, case_id))

struct PlaceCodes {
  std::string grid;       // 15 digits, or empty when only a coarser place is known
  std::string community;  // 12 digits, or empty
  std::string street;     // 9 digits, or empty
  std::string given;      // an imported row's own place code where none of ours fits
  bool operator==(const PlaceCodes&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceCodes, (), (grid, community, street, given))

// resolved: yes, partly, no; satisfied: very_satisfied, satisfied, mostly_satisfied, neutral, dissatisfied.
struct Rating {
  std::string resolved;
  std::string satisfied;
  std::string channel;  // own (the requester's rating) or callback
  bool operator==(const Rating&) const = default;
};
BOOST_DESCRIBE_STRUCT(Rating, (), (resolved, satisfied, channel))

struct Supervision {
  int32_t level = 0;  // 0 none, 1 unit head, 2 leader in charge, 3 district, 4 notice
  int32_t highest = 0;
  std::string cause;  // overdue, leader, media, repeated, mass
  int64_t since_at_ms = 0;
  std::string issuer_unit;  // who put it under supervision; empty: the clock did
  int64_t issuer = 0;       // account
  int64_t due_at_ms = 0;    // until when its written result is owed; 0: with the case's own promise
  int64_t event_n = 0;      // the case's event that holds the words of the instruction; 0: none
  std::string proposed;     // repeated, mass: what the facts ask for and no supervisor has answered yet
  bool operator==(const Supervision&) const = default;
};
BOOST_DESCRIBE_STRUCT(Supervision, (),
                      (level, highest, cause, since_at_ms, issuer_unit, issuer, due_at_ms, event_n, proposed))

// What one unit that took part says of another (联评); the last word of a pair counts.
struct Review {
  std::string by_unit;
  std::string unit;
  std::string satisfied;  // the five words of a rating
  bool operator==(const Review&) const = default;
};
BOOST_DESCRIBE_STRUCT(Review, (), (by_unit, unit, satisfied))

struct DeskLock {
  int64_t account = 0;
  int64_t until_at_ms = 0;
  bool operator==(const DeskLock&) const = default;
};
BOOST_DESCRIBE_STRUCT(DeskLock, (), (account, until_at_ms))

// Where a case comes back to from return, suspension, transfer or merge.
struct Prior {
  std::string state;
  Holder holder;
  int64_t since_at_ms = 0;
  bool operator==(const Prior&) const = default;
};
BOOST_DESCRIBE_STRUCT(Prior, (), (state, holder, since_at_ms))

struct Case {
  CaseId id = 0;
  int64_t n = 0;           // events so far; the next event is n + 1
  int64_t version = 0;     // what users see; clock steps leave it alone
  int64_t edition = 0;     // definitions the case runs under
  int64_t adapted_to = 0;  // the edition whose places, units, duties and calendar it was last carried to; 0 = never
  std::string programme;
  std::string lifecycle;
  bool counted = false;  // part of `taken`
  std::string channel;   // door it came through
  std::string type;      // consult, help, complaint, tip_off, suggestion, praise, other
  std::string category;  // code of the category tree
  std::string subject;   // an imported row's own category where the map gave one
  PlaceCodes place;
  std::string state;
  Phase phase = Phase::open;
  Holder holder;
  Prior prior;
  std::string lead;  // unit that leads; the first that signed stays
  std::string supervising_unit;
  std::string backstop;
  std::string outside;   // where it was transferred
  int64_t assignee = 0;  // account of a person in the holder's unit
  int32_t tier = 0;      // index into the programme's tiers
  std::vector<Clock> clocks;
  std::map<std::string, int32_t> counters;
  std::vector<std::string> flags;
  std::vector<Party> parties;
  std::vector<Ask> asks;
  std::vector<Link> links;
  std::vector<std::string> returned_by;  // units whose return used their one chance
  Supervision supervision;
  Rating rating;
  std::vector<Review> reviews;
  std::string excluded_as;  // the lawful ground on which it was excluded from measures (flag `excluded`)
  DeskLock lock;
  std::string settled_as;  // closed, refused, transferred, withdrawn, merged
  std::string reason;      // code: why it settled
  std::string column;      // how it was solved: dispatched, in_grid, on_the_spot, at_once, deliberated, imported
  int64_t opened_at_ms = 0;
  int64_t settled_at_ms = 0;
  int64_t updated_at_ms = 0;
  int64_t promised_at_ms = 0;  // the due time the requester was told; never moves earlier
  int32_t receipt_generation = 0;
  bool erased = false;  // its key was destroyed
  bool operator==(const Case&) const = default;
};
BOOST_DESCRIBE_STRUCT(Case, (),
                      (id, n, version, edition, adapted_to, programme, lifecycle, counted, channel, type, category,
                       subject, place, state, phase, holder, prior, lead, supervising_unit, backstop, outside, assignee,
                       tier, clocks, counters, flags, parties, asks, links, returned_by, supervision, rating, reviews,
                       excluded_as, lock, settled_as, reason, column, opened_at_ms, settled_at_ms, updated_at_ms,
                       promised_at_ms, receipt_generation, erased))

// The earliest next step of its running clocks; 0 when none runs.
int64_t next_step_at_ms(const Case& state);
// The running or paused clock of that name and owner; nullptr when there is none.
const Clock* find_clock(const Case& state, std::string_view name, int32_t owner = 0);
bool has_flag(const Case& state, std::string_view flag);
int32_t counter(const Case& state, std::string_view name);

}  // namespace huiyin
