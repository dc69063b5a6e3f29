#include <algorithm>

#include "domain/event.h"

namespace huiyin {
namespace {

template <class T>
void take(T& member, const std::optional<T>& change) {
  if (change) member = *change;
}

void apply_scalars(Case& state, const Changes& changes) {
  take(state.programme, changes.programme);
  take(state.lifecycle, changes.lifecycle);
  take(state.channel, changes.channel);
  take(state.type, changes.type);
  take(state.category, changes.category);
  take(state.subject, changes.subject);
  take(state.state, changes.state);
  take(state.lead, changes.lead);
  take(state.supervising_unit, changes.supervising_unit);
  take(state.backstop, changes.backstop);
  take(state.outside, changes.outside);
  take(state.settled_as, changes.settled_as);
  take(state.reason, changes.reason);
  take(state.column, changes.column);
  take(state.excluded_as, changes.excluded_as);
  take(state.counted, changes.counted);
  take(state.erased, changes.erased);
  take(state.edition, changes.edition);
  take(state.adapted_to, changes.adapted_to);
  take(state.assignee, changes.assignee);
  take(state.opened_at_ms, changes.opened_at_ms);
  take(state.settled_at_ms, changes.settled_at_ms);
  take(state.promised_at_ms, changes.promised_at_ms);
  take(state.tier, changes.tier);
  take(state.receipt_generation, changes.receipt_generation);
}

void apply_groups(Case& state, const Changes& changes) {
  take(state.place, changes.place);
  take(state.phase, changes.phase);
  take(state.holder, changes.holder);
  take(state.prior, changes.prior);
  take(state.supervision, changes.supervision);
  take(state.rating, changes.rating);
  take(state.lock, changes.lock);
}

// Replaces the item that `same` finds, or appends it.
template <class T, class Same>
void upsert(std::vector<T>& list, const T& item, Same same) {
  const auto found = std::ranges::find_if(list, same);
  found == list.end() ? list.push_back(item) : void(*found = item);
}

void apply_lists(Case& state, const Changes& changes) {
  for (const auto& clock : changes.clocks) {
    upsert(state.clocks, clock, [&](const Clock& c) { return c.name == clock.name && c.owner == clock.owner; });
  }
  std::erase_if(state.clocks, [](const Clock& clock) { return clock.status == ClockStatus::stopped; });
  for (const auto& [name, value] : changes.counters) state.counters[name] = value;
  for (const auto& party : changes.parties) {
    upsert(state.parties, party, [&](const Party& p) { return p.id == party.id; });
  }
  for (const auto& ask : changes.asks) upsert(state.asks, ask, [&](const Ask& a) { return a.id == ask.id; });
  for (const auto& flag : changes.flags_cleared) std::erase(state.flags, flag);
  state.flags.insert(state.flags.end(), changes.flags_set.begin(), changes.flags_set.end());
  for (const auto& link : changes.links_removed) std::erase(state.links, link);
  state.links.insert(state.links.end(), changes.links_added.begin(), changes.links_added.end());
  for (const auto& review : changes.reviews) {
    upsert(state.reviews, review,
           [&](const Review& r) { return r.by_unit == review.by_unit && r.unit == review.unit; });
  }
  state.returned_by.insert(state.returned_by.end(), changes.returned_by_added.begin(), changes.returned_by_added.end());
}

}  // namespace

Case apply(Case state, const Event& event) {
  state.id = event.case_id;
  state.n = event.n;
  if (!event.silent) ++state.version;
  state.updated_at_ms = event.recorded_at_ms;
  apply_scalars(state, event.changes);
  apply_groups(state, event.changes);
  apply_lists(state, event.changes);
  return state;
}

}  // namespace huiyin
