#include "domain/case_clock.h"

#include <fmt/format.h>

#include <algorithm>

namespace huiyin {
namespace {

constexpr int32_t kWholeBp = 10'000;

Clock* live_clock(Case& state, std::string_view name, int32_t owner = 0) {
  return const_cast<Clock*>(find_clock(std::as_const(state), name, owner));
}

const ClockRule& rule_of(std::string_view clock, const ClockWorld& world) {
  return world.lifecycle->clocks.at(std::string{clock});
}

// The unit whose hours count: a case clock runs in the site's default hours, the others in their unit's.
const WorkHours& hours_for(const ClockRule& rule, std::string_view unit, const ClockWorld& world) {
  const WorkHours* hours = rule.owner == ClockOwner::case_ ? nullptr : world.today->units.hours(unit);
  return hours != nullptr ? *hours : world.today->calendar.default_hours();
}

std::string_view unit_of(const Clock& clock, const Case& state) {
  for (const auto& party : state.parties) {
    if (clock.owner != 0 && party.id == clock.owner) return party.unit;
  }
  return state.holder.unit;
}

const std::vector<Duration>& stages_of(std::string_view clock, const Case& state, const ClockWorld& world) {
  static const std::vector<Duration> none;
  const auto limit = world.programme->limits.find(std::string{clock});
  const bool by_category = limit != world.programme->limits.end() && limit->second.kind == LimitKind::by_category;
  const Category* category = world.categories->by_code(state.category);
  if (!by_category || clock == "contact" || category == nullptr) return none;
  return category->answer;
}

int32_t stages_before_due(std::string_view clock, const Case& state, const ClockWorld& world) {
  const auto& stages = stages_of(clock, state, world);
  return stages.empty() ? 0 : static_cast<int32_t>(stages.size()) - 1;
}

Result<int64_t> warn_at(const Clock& clock, const ClockRule& rule, const WorkHours& hours, const ClockWorld& world) {
  const Calendar& calendar = world.today->calendar;
  if (!clock.limit.is_working()) {
    return clock.started_at_ms + (clock.due_at_ms - clock.started_at_ms) / kWholeBp * rule.warn_bp;
  }
  const auto whole_ms = working_ms_between(clock.started_at_ms, clock.due_at_ms, calendar, hours);
  if (!whole_ms) return whole_ms;
  return after_working_ms(clock.started_at_ms, *whole_ms / kWholeBp * rule.warn_bp, calendar, hours);
}

void put(Case& state, Clock clock) {
  const auto found = std::ranges::find_if(
      state.clocks, [&](const Clock& c) { return c.name == clock.name && c.owner == clock.owner; });
  found == state.clocks.end() ? state.clocks.push_back(std::move(clock)) : void(*found = std::move(clock));
}

// Fills warn and next step once start, limit and due are known; tells the requester's promise of a case clock.
Result<void> arm(Case& state, Clock& clock, std::string_view unit, const ClockWorld& world) {
  const ClockRule& rule = rule_of(clock.name, world);
  const auto warn = warn_at(clock, rule, hours_for(rule, unit, world), world);
  if (!warn) return std::unexpected(warn.error());
  clock.warn_at_ms = *warn;
  const auto next = step_at_ms(clock, clock.step, state, world);
  if (!next) return std::unexpected(next.error());
  clock.next_at_ms = next_act_at_ms(clock, *next, world);
  if (rule.promise) state.promised_at_ms = std::max(state.promised_at_ms, clock.due_at_ms);
  return {};
}

// The later of a share of the base limit and the least that is allowed, both counted from now.
Result<DueTime> share_due(const ClockRule& rule, Duration base, const WorkHours& hours, const ClockWorld& world) {
  const Duration share{(base.amount * rule.share_bp + kWholeBp - 1) / kWholeBp, base.unit};
  const auto by_share = due_after(world.now_at_ms, share, world.today->calendar, hours);
  const auto at_least = due_after(world.now_at_ms, rule.at_least, world.today->calendar, hours);
  if (!by_share || !at_least) return by_share ? at_least : by_share;
  return by_share->due_at_ms >= at_least->due_at_ms ? by_share : at_least;
}

// Where the rule alone puts the due time, counted from the clock's start.
Result<int64_t> counted_due(const Clock& clock, const Case& state, ClockWorld world) {
  const ClockRule& rule = rule_of(clock.name, world);
  const WorkHours& hours = hours_for(rule, unit_of(clock, state), world);
  world.now_at_ms = clock.started_at_ms;
  const auto due = rule.share_of.empty() ? due_after(clock.started_at_ms, clock.limit, world.today->calendar, hours)
                                         : share_due(rule, clock.limit, hours, world);
  if (!due) return std::unexpected(due.error());
  return due->due_at_ms;
}

bool counts_from_covered_day(const Clock& clock, const Calendar& calendar) {
  return calendar.date_at(clock.started_at_ms).has_value();
}

// On the last rung, which comes again and again: its next time is counted from the time before.
bool is_on_repeating_rung(const Clock& clock, const Case& state, const ClockWorld& world) {
  const auto rungs = static_cast<int32_t>(rule_of(clock.name, world).ladder.steps.size());
  return clock.step >= stages_before_due(clock.name, state, world) + rungs;
}

Result<void> recount(Case& state, Clock& clock, const ClockWorld& before, const ClockWorld& now) {
  const ClockRule& rule = rule_of(clock.name, now);
  if (clock.status != ClockStatus::running || (!clock.limit.is_working() && rule.share_of.empty())) return {};
  const auto was = counted_due(clock, state, before);
  if (!was || *was != clock.due_at_ms || !counts_from_covered_day(clock, now.today->calendar)) return {};
  const auto is = counted_due(clock, state, now);
  if (!is) return std::unexpected(is.error());
  const int64_t next_at_ms = clock.next_at_ms, due_at_ms = clock.due_at_ms;
  const bool repeating = is_on_repeating_rung(clock, state, now);
  clock.due_at_ms = rule.promise ? std::max(*is, clock.due_at_ms) : *is;
  if (auto armed = arm(state, clock, unit_of(clock, state), now); !armed) return armed;
  if (repeating || next_at_ms == 0) clock.next_at_ms = next_at_ms;
  if (clock.due_at_ms != due_at_ms) clock.late = now.now_at_ms > clock.due_at_ms;
  return {};
}

}  // namespace

Duration limit_of(std::string_view clock, const Case& state, const ClockWorld& world) {
  const auto found = world.programme->limits.find(std::string{clock});
  if (found == world.programme->limits.end()) return {};
  const Limit& limit = found->second;
  if (limit.kind != LimitKind::by_category) return limit.duration;
  const Category* category = world.categories->by_code(state.category);
  if (category == nullptr) return limit.duration;
  if (clock == "contact") return category->contact.amount > 0 ? category->contact : limit.duration;
  return category->answer.empty() ? limit.duration : category->answer.back();
}

Result<void> start_clock(Case& state, std::string_view name, int32_t owner, std::string_view unit,
                         const ClockWorld& world) {
  const ClockRule& rule = rule_of(name, world);
  const WorkHours& hours = hours_for(rule, unit, world);
  Clock clock{.name = std::string{name},
              .owner = owner,
              .limit = limit_of(name, state, world),
              .started_at_ms = world.now_at_ms};
  auto due = due_after(world.now_at_ms, clock.limit, world.today->calendar, hours);
  if (!rule.share_of.empty()) {
    const Duration base = limit_of(rule.share_of, state, world);
    clock.limit = base;
    due = share_due(rule, base, hours, world);
  }
  if (!due) return std::unexpected(due.error());
  clock.due_at_ms = due->due_at_ms;
  if (auto armed = arm(state, clock, unit, world); !armed) return armed;
  put(state, std::move(clock));
  return {};
}

Result<void> start_clock_due(Case& state, std::string_view name, int64_t due_at_ms, const ClockWorld& world) {
  Clock clock{.name = std::string{name},
              .limit = {std::max<int64_t>(1, (due_at_ms - world.now_at_ms) / kMinuteMs), TimeUnit::minute},
              .started_at_ms = world.now_at_ms,
              .due_at_ms = due_at_ms};
  if (auto armed = arm(state, clock, state.holder.unit, world); !armed) return armed;
  put(state, std::move(clock));
  return {};
}

void stop_clock(Case& state, std::string_view name, int32_t owner, const ClockWorld& world) {
  Clock* clock = live_clock(state, name, owner);
  if (clock == nullptr) return;
  const bool on_record = rule_of(name, world).owner == ClockOwner::case_;
  clock->late = clock->late || (clock->status == ClockStatus::running && world.now_at_ms > clock->due_at_ms);
  clock->status = on_record ? ClockStatus::met : ClockStatus::stopped;
  clock->next_at_ms = 0;
}

void stop_clocks_of(Case& state, ClockOwner owner, int32_t id, const ClockWorld& world) {
  for (const auto& clock : std::vector<Clock>{state.clocks}) {
    if (clock.owner == id && rule_of(clock.name, world).owner == owner) stop_clock(state, clock.name, id, world);
  }
}

Result<void> settle_pauses(Case& state, const ClockWorld& world) {
  const Calendar& calendar = world.today->calendar;
  for (auto& clock : state.clocks) {
    const ClockRule& rule = rule_of(clock.name, world);
    const bool pauses = std::ranges::find(rule.pause_in, state.state) != rule.pause_in.end();
    if (clock.status == ClockStatus::running && pauses) {
      const auto left =
          remaining_ms(world.now_at_ms, clock.due_at_ms, clock.limit.unit, calendar, calendar.default_hours());
      if (!left) return std::unexpected(left.error());
      clock.remaining_ms = *left;
      clock.status = ClockStatus::paused;
      clock.next_at_ms = 0;
    } else if (clock.status == ClockStatus::paused && !pauses) {
      const auto due =
          resumed_due_at(world.now_at_ms, clock.remaining_ms, clock.limit.unit, calendar, calendar.default_hours());
      if (!due) return std::unexpected(due.error());
      clock.status = ClockStatus::running;
      clock.remaining_ms = 0;
      clock.due_at_ms = *due;
      if (auto armed = arm(state, clock, {}, world); !armed) return armed;
    }
  }
  return {};
}

Result<void> keep_promise_running(Case& state, std::string_view name, const ClockWorld& world) {
  if (find_clock(state, name) != nullptr) return {};
  const bool met = std::ranges::any_of(state.clocks, [&](const Clock& clock) { return clock.name == name; });
  if (!met) return start_clock(state, name, 0, {}, world);
  for (const auto& [successor, rule] : world.lifecycle->clocks) {
    if (rule.share_of != name) continue;
    return find_clock(state, successor) != nullptr ? Result<void>{} : start_clock(state, successor, 0, {}, world);
  }
  return start_clock(state, name, 0, {}, world);
}

Result<void> move_due(Case& state, std::string_view name, int64_t due_at_ms, const ClockWorld& world) {
  Clock* clock = live_clock(state, name);
  if (clock == nullptr) return {};
  clock->due_at_ms = due_at_ms;
  if (world.now_at_ms <= due_at_ms) clock->step = 0;
  return arm(state, *clock, unit_of(*clock, state), world);
}

Result<void> credit_clock(Case& state, std::string_view name, int64_t since_at_ms, const ClockWorld& world) {
  const Clock* clock = find_clock(state, name);
  if (clock == nullptr) return {};
  const Calendar& calendar = world.today->calendar;
  const WorkHours& hours = calendar.default_hours();
  if (!clock->limit.is_working()) return move_due(state, name, clock->due_at_ms + world.now_at_ms - since_at_ms, world);
  const auto spent_ms = working_ms_between(since_at_ms, world.now_at_ms, calendar, hours);
  if (!spent_ms) return std::unexpected(spent_ms.error());
  const auto due = after_working_ms(clock->due_at_ms, *spent_ms, calendar, hours);
  if (!due) return std::unexpected(due.error());
  return move_due(state, name, *due, world);
}

Result<void> recompute_clock(Case& state, std::string_view name, const ClockWorld& world) {
  Clock* clock = live_clock(state, name);
  if (clock == nullptr || clock->status != ClockStatus::running) return {};
  clock->limit = limit_of(name, state, world);
  const auto& calendar = world.today->calendar;
  const auto due = due_after(clock->started_at_ms, clock->limit, calendar, calendar.default_hours());
  if (!due) return std::unexpected(due.error());
  return move_due(state, name, due->due_at_ms, world);
}

Result<void> recount_clocks(Case& state, const ClockWorld& before, const ClockWorld& now) {
  for (Clock& clock : state.clocks) {
    if (auto ok = recount(state, clock, before, now); !ok) return ok;
  }
  return {};
}

Result<void> start_holder_clock_anew(Case& state, std::string_view name, const ClockWorld& world) {
  const Clock* clock = find_clock(state, name);
  if (clock == nullptr || rule_of(name, world).owner != ClockOwner::holder) return {};
  if (clock->limit != limit_of(name, state, world)) return {};
  return start_clock(state, name, 0, state.holder.unit, world);
}

int64_t next_act_at_ms(const Clock& clock, int64_t rung_at_ms, const ClockWorld& world) {
  if (clock.warned || !rule_of(clock.name, world).promise) return rung_at_ms;
  return rung_at_ms == 0 ? clock.warn_at_ms : std::min(clock.warn_at_ms, rung_at_ms);
}

bool is_amber_due(const Clock& clock, const ClockWorld& world) {
  return !clock.warned && rule_of(clock.name, world).promise && clock.warn_at_ms <= world.now_at_ms;
}

Result<int64_t> step_at_ms(const Clock& clock, int32_t step, const Case& state, const ClockWorld& world) {
  const ClockRule& rule = rule_of(clock.name, world);
  const WorkHours& hours = hours_for(rule, unit_of(clock, state), world);
  const Calendar& calendar = world.today->calendar;
  const int32_t staged = stages_before_due(clock.name, state, world);
  const auto after = [&](int64_t from_at_ms, Duration duration) -> Result<int64_t> {
    const auto due = due_after(from_at_ms, duration, calendar, hours);
    if (!due) return std::unexpected(due.error());
    return due->due_at_ms;
  };
  if (step < staged) return after(clock.started_at_ms, stages_of(clock.name, state, world)[static_cast<size_t>(step)]);
  const auto rung = static_cast<size_t>(step - staged);
  const auto& steps = rule.ladder.steps;
  if (steps.empty()) return 0;
  if (rung < steps.size())
    return steps[rung].after.amount == 0 ? clock.due_at_ms : after(clock.due_at_ms, steps[rung].after);
  if (!rule.ladder.repeat) return 0;
  return after(std::max(clock.next_at_ms, clock.due_at_ms), *rule.ladder.repeat);
}

StepAction step_action(const Clock& clock, int32_t step, const Case& state, const ClockWorld& world) {
  const auto& steps = rule_of(clock.name, world).ladder.steps;
  const int32_t staged = stages_before_due(clock.name, state, world);
  if (step < staged || steps.empty()) return {};
  const auto rung = std::min(static_cast<size_t>(step - staged), steps.size() - 1);
  return {steps[rung].does, steps[rung].level, steps[rung].move};
}

}  // namespace huiyin
