// What comes in: reports by the hour, weekday and season, through every door the site runs, over the category tree and
// the places where people live. A day's reports are drawn by themselves, so that they do not depend on how they are
// handled.
#pragma once

#include <string>
#include <vector>

#include "sim/stage.h"

namespace huiyin::sim {

class Arrivals {
 public:
  Arrivals(const Stage& stage, int64_t until_at_ms);

  void plan_day(LocalDate date);
  void ask_again(const Living& living);
  // Many report the same within hours from a few places.
  void plan_storm(LocalDate date);
  std::optional<LocalDate> storm_day(LocalDate from, LocalDate until) const;

 private:
  struct Report {
    uint64_t seed = 0;
    size_t door = 0;
    size_t spot = 0;
    std::string category, filed_as, type;
    Requester requester;
    bool emergency = false, storm = false;
    CaseId repeat_of = 0;
  };

  double expected_on(LocalDate date) const;
  Report draw(uint64_t seed) const;
  std::string draw_category(size_t door, Rng& dice) const;
  std::string misfile(const std::string& category, Rng& dice) const;
  Requester draw_requester(uint64_t seed) const;
  int64_t instant_of(LocalDate date, Rng& dice) const;
  void plan_report(int64_t at_ms, Report report);
  void come_in(const Report& report);
  void hand_in(const Report& report, const Actor& actor);
  void plan_orders(LocalDate date);
  void order(const std::string& programme, uint64_t seed);

  const Stage& stage_;
  const int64_t until_at_ms_;
  std::vector<Door> doors_;  // those of programmes the site runs
  std::vector<std::string> leaves_;
  std::vector<std::vector<size_t>> leaves_of_door_;
  std::vector<Shares> categories_of_door_;
  Shares door_shares_, hour_shares_, type_shares_;
  std::vector<std::string> order_programmes_;
  std::vector<size_t> intake_;
};

}  // namespace huiyin::sim
