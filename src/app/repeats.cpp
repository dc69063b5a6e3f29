#include "app/repeats.h"

#include <algorithm>

#include "app/visibility.h"

namespace huiyin {

namespace {

constexpr size_t kRepeatsMax = 5;
constexpr size_t kReadsMax = 20;

bool same_place(const PlaceCodes& left, const PlaceCodes& right) {
  if (!left.grid.empty() || !right.grid.empty()) return left.grid == right.grid;
  if (!left.community.empty() || !right.community.empty()) return left.community == right.community;
  return left.street == right.street && left.given == right.given;
}

}  // namespace

Result<std::vector<Case>> repeats_of(App& app, const RepeatQuery& query) {
  std::vector<Case> repeats;
  if (query.phone.empty() || query.confidential || query.window_days <= 0) return repeats;
  const auto since_ms = app.now_at_ms() - query.window_days * kDayMs;
  auto ids = app.store().cases_of_blind(blind_index(query.phone, app.keys()), since_ms);
  if (!ids) return std::unexpected(ids.error());
  std::ranges::sort(*ids, std::ranges::greater{});
  if (ids->size() > kReadsMax) ids->resize(kReadsMax);
  for (const auto id : *ids) {
    auto state = app.store().find_case(id);
    if (!state) return std::unexpected(state.error());
    const bool same = state->programme == query.programme && state->category == query.category &&
                      same_place(state->place, query.place) && !is_confidential(*state) && !state->erased;
    if (same && repeats.size() < kRepeatsMax) repeats.push_back(std::move(*state));
  }
  return repeats;
}

bool may_join(const Caller& caller, const Case& original) {
  const bool speaks_with_them =
      caller.is_staff() && (caller.has_role(Role::intake) || caller.has_role(Role::dispatcher));
  return speaks_with_them || (caller.receipt_case != 0 && caller.receipt_case == original.id);
}

}  // namespace huiyin
