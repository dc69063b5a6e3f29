#include "domain/difference.h"

#include <algorithm>

namespace huiyin {
namespace {

template <class T>
void note(std::optional<T>& change, const T& before, const T& after) {
  if (before != after) change = after;
}

void note_scalars(Changes& changes, const Case& before, const Case& after) {
  note(changes.programme, before.programme, after.programme);
  note(changes.lifecycle, before.lifecycle, after.lifecycle);
  note(changes.channel, before.channel, after.channel);
  note(changes.type, before.type, after.type);
  note(changes.category, before.category, after.category);
  note(changes.subject, before.subject, after.subject);
  note(changes.state, before.state, after.state);
  note(changes.lead, before.lead, after.lead);
  note(changes.supervising_unit, before.supervising_unit, after.supervising_unit);
  note(changes.backstop, before.backstop, after.backstop);
  note(changes.outside, before.outside, after.outside);
  note(changes.settled_as, before.settled_as, after.settled_as);
  note(changes.reason, before.reason, after.reason);
  note(changes.column, before.column, after.column);
  note(changes.excluded_as, before.excluded_as, after.excluded_as);
  note(changes.counted, before.counted, after.counted);
  note(changes.erased, before.erased, after.erased);
  note(changes.edition, before.edition, after.edition);
  note(changes.adapted_to, before.adapted_to, after.adapted_to);
  note(changes.assignee, before.assignee, after.assignee);
  note(changes.opened_at_ms, before.opened_at_ms, after.opened_at_ms);
  note(changes.settled_at_ms, before.settled_at_ms, after.settled_at_ms);
  note(changes.promised_at_ms, before.promised_at_ms, after.promised_at_ms);
  note(changes.tier, before.tier, after.tier);
  note(changes.receipt_generation, before.receipt_generation, after.receipt_generation);
}

void note_groups(Changes& changes, const Case& before, const Case& after) {
  note(changes.place, before.place, after.place);
  note(changes.phase, before.phase, after.phase);
  note(changes.holder, before.holder, after.holder);
  note(changes.prior, before.prior, after.prior);
  note(changes.supervision, before.supervision, after.supervision);
  note(changes.rating, before.rating, after.rating);
  note(changes.lock, before.lock, after.lock);
}

// The items of `list` that `base` does not hold in exactly this form.
template <class T>
std::vector<T> beyond(const std::vector<T>& list, const std::vector<T>& base) {
  std::vector<T> found;
  for (const auto& item : list) {
    if (std::ranges::find(base, item) == base.end()) found.push_back(item);
  }
  return found;
}

void note_counters(Changes& changes, const Case& before, const Case& after) {
  for (const auto& [name, value] : after.counters) {
    if (counter(before, name) != value) changes.counters[name] = value;
  }
}

}  // namespace

Changes difference(const Case& before, const Case& after) {
  Changes changes;
  note_scalars(changes, before, after);
  note_groups(changes, before, after);
  note_counters(changes, before, after);
  changes.clocks = beyond(after.clocks, before.clocks);
  changes.parties = beyond(after.parties, before.parties);
  changes.asks = beyond(after.asks, before.asks);
  changes.flags_set = beyond(after.flags, before.flags);
  changes.flags_cleared = beyond(before.flags, after.flags);
  changes.links_added = beyond(after.links, before.links);
  changes.links_removed = beyond(before.links, after.links);
  changes.reviews = beyond(after.reviews, before.reviews);
  changes.returned_by_added = beyond(after.returned_by, before.returned_by);
  return changes;
}

}  // namespace huiyin
