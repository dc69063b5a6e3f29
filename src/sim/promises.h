// The promises of the product that one step of one case can break, held against the state before and after it. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "domain/decide.h"

namespace huiyin::sim {

// What the event broke, in words; nothing when every promise holds:
//   events are numbered without gaps and only silent ones leave the version alone;
//   an open case has exactly one holder that exists, and a clock whose expiry does something;
//   a settled case has its reason; a merged one keeps the link to the case it went into;
//   the time the requester was told never moves earlier.
std::optional<std::string> broken_promise(const Case& before, const Case& after, const Event& event,
                                          const Definitions& today);

// The identity taken = in hand + settled by kind of each programme's tallies (name "site"), and that each equals the
// count over the states. Keys: programme, then measure.
using SiteTallies = std::map<std::string, std::map<std::string, int64_t>>;
void count_state(const Case& state, SiteTallies& counted);
std::optional<std::string> broken_identity(const SiteTallies& tallied, const SiteTallies& counted);

}  // namespace huiyin::sim
