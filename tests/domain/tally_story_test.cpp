// What each happening moves on the boards, told case by case.
#include "domain/tally_story.h"

#include <gtest/gtest.h>

namespace huiyin::test {
namespace {

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
  Book moved;
  for (const auto& [name, period, subject] :
       {std::tuple{"flow.unit", "2026-12", "lamps"}, std::tuple{"flow.day", "2026-12-04", "hotline"},
        std::tuple{"flow.street", "2026-12", "210504001"}, std::tuple{"flow.category", "2026-12", "0106"}}) {
    moved[{name, period, subject, "resolved_partly"}] = -1;
    moved[{name, period, subject, "resolved_yes"}] = 1;
  }
  EXPECT_EQ(story.last, moved);
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

TEST(Tally, leaves_law_enforcement_out_of_the_satisfaction_alone) {
  Story story;
  story.open();
  story.dispatch();
  story.close();
  story.then("rate", "2026-12-03T00:00:00Z", [](Case& c) { c.rating = {"no", "dissatisfied", "own"}; });
  story.then("exclude", "2026-12-03T01:00:00Z", [](Case& c) {
    c.flags = {"excluded"};
    c.excluded_as = "law_enforcement";
  });
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "lamps", "satisfied_dissatisfied"}), 0);
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "lamps", "resolved_no"}), 1);
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "lamps", "on_time"}), 1);
  EXPECT_EQ(story.all.at({"flow.street", "2026-12", "210504001", "excluded_satisfaction"}), 1);
}

TEST(Tally, shows_a_yellow_card_when_a_promise_turns_amber_and_a_red_one_when_it_is_overdue) {
  Story story;
  story.open();
  story.dispatch();
  auto amber = event_of("clock_step", "2026-12-01T00:00:00Z");
  amber.codes = {{"clock", "answer"}, {"does", "warn"}};
  story.tell(amber, [](Case&) {});
  EXPECT_EQ(story.last.at({"flow.unit", "2026-12", "lamps", "yellow_card"}), 1);
  auto red = event_of("clock_step", "2026-12-02T00:00:00Z");
  red.codes = {{"clock", "answer"}, {"does", "supervise"}};
  red.changes.clocks = {clock_of("answer", true)};
  story.tell(red, [&](Case& c) { c.clocks = red.changes.clocks; });
  EXPECT_EQ(story.last.at({"flow.street", "2026-12", "210504001", "red_card"}), 1);
  story.tell(red, [](Case&) {});
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "lamps", "red_card"}), 1);
}

TEST(Tally, counts_what_partners_say_of_a_unit_once_a_pair) {
  Story story;
  story.open();
  const auto say = [&](const std::string& word) {
    auto event = event_of("review", "2026-12-01T00:00:00Z");
    event.changes.reviews = {{"committee", "property", word}};
    story.tell(event, [&](Case& c) { c.reviews = event.changes.reviews; });
  };
  say("neutral");
  say("satisfied");
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "property", "peer_neutral"}), 0);
  EXPECT_EQ(story.all.at({"flow.unit", "2026-12", "property", "peer_satisfied"}), 1);
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
}  // namespace huiyin::test
