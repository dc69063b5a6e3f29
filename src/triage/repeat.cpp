#include "triage/repeat.h"

#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "base/time.h"
#include "domain/place.h"

namespace huiyin {
namespace {

constexpr size_t kGuessesMax = 5;

std::vector<std::string> sorted_terms(std::string_view words) {
  auto terms = terms_of(masked(words));
  std::ranges::sort(terms);
  return terms;
}

int32_t shared_bp(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  size_t shared = 0;
  for (auto left = a.begin(), right = b.begin(); left != a.end() && right != b.end();) {
    const int order = left->compare(*right);
    shared += order == 0;
    left += order <= 0;
    right += order >= 0;
  }
  return static_cast<int32_t>(shared * 10'000 / (a.size() + b.size() - shared));
}

// What speaks for it, in the order a person weighs it.
std::vector<RepeatReason> reasons_for(const MatterFacts& matter, const MatterFacts& earlier, const RepeatGuess& guess,
                                      const RepeatRules& rules) {
  std::vector<RepeatReason> reasons;
  const auto add = [&](bool holds, RepeatReason reason) {
    if (holds) reasons.push_back(reason);
  };
  const bool same_grid = !matter.place.grid.empty() && matter.place.grid == earlier.place.grid;
  const bool same_community = !matter.place.community.empty() && matter.place.community == earlier.place.community;
  add(earlier.same_requester, RepeatReason::same_requester);
  add(guess.distance_m && *guess.distance_m <= rules.near_m, RepeatReason::near);
  add(guess.similarity_bp >= rules.similar_from_bp, RepeatReason::similar_words);
  add(same_grid, RepeatReason::same_grid);
  add(!same_grid && same_community, RepeatReason::same_community);
  add(matter.category == earlier.category, RepeatReason::same_category);
  add(matter.opened_at_ms - earlier.opened_at_ms <= rules.merge_window_h * kHourMs, RepeatReason::recent);
  return reasons;
}

bool has(const RepeatGuess& guess, RepeatReason reason) {
  return std::ranges::find(guess.reasons, reason) != guess.reasons.end();
}

int32_t confidence_bp(const RepeatGuess& guess) {
  int32_t sum_bp = guess.similarity_bp * 4 / 10;
  if (has(guess, RepeatReason::same_requester)) sum_bp += 3'500;
  if (has(guess, RepeatReason::near)) sum_bp += 2'500;
  if (has(guess, RepeatReason::same_category)) sum_bp += 1'500;
  if (has(guess, RepeatReason::same_grid)) sum_bp += 1'000;
  if (has(guess, RepeatReason::same_community)) sum_bp += 500;
  return std::min(sum_bp, 9'900);
}

// Which advice fits, if any.
std::optional<RepeatAdvice> advice_for(const MatterFacts& matter, const MatterFacts& earlier, const RepeatGuess& guess,
                                       const RepeatRules& rules) {
  const bool same_place = has(guess, RepeatReason::same_grid) || has(guess, RepeatReason::near);
  const bool same_matter = same_place && has(guess, RepeatReason::same_category);
  const bool alike = has(guess, RepeatReason::similar_words);
  if (earlier.same_requester && (same_matter || alike)) {
    const int64_t since_ms = earlier.settled_at_ms == 0 ? earlier.opened_at_ms : earlier.settled_at_ms;
    if (matter.opened_at_ms - since_ms > rules.repeat_window_days * kDayMs) return std::nullopt;
    return earlier.settled_at_ms == 0 ? RepeatAdvice::append : RepeatAdvice::reopen;
  }
  const bool could_merge = !earlier.same_requester && earlier.settled_at_ms == 0 && same_matter;
  if (could_merge && has(guess, RepeatReason::recent) && (alike || has(guess, RepeatReason::near))) {
    return RepeatAdvice::merge;
  }
  return std::nullopt;
}

}  // namespace

int32_t similarity_bp(std::string_view a, std::string_view b) {
  return shared_bp(sorted_terms(a), sorted_terms(b));
}

std::vector<RepeatGuess> judge_repeats(const MatterFacts& matter, std::span<const MatterFacts> earlier,
                                       const RepeatRules& rules) {
  const auto terms = sorted_terms(matter.words);
  std::vector<RepeatGuess> guesses;
  for (const MatterFacts& candidate : earlier) {
    if (candidate.id == matter.id || candidate.opened_at_ms > matter.opened_at_ms) continue;
    RepeatGuess guess;
    guess.case_id = candidate.id;
    guess.similarity_bp = shared_bp(terms, sorted_terms(candidate.words));
    if (matter.point && candidate.point) {
      guess.distance_m = static_cast<int32_t>(std::lround(std::min(distance_m(*matter.point, *candidate.point), 1e9)));
    }
    guess.reasons = reasons_for(matter, candidate, guess, rules);
    const auto advice = advice_for(matter, candidate, guess, rules);
    if (!advice) continue;
    guess.advice = *advice;
    guess.confidence_bp = confidence_bp(guess);
    guesses.push_back(std::move(guess));
  }
  std::ranges::sort(guesses, [](const RepeatGuess& a, const RepeatGuess& b) {
    return a.confidence_bp != b.confidence_bp ? a.confidence_bp > b.confidence_bp : a.case_id > b.case_id;
  });
  if (guesses.size() > kGuessesMax) guesses.resize(kGuessesMax);
  return guesses;
}

}  // namespace huiyin
