// Month ends: the figures of each month are kept as they stood when it was over, in the site's zone.
#pragma once

#include "app/app.h"

namespace huiyin {

// Freezes every month that has ended since the last one frozen; the month before this one where none ever was. How many
// it froze; 0 most of the time, at the cost of one small read.
Result<int64_t> freeze_ended_months(App& app);

// One month by hand. Not over yet, or no month -> invalid_input. Frozen before: as it is.
Result<Freeze> freeze_month(App& app, const std::string& month);

}  // namespace huiyin
