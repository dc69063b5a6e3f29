// A site as a simulation needs it: what it has adopted, how its people behave, its places and accounts.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "app/adopt_site.h"
#include "app/app.h"
#include "sim/world.h"

namespace huiyin::sim {

struct SimulatedSite {
  DefinitionsPtr today;
  Habits habits;
  Scene scene;
  std::vector<Person> people;

  // Lives as long as the setup.
  WorldSetup setup(uint64_t seed, int64_t from_at_ms, int64_t until_at_ms) const;
};

// `habits_file` empty: the shipped simulation/habits.yaml. Nothing adopted, no shipped files -> unknown_thing; a habits
// file that does not hold -> its findings.
std::expected<SimulatedSite, NotAdopted> simulated_site(App& app, const std::string& habits_file);

// The days of a simulation: `from` (local), or so that the last one is today and ends now.
struct Span {
  int64_t from_at_ms = 0, until_at_ms = 0;
};
// Days outside 1..1100, a span that ends in the future or lies outside the site's calendars -> invalid_input,
// outside_calendar.
Result<Span> span_of(const Definitions& today, int64_t now_at_ms, int64_t days, const std::optional<LocalDate>& from);

}  // namespace huiyin::sim
