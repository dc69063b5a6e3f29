// The small district after a change, and cases carried over to it.
#pragma once

#include <gtest/gtest.h>

#include "domain/adapt.h"
#include "domain/small_district.h"

namespace huiyin::test {

inline const std::string kEast = "990101001001002";
inline constexpr Point kInTheEast{410'050'000, 1'230'080'000};
inline constexpr LocalDate kMonday{20'514};  // 2026-03-02

template <class Change>
Definitions after(Change change) {
  Definitions next = small_district();
  next.edition = 2;
  change(next);
  return next;
}

template <class Change>
UnitTree units_with(Change change) {
  auto units = small_district().units.all();
  const auto unit = [&](std::string_view code) -> Unit& { return *std::ranges::find(units, code, &Unit::code); };
  change(unit);
  auto tree = UnitTree::of(std::move(units), {});
  EXPECT_TRUE(tree) << tree.error().detail;
  return *tree;
}

inline DutyTable duties(std::string lead, std::vector<std::string> parties = {}) {
  return DutyTable{{{.line = 5,
                     .category = "*",
                     .place = "*",
                     .lead = std::move(lead),
                     .parties = std::move(parties),
                     .supervising = "office",
                     .backstop = "street"}}};
}

// The grid is cut in two; the eastern half is a grid of its own, with a unit of its own.
inline PlaceTree cut_in_two() {
  const auto half = [](int32_t west, int32_t east) {
    return Ring{{410'000'000, west}, {410'000'000, east}, {410'100'000, east}, {410'100'000, west}};
  };
  std::vector<PlaceNode> nodes;
  for (const PlaceNode& node : small_district().places.nodes()) nodes.push_back(node);
  nodes.push_back({kEast, {"东格", "East grid"}, "water"});
  return *PlaceTree::of(nodes,
                        {{kGrid, {half(1'230'000'000, 1'230'050'000)}}, {kEast, {half(1'230'050'000, 1'230'100'000)}}});
}

inline PlaceTree without_the_grid() {
  std::vector<PlaceNode> nodes;
  for (const PlaceNode& node : small_district().places.nodes()) {
    if (node.code != kGrid) nodes.push_back(node);
  }
  return *PlaceTree::of(nodes, {});
}

inline Context seen_by(const Definitions& today, const Actor& actor, int64_t now_at_ms) {
  return {now_at_ms, 0, &today, &small_district(), actor, 99};
}

// The case carried over, and how; `moved` is false when it was left alone.
struct Carriage {
  Case state;
  Event event;
  bool moved = false;

  std::string code(const std::string& name) const {
    const auto found = event.codes.find(name);
    return found == event.codes.end() ? "" : found->second;
  }
};

inline Carriage carry(const Case& state, const Definitions& next, int64_t now_at_ms, std::optional<Point> point = {},
                      const Definitions& before = small_district()) {
  const auto event = adapt(state, before, point, seen_by(next, system_actor(), now_at_ms));
  EXPECT_TRUE(event) << event.error().detail;
  if (!event || !*event) return {state, {}, false};
  return {apply(state, (*event)->core), (*event)->core, true};
}

inline Case then(const Case& state, const std::string& command, const Actor& by, const Definitions& today,
                 int64_t now_at_ms, FormData form = {}) {
  const auto version = by.kind == ActorKind::staff ? std::optional{state.version} : std::nullopt;
  const auto events = decide({state}, {command, version, std::move(form)}, seen_by(today, by, now_at_ms));
  EXPECT_TRUE(events) << command << ": " << events.error().detail;
  return events ? apply(state, events->front().core) : state;
}

inline FormData chosen(const std::string& name) {
  return with_code({}, "choice", name);
}

inline CaseId in_triage(Desk& desk) {
  const CaseId id = desk.open("snap_report", requester());
  EXPECT_TRUE(desk.act(id, "accept", dispatcher(), chosen("here")));
  return id;
}

inline CaseId dispatched(Desk& desk, const std::string& by_hand = {}) {
  const CaseId id = in_triage(desk);
  EXPECT_TRUE(desk.act(id, "dispatch", dispatcher(), by_hand.empty() ? FormData{} : with_code({}, "lead", by_hand)));
  return id;
}

inline CaseId closed(Desk& desk) {
  const CaseId id = request_in_progress(desk);
  EXPECT_TRUE(desk.act(id, "resolve", handler(), words("reply", "已修复")));
  EXPECT_TRUE(desk.act(id, "check", reviewer(), chosen("pass")));
  EXPECT_TRUE(desk.act(id, "rate", requester(), with_code(with_code({}, "resolved", "yes"), "satisfied", "satisfied")));
  EXPECT_EQ(desk.at(id).phase, Phase::settled);
  return id;
}

inline Definitions with_day(const char* off, const char* worked = nullptr) {
  return after([&](Definitions& d) {
    std::vector<CalendarYear> years;
    for (int year = 2025; year <= 2028; ++year) years.push_back({.year = year});
    years[1].days_off = {*parse_date("2026-05-01")};
    if (off != nullptr) years[1].days_off.push_back(*parse_date(off));
    if (worked != nullptr) years[1].swapped_in = {*parse_date(worked)};
    d.calendar = *Calendar::of(*Zone::named("Asia/Shanghai"), years, small_district().calendar.default_hours());
  });
}

}  // namespace huiyin::test
