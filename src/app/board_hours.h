// When cases come in: by the hour of the day their case was opened in, in the site's zone. Counted over the cases of
// the period, not kept as a tally: an intake pays nothing for it.
#pragma once

#include <map>
#include <string>

#include "app/app.h"
#include "app/board_period.h"

namespace huiyin {

// "00" to "23".
std::string hour_of(int64_t at_ms, const Zone& zone);

// Counted cases opened in the period by hour; an hour without one is left out. Costs the cases of the period.
Result<std::map<std::string, int64_t>> taken_by_hour(App& app, const Definitions& today, const BoardPeriod& period);

}  // namespace huiyin
