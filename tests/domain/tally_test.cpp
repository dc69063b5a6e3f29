#include "domain/tally.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace huiyin {
namespace {

using Key = std::tuple<std::string, std::string, std::string, std::string>;  // name, period, subject, measure
using Book = std::map<Key, int64_t>;

const Zone& shanghai() {
  static const Zone zone = Zone::named("Asia/Shanghai").value();
  return zone;
}

int64_t at(std::string_view text) {
  return parse_instant(text).value();
}

Clock clock_of(std::string name, bool late) {
  Clock clock;
  clock.name = std::move(name);
  clock.status = ClockStatus::met;
  clock.late = late;
  return clock;
}

Event event_of(std::string kind, std::string_view when) {
  Event event;
  event.kind = std::move(kind);
  event.recorded_at_ms = at(when);
  return event;
}

void post(Book& book, const std::vector<TallyMove>& moves) {
  for (const auto& move : moves) book[{move.name, move.period, move.subject, move.measure}] += move.delta;
}

// The same figures without their periods and without zeros: what a recount over states can know.
Book without_periods(const Book& book) {
  Book total;
  for (const auto& [key, value] : book) total[{std::get<0>(key), "", std::get<2>(key), std::get<3>(key)}] += value;
  std::erase_if(total, [](const auto& entry) { return entry.second == 0; });
  return total;
}

bool only_happens(const std::string& name, const std::string& measure) {
  static const std::vector<std::string> kHappen{"returned", "return_refused", "reworked", "reopened",
                                                "extended", "raised",         "endorsed"};
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
    if (has_flag(c, "excluded")) return one(name, subject, mark + "excluded");
    if (outcome(c) == "closed") {
      if (!timely(c).empty()) one(name, subject, mark + timely(c));
      if (c.reason == "unreached") one(name, subject, mark + "unreached");
      if (c.column == "in_grid") one(name, subject, mark + "in_grid");
      if (c.column == "on_the_spot") one(name, subject, mark + "on_the_spot");
    }
    if (!c.rating.resolved.empty()) one(name, subject, mark + "resolved_" + c.rating.resolved);
    if (!c.rating.satisfied.empty()) one(name, subject, mark + "satisfied_" + c.rating.satisfied);
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
    if (!open && outcome(c) == "closed" && !has_flag(c, "excluded")) one("flow.street", c.place.street, timely(c));
    quality(c, "flow.unit", unit, "");
    quality(c, "flow.day", c.programme, "");
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
      state.flags = word({"", "x"}).empty() ? std::vector<std::string>{} : std::vector<std::string>{"excluded"};
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

TEST(Tally, counts_an_opening_in_six_moves_on_the_local_day) {
  Story story;
  story.open();
  EXPECT_EQ(story.last, (Book{{{"site", "", "hotline", "taken"}, 1},
                              {{"site", "", "hotline", "in_hand"}, 1},
                              {{"flow.day", "2026-11-30", "hotline", "taken"}, 1},
                              {{"flow.street", "2026-11", "210504001", "taken"}, 1},
                              {{"stock.unit", "", "centre", "in_hand"}, 1},
                              {{"stock.street", "", "210504001", "in_hand"}, 1}}));
}

TEST(Tally, hands_a_dispatched_case_to_its_lead_in_the_month_it_is_there) {
  Story story;
  story.open();
  story.dispatch();
  EXPECT_EQ(story.last, (Book{{{"flow.unit", "2026-12", "lamps", "taken"}, 1},
                              {{"flow.category", "2026-12", "0106", "taken"}, 1},
                              {{"stock.unit", "", "centre", "in_hand"}, -1},
                              {{"stock.unit", "", "lamps", "in_hand"}, 1}}));
}

TEST(Tally, moves_nothing_when_nothing_it_counts_changes) {
  Story story;
  story.open();
  story.then("note", "2026-12-01T00:00:00Z", [](Case& c) { c.flags = {"confidential"}; });
  EXPECT_TRUE(story.last.empty());
}

TEST(Tally, closes_under_the_lead_with_its_timeliness) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  EXPECT_EQ(story.last.at({"site", "", "hotline", "in_hand"}), -1);
  EXPECT_EQ(story.last.at({"site", "", "hotline", "closed"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "closed"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "on_time"}), 1);
  EXPECT_EQ(story.last.at({"flow.day", "2026-12-02", "hotline", "on_time"}), 1);
  EXPECT_EQ(story.last.at({"stock.unit", "", "lamps", "in_hand"}), -1);
}

TEST(Tally, keeps_a_settled_case_in_place_when_it_is_archived) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  story.then("archive", "2027-01-02T00:00:00Z", [](Case& c) { c.phase = Phase::final_; });
  EXPECT_TRUE(story.last.empty());
}

TEST(Tally, takes_a_closing_back_on_the_day_of_reopening) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  story.then("reopen", "2027-01-02T00:00:00Z", [](Case& c) {
    c.phase = Phase::open;
    c.settled_as.clear();
    c.holder = {"centre", "dispatcher"};
  });
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "lamps", "closed"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2027-01", "lamps", "closed"}), -1);
  EXPECT_EQ(story.last.at({"flow.unit", "2027-01", "lamps", "on_time"}), -1);
  EXPECT_EQ(story.last.at({"flow.unit", "2027-01", "lamps", "reopened"}), 1);
  EXPECT_EQ(story.last.at({"flow.day", "2027-01-02", "hotline", "reopened"}), 1);
  EXPECT_EQ(story.all.at({"site", "", "hotline", "in_hand"}), 1);
  EXPECT_EQ(story.all.at({"site", "", "hotline", "closed"}), 0);
}

