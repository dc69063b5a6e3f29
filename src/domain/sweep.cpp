// Time acts: every running clock whose next rung has come. After downtime only the highest rung fires.
#include <fmt/format.h>

#include <algorithm>

#include "domain/decide_parts.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

struct Fired {
  StepAction action;
  int32_t step = 0;
  int32_t skipped = 0;
};

bool outranks(const StepAction& one, const StepAction& other) {
  if (one.does != other.does) return one.does > other.does;
  return one.level >= other.level;
}

// Walks past amber and the ladder up to now and leaves the clock waiting for the rung after.
Result<Fired> climb(Clock& clock, const Case& state, const ClockWorld& world) {
  Fired fired{{.does = StepDo::warn}, clock.step, -1};
  if (is_amber_due(clock, world)) {
    const auto rung = step_at_ms(clock, clock.step, state, world);
    if (!rung) return std::unexpected(rung.error());
    ++fired.skipped;
    clock.warned = true;
    clock.next_at_ms = *rung;
  }
  while (clock.next_at_ms != 0 && clock.next_at_ms <= world.now_at_ms) {
    const auto action = step_action(clock, clock.step, state, world);
    if (outranks(action, fired.action)) fired = {action, clock.step, fired.skipped};
    ++fired.skipped;
    const auto next = step_at_ms(clock, clock.step + 1, state, world);
    if (!next) return std::unexpected(next.error());
    ++clock.step;
    clock.next_at_ms = action.does == StepDo::move ? 0 : next_act_at_ms(clock, *next, world);
  }
  clock.late = clock.late || world.now_at_ms > clock.due_at_ms;
  return fired;
}

const Clock* first_due(const Case& state, int64_t now_at_ms) {
  const Clock* first = nullptr;
  for (const Clock& clock : state.clocks) {
    if (clock.status != ClockStatus::running || clock.next_at_ms == 0 || clock.next_at_ms > now_at_ms) continue;
    if (first == nullptr || clock.next_at_ms < first->next_at_ms) first = &clock;
  }
  return first;
}

void rise(Supervision& supervision, int32_t level, int64_t now_at_ms) {
  if (level <= supervision.level) return;
  const int32_t highest = std::max(level, supervision.highest);
  // A higher rung leaves who put it there, and why, as it was.
  if (supervision.level > 0) {
    supervision.level = level;
    supervision.highest = highest;
    return;
  }
  supervision = {.level = level,
                 .highest = highest,
                 .cause = "overdue",
                 .since_at_ms = now_at_ms,
                 .proposed = supervision.proposed};
}

void note_step(Turn& turn, const Clock& clock, const Fired& fired) {
  turn.form.codes["clock"] = clock.name;
  turn.form.codes["does"] = json::enum_name(fired.action.does);
  turn.form.numbers["step"] = fired.step;
  if (clock.owner != 0) turn.form.numbers["owner_id"] = clock.owner;
  if (fired.action.level > 0) turn.form.numbers["level"] = fired.action.level;
  if (fired.skipped > 0) turn.form.numbers["skipped"] = fired.skipped;
}

Result<std::vector<DraftEvent>> move_by_clock(const std::string& name, Turn& turn) {
  const Move* move = turn.lifecycle.move(name, turn.self().state);
  if (move == nullptr) {
    return refuse(RefusalCode::broken_definition,
                  fmt::format("a clock calls '{}' in state '{}', which has no such move", name, turn.self().state));
  }
  turn.form = {};
  return carry_out(*move, turn);
}

Result<std::vector<DraftEvent>> fire(Turn& turn, const Clock& due) {
  Clock* clock = nullptr;
  for (Clock& candidate : turn.self().clocks) {
    if (candidate.name == due.name && candidate.owner == due.owner) clock = &candidate;
  }
  const auto fired = climb(*clock, turn.before.front(), turn.world());
  if (!fired) return std::unexpected(fired.error());
  if (fired->action.does == StepDo::move) return move_by_clock(fired->action.move, turn);
  if (fired->action.does == StepDo::supervise) {
    rise(turn.self().supervision, fired->action.level, turn.context.now_at_ms);
  }
  note_step(turn, *clock, *fired);
  return events_of(turn, "clock_step", true);
}

}  // namespace

Result<std::vector<DraftEvent>> sweep(const Case& state, const Context& context) {
  std::vector<DraftEvent> events;
  Case now = state;
  while (const Clock* due = first_due(now, context.now_at_ms)) {
    auto turn = begin_turn({now}, {}, context);
    if (!turn) return std::unexpected(turn.error());
    auto fired = fire(*turn, *due);
    if (!fired) return std::unexpected(fired.error());
    for (auto& draft : *fired) {
      now = apply(std::move(now), draft.core);
      events.push_back(std::move(draft));
    }
  }
  return events;
}

}  // namespace huiyin
