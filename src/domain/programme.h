// A programme: one kind of case a district runs, as data (programmes/*.yaml).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/lifecycle.h"

namespace huiyin {

enum class Precision { point, street, community };
BOOST_DESCRIBE_ENUM(Precision, point, street, community)

// A clock's limit: a duration, the category's own (by_category), or agreed with the requester.
enum class LimitKind { fixed, by_category, agreed };
BOOST_DESCRIBE_ENUM(LimitKind, fixed, by_category, agreed)
struct Limit {
  LimitKind kind = LimitKind::fixed;
  Duration duration;  // fixed; by_category and agreed: the fallback
};

// Who leads where the dispatcher names nobody: the duty row's lead; its supervising unit, so that no unit leads the
// complaint about itself; the opener's unit from the first word on, and the duty row at a dispatch; the first tier.
enum class LeadWord { duty, supervising, opener, first_tier };
BOOST_DESCRIBE_ENUM(LeadWord, duty, supervising, opener, first_tier)

// Shares of the three rates in the one figure made of them, basis points.
struct RateWeights {
  int32_t response_bp = 2'000;
  int32_t resolution_bp = 4'000;
  int32_t satisfaction_bp = 4'000;
};

struct IntakeField {
  std::string name;  // description, category, place, photos, contact, type, confidential, ...
  bool required = false;
};

struct Programme {
  std::string name;
  Wording title;
  std::string lifecycle;
  bool counted = true;                 // part of `taken`
  bool open_to_residents = false;      // the door needs no account
  std::vector<std::string> doors;      // web, phone, desk, api, device, import
  std::vector<std::string> opened_by;  // roles of staff that may open one
  std::vector<std::string> types;      // consult, help, complaint, tip_off, suggestion, praise, other
  std::string default_type;
  std::string default_category;  // when neither given nor found
  std::vector<IntakeField> form;
  std::vector<std::string> public_fields;   // of: category, state, street, community, due, unit, reply, description
  Precision precision = Precision::street;  // never finer than this; a category may be coarser
  bool is_public = true;                    // appears on public lists at all
  std::map<std::string, Limit> limits;      // clock name -> limit; every clock of the lifecycle needs one
  LeadWord lead = LeadWord::duty;
  std::vector<std::string> tiers;  // for raise: holder words grid_of_place, community_of_place ... or unit codes
  std::map<std::string, int32_t> samples_bp;  // sample name -> share drawn for a check, basis points
  std::map<std::string, int32_t> resolved_weights_bp, satisfied_weights_bp;
  RateWeights rate_weights;
  int32_t propose_repeated_from = 3;  // so many linked repeats ask for supervision; 0 = never
  int32_t propose_mass_from = 10;     // so many endorsers and merged children together; 0 = never
  int32_t repeat_window_days = 30;
  std::string links_to;  // kind of its links to the cases it is opened on: whistles_for, related; empty = none
};

}  // namespace huiyin
