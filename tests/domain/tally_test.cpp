// Over any course of events the tallies equal a recount, and the identity holds.
#include "domain/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "domain/tally_story.h"

namespace huiyin::test {
namespace {

// The same figures without their periods and without zeros: what a recount over states can know.
Book without_periods(const Book& book) {
  Book total;
  for (const auto& [key, value] : book) total[{std::get<0>(key), "", std::get<2>(key), std::get<3>(key)}] += value;
  std::erase_if(total, [](const auto& entry) { return entry.second == 0; });
  return total;
}

bool only_happens(const std::string& name, const std::string& measure) {
  static const std::vector<std::string> kHappen{"returned", "return_refused", "reworked",    "reopened", "extended",
                                                "raised",   "endorsed",       "yellow_card", "red_card"};
  const auto bare = measure.starts_with("uncounted.") ? measure.substr(10) : measure;
  return std::ranges::find(kHappen, bare) != kHappen.end() || (name.starts_with("flow.") && bare == "supervised");
}

Book standing_part(Book book) {
  std::erase_if(book,
                [](const auto& entry) { return only_happens(std::get<0>(entry.first), std::get<3>(entry.first)); });
  return book;
}

// The count a clerk would make walking through the cases, one question at a time.
class Recount {
 public:
  explicit Recount(const std::vector<Case>& cases) {
    for (const auto& state : cases) {
      if (state.n > 0) state.counted ? count(state) : count_apart(state);
    }
  }
  Book book;

