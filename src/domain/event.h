// What happened to one case through one command. The core is kept for ever; it carries results, never rules.
// `changes` is a patch: every member present replaces that member of Case; lists marked "upsert" replace by key.
// Reading an event needs no definitions, so `apply` cannot fail and old events never change their meaning.
#pragma once

#include <boost/describe.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/case.h"

namespace huiyin {

// Who did it: a staff account in a post, the requester (by receipt), a device, or the system.
struct By {
  std::string kind;  // staff, requester, volunteer, device, system, import
  int64_t account = 0;
  std::string unit;
  std::string role;
  bool operator==(const By&) const = default;
};
BOOST_DESCRIBE_STRUCT(By, (), (kind, account, unit, role))

struct Changes {
  std::optional<std::string> programme, lifecycle, channel, type, category, subject, state, lead, supervising_unit,
      backstop, outside, settled_as, reason, column, excluded_as;
  std::optional<bool> counted, erased;
  std::optional<int64_t> edition, adapted_to, assignee, opened_at_ms, settled_at_ms, promised_at_ms;
  std::optional<int32_t> tier, receipt_generation;
  std::optional<PlaceCodes> place;
  std::optional<Phase> phase;
  std::optional<Holder> holder;
  std::optional<Prior> prior;
  std::optional<Supervision> supervision;
  std::optional<Rating> rating;
  std::optional<DeskLock> lock;
  std::vector<Clock> clocks;                // upsert by (name, owner); stopped ones leave the state, met ones stay
  std::map<std::string, int32_t> counters;  // new values
  std::vector<std::string> flags_set, flags_cleared;
  std::vector<Party> parties;  // upsert by id
  std::vector<Ask> asks;       // upsert by id
  std::vector<Link> links_added, links_removed;
  std::vector<std::string> returned_by_added;
  std::vector<Review> reviews;  // upsert by (by_unit, unit)
  bool operator==(const Changes&) const = default;
};
BOOST_DESCRIBE_STRUCT(Changes, (),
                      (programme, lifecycle, channel, type, category, subject, state, lead, supervising_unit, backstop,
                       outside, settled_as, reason, column, excluded_as, counted, erased, edition, adapted_to, assignee,
                       opened_at_ms, settled_at_ms, promised_at_ms, tier, receipt_generation, place, phase, holder,
                       prior, supervision, rating, lock, clocks, counters, flags_set, flags_cleared, parties, asks,
                       links_added, links_removed, returned_by_added, reviews))

struct Event {
  int32_t format = 1;   // version of this shape; older ones pass through upcasters (ledger/upcast.h)
  std::string kind;     // the command's name, "opened", "clock_step", "imported" ...
  CaseId case_id = 0;   // 0: the site itself (definitions adopted)
  int64_t n = 0;        // 1, 2, 3 ... within the case
  bool silent = false;  // does not move the version users see
  int64_t recorded_at_ms = 0;
  int64_t occurred_at_ms = 0;  // devices and imports: when it happened there; 0 = when recorded
  By by;
  int64_t cause = 0;    // the command; equal for all events of one multi-case command
  int64_t edition = 0;  // definitions that decided it
  Changes changes;
  std::map<std::string, std::string> codes;  // codes and numbers of the form that change no state, for readers
  std::string commitment;  // hex of SHA-256(salt || private bytes); empty when there is no private part
  std::string prev;        // hex of the hash of the case's previous event; empty for the first
  bool operator==(const Event&) const = default;
};
BOOST_DESCRIBE_STRUCT(Event, (),
                      (format, kind, case_id, n, silent, recorded_at_ms, occurred_at_ms, by, cause, edition, changes,
                       codes, commitment, prev))

// WGS-84, 1e-7 degrees.
struct Point {
  int32_t lat_e7 = 0;
  int32_t lon_e7 = 0;
  bool operator==(const Point&) const = default;
};
BOOST_DESCRIBE_STRUCT(Point, (), (lat_e7, lon_e7))

// The erasable part of an event: words by field name, photo keys, the exact point, the address as written.
struct PrivatePart {
  std::map<std::string, std::string> words;
  std::vector<std::string> photos;
  std::optional<Point> point;
  bool operator==(const PrivatePart&) const = default;
  bool empty() const { return words.empty() && photos.empty() && !point; }
};
BOOST_DESCRIBE_STRUCT(PrivatePart, (), (words, photos, point))

// An event as `decide` makes it: hashes and commitment are filled in by the ledger.
struct DraftEvent {
  Event core;
  PrivatePart secret;
};

// The state after `event`. Total: never fails, looks at nothing else.
Case apply(Case state, const Event& event);

}  // namespace huiyin
