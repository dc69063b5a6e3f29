// What happened to a case, in words for its reader: titles from the lifecycle's moves, private words where allowed.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/visibility.h"
#include "domain/event.h"

namespace huiyin {

struct TimelineEntry {
  int64_t n = 0;
  int64_t at_ms = 0;           // when it was recorded
  int64_t occurred_at_ms = 0;  // when it happened, where that differs
  std::string kind;
  Wording title;
  std::string by_kind, by_unit, by_role;
  Wording by_name;         // the unit's name
  int64_t by_account = 0;  // staff only
  std::string state;       // when the event moved it
  Wording state_wording;
  std::map<std::string, std::string> codes;  // staff only
  std::map<std::string, std::string> words;
  std::vector<std::string> photos;  // as addresses call them (ledger/photo_key.h), before ones first
  bool redacted = false;            // its words were hidden by a later act
  bool operator==(const TimelineEntry&) const = default;
};
BOOST_DESCRIBE_STRUCT(TimelineEntry, (),
                      (n, at_ms, occurred_at_ms, kind, title, by_kind, by_unit, by_role, by_name, by_account, state,
                       state_wording, codes, words, photos, redacted))

// An event with its private part, when it is there and opens.
struct OpenedEvent {
  Event core;
  PrivatePart secret;
};

// Every event of a case, opened. Words of an erased case are gone: empty parts, no refusal. Bytes that do not hold ->
// corrupt.
Result<std::vector<OpenedEvent>> opened_events(App& app, const Case& state);

// The public sees moves of state only; a requester also what they did themselves; staff see everything.
std::vector<TimelineEntry> timeline_of(const std::vector<OpenedEvent>& events, const Case& state,
                                       const Definitions& ruling, Sight sight);

// The title of an event kind: the move's, ask's or part act's own, or the engine's words for its own kinds.
Wording event_title(const Lifecycle& lifecycle, const Event& event, std::string_view state_before);

}  // namespace huiyin
