// The shipped plain district and habits as a world to live in, small enough for every test.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "app/private_file.h"
#include "definitions/plain_site.h"
#include "sim/simulated_site.h"

namespace huiyin::sim::testing {

// Monday 2026-03-02 00:00 in the district.
inline constexpr int64_t kMondayMs = 1'772'380'800'000;

inline DefinitionsPtr plain_definitions() {
  auto site = read_site(huiyin::testing::plain_site());
  if (!site) {
    ADD_FAILURE() << site.error().front().file << " " << site.error().front().detail;
    return nullptr;
  }
  (*site)->edition = 1;
  return *site;
}

inline Habits shipped_habits() {
  const auto path = std::string{HUIYIN_SOURCE_DIR} + "/simulation/habits.yaml";
  auto habits = read_habits({path, read_whole_file(path).value()});
  if (!habits) {
    const auto& first = habits.error().front();
    ADD_FAILURE() << first.file << ":" << first.line << " " << first.field << ": " << first.detail;
    return {};
  }
  return *habits;
}

// Few enough reports for the plain district's few people; a storm in March.
inline SimulatedSite small_site() {
  static const auto today = plain_definitions();
  auto habits = shipped_habits();
  habits.arrivals.reports_a_year = 1'500;
  habits.arrivals.orders_a_year = 90;
  habits.storm.from = "03-09";
  habits.storm.until = "03-12";
  habits.storm.reports = 12;
  habits.outage.a_year = 40;
  return {today, habits, Scene::of(*today, nullptr), {}};
}

inline WorldSetup days(const SimulatedSite& site, uint64_t seed, int64_t count) {
  return site.setup(seed, kMondayMs, kMondayMs + count * kDayMs);
}

inline Year lived(const WorldSetup& setup) {
  NoSink sink;
  auto year = live(setup, sink, {});
  if (!year) ADD_FAILURE() << to_string(year.error().code) << " " << year.error().detail;
  return year.value_or(Year{});
}

}  // namespace huiyin::sim::testing
