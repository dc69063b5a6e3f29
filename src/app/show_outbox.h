// What waits to leave: messages a deliverer has not taken yet. Their bodies hold codes only.
#pragma once

#include <vector>

#include "app/app.h"
#include "app/caller.h"

namespace huiyin {

// For the supervisor and the system administrator: else not_your_role. `limit` 1..1000, else invalid_input.
Result<std::vector<OutboxMessage>> show_outbox(App& app, const Caller& caller, size_t limit);

}  // namespace huiyin