 private:
  static std::string outcome(const Case& c) {
    if (c.phase == Phase::open) return "in_hand";
    for (const auto* kind : {"refused", "transferred", "withdrawn", "merged"}) {
      if (c.settled_as == kind) return kind;
    }
    return c.counted || c.settled_as.empty() ? "closed" : c.settled_as;
  }
  static std::string timely(const Case& c) {
    int promises = 0;
    int late = 0;
    for (const auto& clock : c.clocks) {
      if (clock.owner == 0 && (clock.name == "answer" || clock.name == "redo")) {
        ++promises;
        late += clock.late ? 1 : 0;
      }
    }
    if (promises > 0) return late > 0 ? "late" : "on_time";
    if (c.promised_at_ms == 0) return "";
    return c.settled_at_ms > c.promised_at_ms ? "late" : "on_time";
  }
  void one(const std::string& name, const std::string& subject, const std::string& measure) {
    if (!subject.empty() && !measure.empty()) ++book[{name, "", subject, measure}];
  }
  void quality(const Case& c, const std::string& name, const std::string& subject, const std::string& mark) {
    if (c.phase == Phase::open) return;
    const bool still_judged = c.excluded_as == "law_enforcement";
    if (has_flag(c, "excluded")) one(name, subject, mark + (still_judged ? "excluded_satisfaction" : "excluded"));
    if (has_flag(c, "excluded") && !still_judged) return;
    if (outcome(c) == "closed") {
      for (const auto& clock : c.clocks) {
        if (clock.name == "contact") one(name, subject, mark + (clock.late ? "contact_late" : "contact_on_time"));
      }
      if (!timely(c).empty()) one(name, subject, mark + timely(c));
      if (c.reason == "unreached") one(name, subject, mark + "unreached");
      if (c.column == "in_grid") one(name, subject, mark + "in_grid");
      if (c.column == "on_the_spot") one(name, subject, mark + "on_the_spot");
    }
    if (!c.rating.resolved.empty()) one(name, subject, mark + "resolved_" + c.rating.resolved);
    if (!c.rating.satisfied.empty() && !has_flag(c, "excluded"))
      one(name, subject, mark + "satisfied_" + c.rating.satisfied);
    if (!c.rating.resolved.empty() || !c.rating.satisfied.empty()) one(name, subject, mark + "rated");
  }
  void count(const Case& c) {
    const bool open = c.phase == Phase::open;
    const auto unit = !c.lead.empty() || open ? c.lead : c.holder.unit;
    one("site", c.programme, "taken");
    one("site", c.programme, outcome(c));
    for (const auto& [name, subject] :
         {std::pair{"flow.day", c.programme}, std::pair{"flow.street", c.place.street}, std::pair{"flow.unit", unit},
          std::pair{"flow.category", unit.empty() ? "" : c.category}}) {
      one(name, subject, "taken");
      if (!open) one(name, subject, outcome(c));
    }
    quality(c, "flow.unit", unit, "");
    quality(c, "flow.day", c.programme, "");
    quality(c, "flow.street", c.place.street, "");
    quality(c, "flow.category", unit.empty() ? "" : c.category, "");
    if (!open) return;
    for (const auto& [name, subject] :
         {std::pair{"stock.unit", c.holder.unit}, std::pair{"stock.street", c.place.street}}) {
      one(name, subject, "in_hand");
      if (c.supervision.level > 0) one(name, subject, "supervised");
    }
  }
  void count_apart(const Case& c) {
    one("site", c.programme, "uncounted.taken");
    one("site", c.programme, "uncounted." + outcome(c));
    quality(c, "site", c.programme, "uncounted.");
    if (c.phase == Phase::open && c.supervision.level > 0) one("site", c.programme, "uncounted.supervised");
  }
};

std::string word(std::initializer_list<const char*> words) {
  return *rc::gen::map(rc::gen::elementOf(std::vector<const char*>{words}),
                       [](const char* text) { return std::string{text}; });
}

// Any change a case may go through, whether a lifecycle has it or not: the numbers must hold all the same.
Case changed(Case state) {
  if (state.n == 0) {
    state.programme = word({"hotline", "snap"});
    state.counted = *rc::gen::weightedElement<bool>({{4, true}, {1, false}});
    state.place.street = word({"", "210504001", "210504002"});
    state.holder = {"centre", "intake"};
    state.promised_at_ms = word({"", "x"}).empty() ? 0 : 500;
  }
  ++state.n;
  switch (*rc::gen::inRange(0, 12)) {
    case 0: state.lead = word({"", "lamps", "roads"}); break;
    case 1: state.holder.unit = word({"centre", "lamps", "roads"}); break;
    case 2: state.category = word({"0106", "0201"}); break;
    case 3: state.supervision.level = *rc::gen::inRange(0, 5); break;
    case 4: state.place.street = word({"210504001", "210504002"}); break;
    case 5: state.rating = {word({"", "yes", "partly", "no"}), word({"", "satisfied", "dissatisfied"}), "own"}; break;
    case 6: state.column = word({"", "dispatched", "in_grid", "on_the_spot"}); break;
    case 7: state.clocks = {clock_of(word({"answer", "redo", "contact"}), word({"", "x"}).empty())}; break;
    case 8:
      state.excluded_as = word({"", "malicious", "law_enforcement"});
      state.flags = state.excluded_as.empty() ? std::vector<std::string>{} : std::vector<std::string>{"excluded"};
      break;
    case 9:
      state.phase = *rc::gen::element(Phase::settled, Phase::settled, Phase::final_);
      state.settled_as = word({"closed", "refused", "transferred", "withdrawn", "merged", "expired"});
      state.settled_at_ms = *rc::gen::inRange(0, 1'000);
      state.reason = word({"solved", "unreached"});
      break;
    case 10:
      state.phase = Phase::open;
      state.settled_as.clear();
      break;
    default: state.state = word({"received", "triage", "rework"}); break;
  }
  return state;
}

RC_GTEST_PROP(Tally, sums_up_to_a_recount_of_the_states_after_any_events, ()) {
  std::vector<Case> cases(4);
  Book book;
  const auto steps = *rc::gen::inRange(1, 60);
  for (int step = 0; step < steps; ++step) {
    auto& state = cases[*rc::gen::inRange<size_t>(0, cases.size())];
    const auto after = changed(state);
    Event event;
    event.kind = word({"note", "raise", "endorse"});
    event.recorded_at_ms = at("2026-11-29T00:00:00Z") + step * 7 * kHourMs;
    post(book, tally_moves(state, after, event, shanghai()));
    state = after;
  }
  RC_ASSERT(without_periods(standing_part(book)) == Recount{cases}.book);
}

RC_GTEST_PROP(Tally, keeps_taken_equal_to_in_hand_and_all_kinds_of_settled, ()) {
  std::vector<Case> cases(3);
  std::map<std::string, int64_t> site;
  const auto steps = *rc::gen::inRange(1, 60);
  for (int step = 0; step < steps; ++step) {
    auto& state = cases[*rc::gen::inRange<size_t>(0, cases.size())];
    const auto after = changed(state);
    for (const auto& move : tally_moves(state, after, Event{}, shanghai())) {
      if (move.name == "site" && !move.measure.starts_with("uncounted.")) site[move.measure] += move.delta;
    }
    state = after;
    RC_ASSERT(site["taken"] == site["in_hand"] + site["closed"] + site["refused"] + site["transferred"] +
                                   site["withdrawn"] + site["merged"]);
    RC_ASSERT(std::ranges::all_of(site, [](const auto& entry) { return entry.second >= 0; }));
  }
}

RC_GTEST_PROP(Tally, moves_each_key_at_most_once_and_never_by_zero, ()) {
  Case state;
  for (int step = 0; step < 20; ++step) {
    const auto after = changed(state);
    Event event;
    event.kind = "endorse";
    Book book;
    const auto moves = tally_moves(state, after, event, shanghai());
    post(book, moves);
    RC_ASSERT(book.size() == moves.size());
    RC_ASSERT(std::ranges::none_of(book, [](const auto& entry) { return entry.second == 0; }));
    state = after;
  }
}

}  // namespace
}  // namespace huiyin::test
