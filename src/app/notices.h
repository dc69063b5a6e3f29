// What leaves through the outbox when something happens. Bodies hold codes only; the deliverer fills in contact and
// receipt at the last moment, from where they are sealed.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "domain/event.h"

namespace huiyin {

// What a message is about, in codes.
struct NoticeBody {
  std::string wording;  // key of the catalogue: receipt, settled, amber, red
  std::string case_no;
  std::string state;  // settled: the state; amber and red: the clock
  bool operator==(const NoticeBody&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoticeBody, (), (wording, case_no, state))

// A body as the outbox keeps it; anything else -> corrupt.
Result<NoticeBody> read_notice(const std::string& body);

// To the requester: the receipt of a new case.
OutboxMessage receipt_notice(const App& app, CaseId id, bool by_phone);

// To the requester, once an event: the case settled; names the state it came to. To the systems of staff, once a clock:
// its promise turned amber; and once a level: it is red.
std::vector<OutboxMessage> notices_of(const App& app, const std::vector<DraftEvent>& events);

}  // namespace huiyin
