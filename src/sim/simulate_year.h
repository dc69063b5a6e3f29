// A seeded past for a site without one: the world's events through the store's bulk path, with sealed words and
// contacts, chains, tallies and the search index, as if they had been lived.
#pragma once

#include "sim/simulated_site.h"

namespace huiyin::sim {

// Loads in batches, each of them whole: stopped or killed, the store holds the days up to some moment and verifies; it
// then has cases and takes no second past. Refusals: wrong_use (the store has cases), the store's, outside_calendar;
// corrupt (a promise was broken: seed, case and step are named; what was loaded before stays).
Result<Year> simulate_year(App& app, const SimulatedSite& site, uint64_t seed, const Span& span,
                           const Progress& progress);

}  // namespace huiyin::sim
