// A lifecycle as data: closed vocabularies, no expressions, so that the checker (domain/check_lifecycle.h) can decide
// what it proves. Read from lifecycles/*.yaml by src/definitions. Immutable; safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/case.h"
#include "domain/duration.h"
#include "domain/role.h"

namespace huiyin {

struct Wording {
  std::string zh;
  std::string en;
  bool operator==(const Wording&) const = default;
};
BOOST_DESCRIBE_STRUCT(Wording, (), (zh, en))

// How an actor word of a lifecycle relates to the case:
//   site: any post with the role; holder/lead/party/supervising: the post's unit is that of the case; took_part: that
//   of a party of it, still at work or done; place: the post's
//   place covers the case's place (or the case's grid's unit is the post's); assignee: the case's assigned person;
//   requester: holds the receipt; system: the sweep, the engine; anyone: any signed-in account with the role.
enum class Relation { site, holder, lead, party, took_part, supervising, place, assignee, requester, system, anyone };
BOOST_DESCRIBE_ENUM(Relation, site, holder, lead, party, took_part, supervising, place, assignee, requester, system,
                    anyone)

struct ActorRule {
  std::vector<Role> roles;  // empty only for requester and system
  Relation relation = Relation::site;
};

// Who holds the case in a state. Tried in order; `centre` always answers, so a chain ending in it is total.
enum class HolderWord {
  centre,
  lead,
  grid_of_place,
  community_of_place,
  street_of_place,
  outside,
  supervising,
  backstop,
  prior,
  assignee_unit
};
BOOST_DESCRIBE_ENUM(HolderWord, centre, lead, grid_of_place, community_of_place, street_of_place, outside, supervising,
                    backstop, prior, assignee_unit)

struct HolderRule {
  std::vector<HolderWord> chain;
  Role role = Role::dispatcher;         // the post in that unit
  Role centre_role = Role::dispatcher;  // the post when the chain fell through to the centre
};

enum class ClockOwner { case_, holder, party, ask };
BOOST_DESCRIBE_ENUM(ClockOwner, case_, holder, party, ask)

// One rung: `after` the due time (0 = at it) the system does this.
// `warn` is no rung of a file: a promise turns amber by itself, before its ladder begins.
enum class StepDo { warn, remind, supervise, move };
BOOST_DESCRIBE_ENUM(StepDo, warn, remind, supervise, move)
struct LadderStep {
  Duration after;
  StepDo does = StepDo::remind;
  int32_t level = 0;  // supervise: the level reached
  std::string move;   // move: the system move
};
struct Ladder {
  std::vector<LadderStep> steps;   // ascending `after`
  std::optional<Duration> repeat;  // the last rung again and again, so that an open case never falls silent
};

struct ClockRule {
  std::string name;
  ClockOwner owner = ClockOwner::holder;
  bool promise = false;     // its due time is what the requester is told (case clocks)
  int32_t warn_bp = 7'000;  // amber at this share of the limit
  Ladder ladder;
  std::vector<std::string> pause_in;  // states (case clocks only)
  std::string share_of;               // limit derived: share_bp of that clock's limit, at least `at_least`
  int32_t share_bp = 0;
  Duration at_least;
};

struct State {
  std::string name;
  Phase phase = Phase::open;
  HolderRule holder;  // open states only
  std::string clock;  // the holder clock that runs here; empty: only the case clock does
  Wording wording;    // what the public reads
};

// Where a move leads. Exactly one of: a state; `same`; `prior`; or a condition with two ends.
enum class TargetKind { state, same, prior, below_counter, drawn };
BOOST_DESCRIBE_ENUM(TargetKind, state, same, prior, below_counter, drawn)
struct Target {
  TargetKind kind = TargetKind::state;
  std::string state;      // state; below_counter and drawn: the end when the condition holds
  std::string otherwise;  // below_counter and drawn: the other end
  std::string name;       // the counter, or the programme's sample
};

enum class GuardKind {
  below,          // counter `name` below its bound
  once_per_unit,  // the actor's unit has not returned this case before
  within,         // no more than the limit of clock `name` has passed since dispatch
  before,         // clock `name` is not yet due
  parties_in,     // every party is settled
  flag,           // flag `name` is set
  no_flag,
  no_open_ask,  // no open ask of kind `name`
  has_open_ask,
  supervised,  // supervision level > 0
  lock_free,   // no live desk lock of somebody else
  has_assignee,
  no_assignee,
  no_lead,          // nobody leads: it was answered without ever being dispatched
  kind_of_channel,  // the case came through door `name`
  has_link,         // a link of kind `name`
  no_link,
  next_tier_exists,
  reviews_in,  // every unit that took part has reviewed every other
};
BOOST_DESCRIBE_ENUM(GuardKind, below, once_per_unit, within, before, parties_in, flag, no_flag, no_open_ask,
                    has_open_ask, supervised, lock_free, has_assignee, no_assignee, no_lead, kind_of_channel, has_link,
                    no_link, next_tier_exists, reviews_in)
struct Guard {
  GuardKind kind = GuardKind::below;
  std::string name;
};

enum class EffectKind {
  set_lead,
  clear_lead,
  add_parties,
  start,
  stop,
  credit,
  count,
  next_tier,
  remember_prior,
  set_assignee,
  claim_self,
  clear_assignee,
  lock,
  unlock,
  extend,
  review_at,
  set_category,
  set_place,
  set_flag,
  clear_flag,
  rate,
  supervise,
  close_supervision,
  set_outside,
  set_column,
  link_parent,
  unlink_parent,
  link,
  note_return,
  new_receipt,
  erase,
  endorse,
  set_type,
  lead_self,
  set_reason,
  exclude,  // from measures, on the ground given as `reason`; what the case settled for stays its reason
  undo_exclusion,
  review  // one unit that took part on another
};
BOOST_DESCRIBE_ENUM(EffectKind, set_lead, clear_lead, add_parties, start, stop, credit, count, next_tier,
                    remember_prior, set_assignee, claim_self, clear_assignee, lock, unlock, extend, review_at,
                    set_category, set_place, set_flag, clear_flag, rate, supervise, close_supervision, set_outside,
                    set_column, link_parent, unlink_parent, link, note_return, new_receipt, erase, endorse, set_type,
                    lead_self, set_reason, exclude, undo_exclusion, review)
struct Effect {
  EffectKind kind = EffectKind::count;
  std::string name;  // clock, counter, flag, column, reason or link kind
};

// A field of a form; `field` is one of domain/form.h's closed list.
struct FormField {
  std::string field;
  bool required = true;
};

struct Choice {
  std::string name;  // value of the form's `choice`; empty for a move without one
  Target target;
  std::vector<Effect> effects;  // beside the move's own
};

struct Move {
  std::string name;
  std::vector<std::string> from;  // states, already expanded from groups
  std::vector<Choice> choices;    // one unnamed, or several named
  std::vector<std::string> by;    // actor words
  std::vector<Guard> guards;
  std::vector<std::string> not_by;  // conflict of interest: actor words that may not
  std::string with;                 // second person: an actor word; empty = one person does
  std::vector<FormField> form;
  std::vector<Effect> effects;
  bool commutes = false;  // needs no version: note, attach, endorse, progress
  bool silent = false;    // leaves the user-visible version alone
  Wording title;
};

struct AskRule {
  std::string name;
  std::vector<std::string> from;        // states it may be asked in, already expanded from groups
  std::vector<std::string> by, decide;  // actor words
  std::vector<Guard> guards;
  std::vector<FormField> form;
  std::string clock;  // runs while the ask is open; its expiry acts
  Target granted;     // usually `same`
  std::vector<Effect> on_granted, on_denied;
  Wording title;
};

struct PartState {
  std::string name;
  bool settled = false;
  std::string clock;  // of owner `party`; empty = none
  Wording wording;
};
struct PartAct {
  std::string name;               // command is "<part>.<name>"
  std::vector<std::string> from;  // empty for `add`
  std::string to;
  std::vector<std::string> by;  // actor words; `party` means this part's own unit or account
  std::vector<Guard> guards;
  std::vector<FormField> form;
  Wording title;
};
struct PartRule {
  std::string name;
  std::vector<PartState> states;  // first = where `add` puts it
  std::vector<PartAct> acts;
};

struct Lifecycle {
  std::string name;
  Wording title;
  std::string initial;
  std::map<std::string, int32_t> counters;  // name -> bound
  std::vector<std::string> flags;
  std::map<std::string, ActorRule> actors;
  std::map<std::string, ClockRule> clocks;
  std::vector<State> states;  // in the order of the file
  std::vector<Move> moves;
  std::vector<AskRule> asks;
  std::vector<PartRule> parts;

  const State* state(std::string_view name) const;
  const Move* move(std::string_view name, std::string_view from) const;
  const AskRule* ask(std::string_view name) const;
  const PartRule* part(std::string_view name) const;
};

}  // namespace huiyin
