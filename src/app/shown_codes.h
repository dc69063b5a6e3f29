// The codes of an event or ask as their readers know things: instants and case numbers instead of what the core stores.
#pragma once

#include <map>
#include <string>

#include "base/time.h"
#include "domain/definitions.h"

namespace huiyin {

// "2026-11-27T18:00:00+08:00", as the zone's clocks show it; a fraction only when there is one.
std::string instant_in(const Zone& zone, int64_t at_ms);

// Codes that read as neither stay as they are. Pure.
std::map<std::string, std::string> shown_codes(std::map<std::string, std::string> codes, const Definitions& ruling);

}  // namespace huiyin
