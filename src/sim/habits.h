// How the people of a simulated district behave: every number of the model, read from a file people can change
// (simulation/habits.yaml holds the shipped one, with each number explained). Shares are 0..1, efforts are minutes of
// one person's work.
#pragma once

#include <array>
#include <expected>
#include <string>
#include <vector>

#include "definitions/finding.h"
#include "sim/matter_words.h"

namespace huiyin::sim {

// The ledger a year should come to, as the mean of many seeds, and how far from it is still right.
struct LedgerTarget {
  double taken = 0, done = 0, in_hand = 0, supervised = 0;
  double flow_tolerance = 0;  // share, of taken and done
  double in_hand_tolerance = 0, supervised_tolerance = 0;
};

struct Door {
  std::string programme, channel;
  Voice voice = Voice::letter;
  std::vector<Role> by;  // empty: the resident
  double weight = 1;
  std::vector<std::string> categories;  // beginnings of codes; empty = all
};

struct WeightedWord {
  std::string word;  // a type, or the beginning of a category's code
  double weight = 1;
};

struct ArrivalHabits {
  double reports_a_year = 0;
  double on_working_days = 0;  // share of the reports that come on working days
  double leaves_phone = 0, emergency = 0;
  std::vector<double> hours, months;
  std::vector<WeightedWord> types, categories;
  std::vector<Door> doors;
  double orders_a_year = 0;
};

struct DeskHabits {
  double accept_min = 0, triage_min = 0, answer_min = 0, arbitrate_min = 0;
  double answers_consult = 0, answers_other = 0, sends_on_site = 0, misfiled = 0, notices_misfiled = 0, refuses = 0,
         transfers = 0, notices_same = 0, notices_storm = 0, unmerges = 0;
  std::vector<std::string> on_site_categories, transfer_categories;
};

struct GridHabits {
  double verify_min = 0, look_min = 0, share_of_day = 0, solves = 0, solves_found = 0, not_found = 0;
};

struct UnitHabits {
  double sign_min = 0, effort_min = 0, effort_spread = 0, contact_min = 0, share_of_day = 0;
  double pace = 0, pace_spread = 0, unit_spread = 0;  // of the limit; how units differ
  double signs_late = 0, returns_wrongly = 0, closes_early = 0, forgets_party = 0, asks_extension = 0, suspends = 0,
         raises = 0, reports_progress = 0, whistles = 0, hurries = 0;
};

struct CentreHabits {
  double review_min = 0, call_min = 0, looks = 0, sends_back = 0, reached = 0, grants_extension = 0,
         waives_after_days = 0, excludes = 0;
};

struct RequesterHabits {
  double me_too = 0, withdraws = 0, rates = 0, dissatisfied = 0, believes_early_close = 0, reopens = 0, asks_again = 0,
         answers_after_h = 0;
};

struct SupervisionHabits {
  double leader = 0, media = 0, review_min = 0;
  int64_t repeated_at = 0, mass_at = 0;  // repeats or merged cases that make a special cause
};

struct PeopleHabits {
  double ill_spells_a_year = 0, ill_days = 0;
  int64_t moves = 0;  // posts that pass to somebody else in the year
};

struct StormHabits {
  std::string from, until;  // MM-DD: one day between them
  int64_t reports = 0, hours = 0;
  std::vector<std::string> categories;
};

struct OutageHabits {
  double a_year = 0;
  int64_t hours = 0;
};

struct Habits {
  LedgerTarget ledger;
  ArrivalHabits arrivals;
  DeskHabits desk;
  GridHabits grid;
  UnitHabits unit;
  CentreHabits centre;
  RequesterHabits requester;
  SupervisionHabits supervision;
  PeopleHabits people;
  StormHabits storm;
  OutageHabits outage;
};

// Every number must be there; unknown keys, shares over 100 %, lists of another length are findings.
std::expected<Habits, Findings> read_habits(const SourceFile& file);

}  // namespace huiyin::sim
