// One command at work: working copies of the states it touches, the rules they run under, who acts, what they sent.
// Effects change the working copies; `events_of` turns the differences into events. Internal to the engine.
#pragma once

#include <string>
#include <vector>

#include "domain/case_clock.h"
#include "domain/decide.h"

namespace huiyin {

struct Turn {
  const Context& context;
  const Lifecycle& lifecycle;
  const Programme& programme;
  std::vector<Case> before;  // the case itself first
  std::vector<Case> after;
  FormData form;
  By by;

  Case& self() { return after.front(); }
  const Case& self() const { return after.front(); }
  const Definitions& today() const { return *context.definitions; }
  LocalDate local_date() const;  // the site's
  ClockWorld world() const;
  ClockWorld world_of(const Case& other) const;  // another case of this turn runs under its own programme
};

// Unknown programme or lifecycle of the case -> broken_definition (an edition that does not hold).
Result<Turn> begin_turn(std::vector<Case> states, FormData form, const Context& context);

Result<void> check_guards(const std::vector<Guard>& guards, const Turn& turn);
Result<void> run_effects(const std::vector<Effect>& effects, Turn& turn);

// Moves the case to where `target` leads: holder, clocks, pauses, settling. `same` leaves everything as it is.
Result<void> go_to(const Target& target, Turn& turn);
Result<void> enter_state(std::string_view state, Turn& turn);

// One event for the case itself, named `kind`, and "<kind>.other" for every other case that changed.
std::vector<DraftEvent> events_of(Turn& turn, const std::string& kind, bool silent);

// Words, photos and point of the form as a private part; the rest as the event's codes.
PrivatePart secret_of(const FormData& form);
std::map<std::string, std::string> codes_of(const FormData& form);
// The other way round, for asks that keep their codes until they are decided.
FormData form_of(const std::map<std::string, std::string>& codes);

}  // namespace huiyin
