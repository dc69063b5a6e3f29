// One case told by hand and the book its tally moves are posted to.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "domain/tally.h"

namespace huiyin::test {

using Key = std::tuple<std::string, std::string, std::string, std::string>;  // name, period, subject, measure
using Book = std::map<Key, int64_t>;

inline const Zone& shanghai() {
  static const Zone zone = Zone::named("Asia/Shanghai").value();
  return zone;
}

inline int64_t at(std::string_view text) {
  return parse_instant(text).value();
}

inline Clock clock_of(std::string name, bool late) {
  Clock clock;
  clock.name = std::move(name);
  clock.status = ClockStatus::met;
  clock.late = late;
  return clock;
}

inline Event event_of(std::string kind, std::string_view when) {
  Event event;
  event.kind = std::move(kind);
  event.recorded_at_ms = at(when);
  return event;
}

inline void post(Book& book, const std::vector<TallyMove>& moves) {
  for (const auto& move : moves) book[{move.name, move.period, move.subject, move.measure}] += move.delta;
}
// One case told by hand.
struct Story {
  Case state;
  Book last;  // the moves of the latest event
  Book all;

  void then(const char* kind, const char* when, auto change) { tell(event_of(kind, when), change); }
  void tell(Event event, auto change) {
    Case after = state;
    ++after.n;
    change(after);
    last.clear();
    post(last, tally_moves(state, after, event, shanghai()));
    for (const auto& [key, value] : last) all[key] += value;
    state = after;
  }
  void open(bool counted = true) {
    then("opened", "2026-11-30T15:59:00Z", [&](Case& c) {
      c.counted = counted;
      c.programme = counted ? "hotline" : "whistle";
      c.category = "0106";
      c.place.street = "210504001";
      c.holder = {"centre", "intake"};
    });
  }
  void dispatch() {
    then("dispatch", "2026-11-30T16:00:00Z", [](Case& c) {
      c.lead = "lamps";
      c.holder = {"lamps", "handler"};
    });
  }
  void close() {
    then("call_back", "2026-12-02T01:00:00Z", [](Case& c) {
      c.phase = Phase::settled;
      c.settled_as = "closed";
      c.clocks = {clock_of("answer", false)};
    });
  }
};

}  // namespace huiyin::test
