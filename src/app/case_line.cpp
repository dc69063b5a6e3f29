#include "app/case_line.h"

#include <algorithm>

namespace huiyin {

namespace {

Wording place_name(const Definitions& definitions, const std::string& code) {
  const auto node = definitions.places.node(code);
  return node ? node->name : Wording{};
}

const Lifecycle* lifecycle_of(const Case& state, const Definitions& ruling) {
  const auto found = ruling.lifecycles.find(state.lifecycle);
  return found == ruling.lifecycles.end() ? nullptr : &found->second;
}

const ClockRule* rule_of(const Clock& clock, const Lifecycle& lifecycle) {
  const auto found = lifecycle.clocks.find(clock.name);
  return found == lifecycle.clocks.end() ? nullptr : &found->second;
}

bool is_live(const Clock& clock) {
  return clock.status == ClockStatus::running || clock.status == ClockStatus::paused;
}

const Clock* earliest(const Clock* first, const Clock& second) {
  return first == nullptr || second.due_at_ms < first->due_at_ms ? &second : first;
}

const Clock* holder_clock(const Case& state, const Lifecycle& lifecycle) {
  const Clock* found = nullptr;
  for (const auto& clock : state.clocks) {
    const auto* rule = rule_of(clock, lifecycle);
    if (rule != nullptr && rule->owner == ClockOwner::holder && is_live(clock)) found = earliest(found, clock);
  }
  return found;
}

bool is_public_field(const Programme& programme, std::string_view field) {
  return std::ranges::find(programme.public_fields, field) != programme.public_fields.end();
}

void fill_titles(CaseLine& row, const Case& state, const Definitions& ruling) {
  if (const auto programme = ruling.programmes.find(state.programme); programme != ruling.programmes.end()) {
    row.programme_title = programme->second.title;
  }
  if (const auto* category = ruling.categories.by_code(state.category)) row.category_title = category->title;
  const auto* lifecycle = lifecycle_of(state, ruling);
  const auto* at = lifecycle == nullptr ? nullptr : lifecycle->state(state.state);
  if (at != nullptr) row.state_wording = at->wording;
}

void fill_lock(CaseLine& row, const App& app, const DeskLock& lock) {
  if (lock.account == 0 || lock.until_at_ms <= app.now_at_ms()) return;
  row.locked_by = lock.account;
  if (const auto account = app.store().account(lock.account)) row.locked_by_name = account->name;
}

void fill_staff_fields(CaseLine& row, const Case& state, const Definitions& ruling, int64_t now_at_ms) {
  row.flags = state.flags;
  row.assignee = state.assignee;
  row.supervision_level = state.supervision.level;
  const auto* lifecycle = lifecycle_of(state, ruling);
  const auto* clock = lifecycle == nullptr ? nullptr : holder_clock(state, *lifecycle);
  if (clock == nullptr) return;
  row.step_due_at_ms = clock->due_at_ms;
  row.step_colour = clock_colour(*clock, now_at_ms);
}

// Leaves what the programme publishes, no finer than its precision.
void keep_public_fields(CaseLine& row, const Case& state, const Definitions& ruling) {
  const auto programme = ruling.programmes.find(state.programme);
  if (programme == ruling.programmes.end()) return;
  const auto shows = [&](std::string_view field) { return is_public_field(programme->second, field); };
  if (!shows("category")) row.category.clear(), row.category_title = {};
  if (!shows("state")) row.state.clear(), row.state_wording = {};
  if (!shows("due")) row.due_at_ms = 0, row.colour.clear();
  if (!shows("unit")) row.holder = {}, row.lead.clear();
  if (!shows("street")) row.place.street.clear(), row.place.street_name = {};
  if (!shows("community")) row.place.community.clear(), row.place.community_name = {};
  row.holder.role.clear();
  row.type.clear();
}

}  // namespace

UnitView unit_view(const Definitions& definitions, std::string_view code, std::string_view role) {
  UnitView view{std::string{code}, {}, std::string{role}};
  if (const auto* unit = code.empty() ? nullptr : definitions.units.unit(code)) view.name = unit->name;
  return view;
}

PlaceView place_view(const Definitions& definitions, const PlaceCodes& place) {
  return {place.grid,
          place.community,
          place.street,
          place_name(definitions, place.grid),
          place_name(definitions, place.community),
          place_name(definitions, place.street)};
}

std::string clock_colour(const Clock& clock, int64_t now_at_ms) {
  switch (clock.status) {
    case ClockStatus::paused: return "paused";
    case ClockStatus::met: return "met";
    case ClockStatus::stopped: return "stopped";
    case ClockStatus::running: break;
  }
  if (now_at_ms >= clock.due_at_ms) return "red";
  return now_at_ms >= clock.warn_at_ms ? "amber" : "green";
}

const Clock* promise_clock(const Case& state, const Definitions& ruling) {
  const auto* lifecycle = lifecycle_of(state, ruling);
  if (lifecycle == nullptr || state.phase != Phase::open) return nullptr;
  const Clock* found = nullptr;
  for (const auto& clock : state.clocks) {
    const auto* rule = rule_of(clock, *lifecycle);
    if (rule != nullptr && rule->promise && is_live(clock)) found = earliest(found, clock);
  }
  return found != nullptr ? found : holder_clock(state, *lifecycle);
}

const Clock* ended_promise_clock(const Case& state, const Definitions& ruling) {
  const auto* lifecycle = lifecycle_of(state, ruling);
  if (lifecycle == nullptr || state.phase == Phase::open) return nullptr;
  const Clock* found = nullptr;
  for (const auto& clock : state.clocks) {
    const auto* rule = rule_of(clock, *lifecycle);
    const bool is_promise = rule != nullptr && rule->promise && rule->owner == ClockOwner::case_;
    if (is_promise && (found == nullptr || clock.started_at_ms > found->started_at_ms)) found = &clock;
  }
  return found;
}

int64_t promise_at_ms(const Case& state, const Definitions& ruling) {
  const auto* clock = promise_clock(state, ruling);
  return clock == nullptr ? 0 : clock->due_at_ms;
}

CaseLine case_line(const App& app, const Case& state, const Definitions& ruling, Sight sight) {
  if (sight == Sight::none) return {};
  const auto now_at_ms = app.now_at_ms();
  CaseLine row;
  row.case_no = case_no(state.id, ruling.site.prefix);
  row.programme = state.programme;
  row.state = state.state;
  row.phase = std::string{json::enum_name(state.phase)};
  row.type = state.type;
  row.category = state.category;
  row.place = place_view(
      ruling, sight == Sight::public_ ? coarsened(state.place, public_precision(state, ruling)) : state.place);
  row.holder = state.phase == Phase::open ? unit_view(ruling, state.holder.unit, state.holder.role) : UnitView{};
  row.lead = state.lead;
  row.version = state.version;
  row.opened_at_ms = state.opened_at_ms;
  row.updated_at_ms = state.updated_at_ms;
  row.settled_at_ms = state.settled_at_ms;
  row.settled_as = state.settled_as;
  row.reason = state.reason;
  if (const auto* clock = promise_clock(state, ruling)) {
    row.due_at_ms = clock->due_at_ms;
    row.colour = clock_colour(*clock, now_at_ms);
  }
  fill_titles(row, state, ruling);
  if (sight >= Sight::bound) {
    fill_staff_fields(row, state, ruling, now_at_ms);
    fill_lock(row, app, state.lock);
  }
  if (sight == Sight::public_) keep_public_fields(row, state, ruling);
  return row;
}

}  // namespace huiyin
