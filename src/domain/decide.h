// The engine: one command, the states it touches, the world as arguments; out come events or a refusal.
// Pure: no clock, no I/O, no globals; safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/definitions.h"
#include "domain/event.h"
#include "domain/form.h"
#include "domain/role.h"

namespace huiyin {

struct Context {
  int64_t now_at_ms = 0;
  int64_t occurred_at_ms = 0;                // 0 = now
  const Definitions* definitions = nullptr;  // today's edition
  const Definitions* ruling = nullptr;       // the edition the (first) case runs under; may be the same
  Actor actor;
  int64_t cause = 0;         // id of this command
  int32_t draw_bp = 10'000;  // a number drawn by the caller, 0..9'999: below a sample's share = drawn for a check
};

struct Command {
  std::string name;                // "dispatch", "party.done", "extension" (asks), "grant", "deny", "approve"
  std::optional<int64_t> version;  // the version the user saw; commuting moves do without
  FormData form;
};

// A new case as a door hands it in: located, categorised, its repeats looked up.
struct Opening {
  CaseId id = 0;
  std::string programme;
  std::string channel;
  std::string type;      // empty = the programme's default
  std::string category;  // empty = the programme's default
  PlaceCodes place;
  std::optional<Point> point;
  bool confidential = false;
  bool emergency = false;
  FormData form;                        // description, address, photos ...
  std::vector<Link> links;              // repeat_of; whistles_for
  std::vector<std::string> parties;     // whistle: units called
  int32_t repeats = 0;                  // how often the same matter came before, by what is known of its original
  std::optional<int64_t> agreed_at_ms;  // a date agreed with the requester
};

// The first event of a case. Unknown programme, door or type, missing required field -> invalid_input / unknown_thing;
// wrong role -> not_your_role.
Result<DraftEvent> open_case(const Opening& opening, const Context& context);

// `states` holds the case the command is sent to first, then every other case its form names (parent, links).
// Refusals: command_not_allowed, not_your_role, conflict_of_interest, rule_not_met, stale_version, already_claimed,
// needs_second_person, invalid_input, outside_calendar. Returns one event per case that changes, in order.
Result<std::vector<DraftEvent>> decide(const std::vector<Case>& states, const Command& command, const Context& context);

// The other cases a command needs beside its own (parent, links): what `states` must hold after the first.
std::vector<CaseId> cases_touched(const Case& state, const Command& command);

// The sweep: every clock of the case whose next step is at or before now. Empty when nothing is due. After downtime
// only the highest step of a ladder fires; the skipped ones are counted in the event.
Result<std::vector<DraftEvent>> sweep(const Case& state, const Context& context);

// What may this actor do here? Every move, ask and part act that decide would take, with its form.
struct Offer {
  std::string command;
  Wording title;
  std::vector<FormField> form;
  std::vector<std::string> choices;
  bool needs_version = true;
  bool needs_second_person = false;
};
std::vector<Offer> allowed_commands(const Case& state, const Context& context);

}  // namespace huiyin
