// Is this matter known already? Judges the few recent cases of the same grid and category that the store offers
// (domain.md rules: same requester within the programme's window; different requesters of one outage within 72 hours).
// A suggestion with its reasons for a person to follow, never an act of its own. Pure; safe from any thread.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/event.h"

namespace huiyin {

// The new matter, or an earlier one.
struct MatterFacts {
  CaseId id = 0;  // 0: not opened yet
  std::string category;
  PlaceCodes place;
  std::optional<Point> point;
  std::string words;  // empty when erased or not to be read
  int64_t opened_at_ms = 0;
  int64_t settled_at_ms = 0;    // 0: open
  bool same_requester = false;  // as the new one: the caller knows, no phone comes here
};

struct RepeatRules {
  int32_t repeat_window_days = 30;  // the programme's
  int32_t merge_window_h = 72;
  int32_t near_m = 60;              // points so close are one spot
  int32_t similar_from_bp = 3'000;  // shared terms of all terms
};

// append: to the requester's own open case. reopen: their own settled one. merge: another's open case, same cause.
enum class RepeatAdvice { append, reopen, merge };
BOOST_DESCRIBE_ENUM(RepeatAdvice, append, reopen, merge)

enum class RepeatReason { same_requester, same_grid, same_community, same_category, near, similar_words, recent };
BOOST_DESCRIBE_ENUM(RepeatReason, same_requester, same_grid, same_community, same_category, near, similar_words, recent)

struct RepeatGuess {
  CaseId case_id = 0;
  RepeatAdvice advice = RepeatAdvice::merge;
  int32_t confidence_bp = 0;
  std::vector<RepeatReason> reasons;
  int32_t similarity_bp = 0;
  std::optional<int32_t> distance_m;  // when both have a point
};

// The likely ones, best first, at most five. Without words and points on both sides only the same requester counts.
std::vector<RepeatGuess> judge_repeats(const MatterFacts& matter, std::span<const MatterFacts> earlier,
                                       const RepeatRules& rules);

// Terms two texts share, of all their terms, in basis points; phones and ids are masked first. 0 when either is empty.
int32_t similarity_bp(std::string_view a, std::string_view b);

}  // namespace huiyin
