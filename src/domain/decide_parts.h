// The pieces `decide` is made of: checks every command passes, asks, part acts. Internal to the engine.
#pragma once

#include "domain/turn.h"

namespace huiyin {

// The actor fits one of the move's words and none that would make it a conflict of interest; sets turn.by.
Result<void> check_actor(const Move& move, Turn& turn);
// The version the user saw, and nobody else's desk lock, unless the move commutes.
Result<void> check_version(const Move& move, const Command& command, const Turn& turn);
// Every required field is filled and nothing else is.
Result<void> check_form(const std::vector<FormField>& fields, const FormData& form);
// Effects, target, events: everything after the checks.
Result<std::vector<DraftEvent>> carry_out(const Move& move, Turn& turn);

// Appends an open ask holding the form's codes.
void open_ask(Turn& turn, const std::string& kind);
Result<std::vector<DraftEvent>> make_ask(const Command& command, Turn& turn);
// grant or deny; a proposed move runs when somebody else with the second person's word grants it.
Result<std::vector<DraftEvent>> decide_ask(const Command& command, Turn& turn);
// "<part>.<act>".
Result<std::vector<DraftEvent>> decide_part(const Command& command, Turn& turn);

}  // namespace huiyin
