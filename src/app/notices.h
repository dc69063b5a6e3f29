// What leaves through the outbox when something happens. Bodies hold codes only; the deliverer fills in contact and
// receipt at the last moment, from where they are sealed.
#pragma once

#include <vector>

#include "app/app.h"
#include "domain/event.h"

namespace huiyin {

// To the requester: the receipt of a new case.
OutboxMessage receipt_notice(const App& app, CaseId id, bool by_phone);

// To the requester, once an event: the case settled; names the state it came to. To the systems of staff, once a clock:
// its promise turned amber; and once a level: it is red.
std::vector<OutboxMessage> notices_of(const App& app, const std::vector<DraftEvent>& events);

}  // namespace huiyin