TEST(Tally, undoes_a_merge_without_calling_it_a_reopening) {
  Story story;
  story.open();
  story.then("merge", "2026-12-01T00:00:00Z", [](Case& c) {
    c.phase = Phase::settled;
    c.settled_as = "merged";
  });
  EXPECT_EQ(story.last.at({"site", "", "hotline", "merged"}), 1);
  EXPECT_FALSE(story.last.contains({"flow.unit", "2026-12", "centre", "on_time"}));
  story.then("unmerge", "2026-12-05T00:00:00Z", [](Case& c) {
    c.phase = Phase::open;
    c.settled_as.clear();
  });
  EXPECT_EQ(story.last.at({"flow.day", "2026-12-05", "hotline", "merged"}), -1);
  EXPECT_FALSE(story.last.contains({"flow.day", "2026-12-05", "hotline", "reopened"}));
}

TEST(Tally, notes_what_happened_under_the_unit_that_led_at_that_moment) {
  Story story;
  story.open();
  story.dispatch();
  auto returned = event_of("return", "2026-12-01T00:00:00Z");
  returned.changes.returned_by_added = {"lamps"};
  story.tell(returned, [](Case& c) { c.holder = {"centre", "dispatcher"}; });
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "returned"}), 1);
  auto refused = event_of("arbitrate", "2026-12-01T01:00:00Z");
  refused.codes["choice"] = "refused";
  story.tell(refused, [](Case&) {});
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "return_refused"}), 1);
  story.then("raise", "2026-12-01T02:00:00Z", [](Case& c) { c.lead = "roads"; });
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "raised"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "taken"}), -1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "roads", "taken"}), 1);
  story.then("check", "2026-12-01T03:00:00Z", [](Case& c) { c.state = "rework"; });
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "roads", "reworked"}), 1);
  story.then("endorse", "2026-12-01T03:00:00Z", [](Case&) {});
  EXPECT_EQ(story.last.at({"flow.day", "2026-12-01", "hotline", "endorsed"}), 1);
}

TEST(Tally, counts_an_extension_once_when_it_is_granted) {
  Story story;
  story.open();
  story.dispatch();
  const auto ask = [&](AskState state) {
    auto event = event_of("extension.granted", "2026-12-01T00:00:00Z");
    Ask asked;
    asked.id = 1;
    asked.kind = "extension";
    asked.state = state;
    event.changes.asks = {asked};
    story.tell(event, [&](Case& c) { c.asks = event.changes.asks; });
    return story.last.contains({"flow.unit", "2026-12", "lamps", "extended"});
  };
  EXPECT_FALSE(ask(AskState::open));
  EXPECT_TRUE(ask(AskState::granted));
  EXPECT_FALSE(ask(AskState::granted));
}

TEST(Tally, counts_supervision_as_stock_while_it_lasts_and_as_flow_when_it_starts) {
  Story story;
  story.open();
  const auto supervise = [&](int32_t level) {
    story.then("supervise", "2026-12-01T00:00:00Z", [&](Case& c) { c.supervision.level = level; });
  };
  supervise(1);
  supervise(3);
  EXPECT_EQ(story.all.at({"stock.unit", "", "centre", "supervised"}), 1);
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "centre", "supervised"}), 1);
  supervise(0);
  EXPECT_EQ(story.all.at({"stock.unit", "", "centre", "supervised"}), 0);
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "centre", "supervised"}), 1);
}

TEST(Tally, replaces_a_rating_by_a_later_one) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  story.then("rate", "2026-12-03T00:00:00Z", [](Case& c) { c.rating = {"partly", "neutral", "own"}; });
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "rated"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "satisfied_neutral"}), 1);
  story.then("rate", "2026-12-04T00:00:00Z", [](Case& c) { c.rating = {"yes", "neutral", "own"}; });
  EXPECT_EQ(story.last, (Book{{{"flow.unit", "2026-12", "lamps", "resolved_partly"}, -1},
                              {{"flow.unit", "2026-12", "lamps", "resolved_yes"}, 1},
                              {{"flow.day", "2026-12-04", "hotline", "resolved_partly"}, -1},
                              {{"flow.day", "2026-12-04", "hotline", "resolved_yes"}, 1}}));
}

TEST(Tally, drops_an_excluded_case_from_the_rates_and_shows_it_as_excluded) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  story.then("exclude", "2026-12-03T00:00:00Z", [](Case& c) { c.flags = {"excluded"}; });
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "excluded"}), 1);
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "on_time"}), -1);
  EXPECT_FALSE(story.last.contains({"site", "", "hotline", "closed"}));
}

TEST(Tally, dates_a_flow_when_it_occurred_and_not_when_it_was_recorded) {
  Story story;
  auto event = event_of("opened", "2026-12-05T00:00:00Z");
  event.occurred_at_ms = at("2026-10-31T16:00:00Z");
  story.tell(event, [](Case& c) {
    c.counted = true;
    c.programme = "snap";
  });
  EXPECT_EQ(story.last.at({"flow.day", "2026-11-01", "snap", "taken"}), 1);
}

TEST(Tally, keeps_whistles_and_orders_apart) {
  Story story;
  story.open(false);
  story.dispatch();
  EXPECT_EQ(story.all,
            (Book{{{"site", "", "whistle", "uncounted.taken"}, 1}, {{"site", "", "whistle", "uncounted.in_hand"}, 1}}));
  story.close();
  EXPECT_EQ(story.last, (Book{{{"site", "", "whistle", "uncounted.in_hand"}, -1},
                              {{"site", "", "whistle", "uncounted.closed"}, 1},
                              {{"site", "", "whistle", "uncounted.on_time"}, 1}}));
}

}  // namespace
}  // namespace huiyin
