#include "sim/world_supervision.h"

#include <algorithm>

namespace huiyin::sim {
namespace {

constexpr int64_t kDistrictLevel = 3;

int64_t links_of(const Case& state, std::string_view kind) {
  return std::ranges::count_if(state.links, [&](const Link& link) { return link.kind == kind; });
}

bool promise_is_late(const Case& state, int64_t now_at_ms) {
  return std::ranges::any_of(state.clocks, [&](const Clock& clock) {
    const bool promise = clock.name == "answer" || clock.name == "redo";
    return promise && clock.status == ClockStatus::running && clock.due_at_ms < now_at_ms;
  });
}

bool has_late_clock(const Case& state, int64_t now_at_ms) {
  return std::ranges::any_of(state.clocks, [&](const Clock& clock) {
    return clock.owner == 0 && clock.status == ClockStatus::running && clock.due_at_ms < now_at_ms &&
           clock.next_at_ms > 0;
  });
}

}  // namespace

Supervisors::Supervisors(const Stage& stage)
    : stage_(stage), supervisors_(stage.crew.with_role({Role::supervisor, Role::district_lead})) {}

void Supervisors::put_under(Living& living, const std::string& cause, int64_t level) {
  if (living.state.phase != Phase::open || living.state.supervision.level >= level) return;
  stage_.crew.give({.people = supervisors_, .instead = {}, .effort_min = stage_.habits.supervision.review_min},
                   [this, &living, cause, level](size_t worker) {
                     if (living.state.phase != Phase::open || living.state.supervision.level >= level) return;
                     Form form;
                     form.number("level", level).code("cause", cause);
                     form.word("reason_text", stage_.say(Occasion::supervision_reason, living));
                     if (cause == "leader") form.number("instructed_at", stage_.now_at_ms() - kHourMs);
                     stage_.act(stage_.crew.worker(worker), living, "supervise", std::move(form));
                   });
}

void Supervisors::dispatched(Living& living) {
  auto dice = living.dice("special");
  const auto& habits = stage_.habits.supervision;
  const double draw = dice.unit();
  const char* cause = draw < habits.leader ? "leader" : draw < habits.leader + habits.media ? "media" : nullptr;
  if (cause == nullptr) return;
  stage_.agenda.in(dice.between(kHourMs, 2 * kDayMs),
                   [this, &living, cause] { put_under(living, cause, kDistrictLevel); });
}

void Supervisors::grown(Living& living) {
  const auto& habits = stage_.habits.supervision;
  const auto& proposed = living.state.supervision.proposed;
  if (!proposed.empty()) return put_under(living, proposed, kDistrictLevel);
  if (links_of(living.state, "child") >= habits.mass_at) put_under(living, "mass", kDistrictLevel);
  if (counter(living.state, "repeats") >= habits.repeated_at) put_under(living, "repeated", kDistrictLevel);
}

void Supervisors::raised(const Living& living) {
  watched_.insert(living.state.id);
}

void Supervisors::review() {
  for (const auto id : std::vector<CaseId>{watched_.begin(), watched_.end()}) {
    auto& living = *stage_.engine.find(id);
    if (living.state.supervision.level == 0) {
      watched_.erase(id);
      continue;
    }
    stage_.crew.give({.people = supervisors_, .instead = {}, .effort_min = stage_.habits.supervision.review_min},
                     [this, &living](size_t worker) { look_at(living, stage_.crew.worker(worker)); });
  }
}

// What was late is done; a special cause ends when the trouble itself is answered and checked.
bool Supervisors::is_done(const Case& state) const {
  if (state.phase != Phase::open || state.state == "callback") return true;
  if (state.supervision.cause != "overdue") return false;
  const auto now_at_ms = stage_.now_at_ms();
  return !promise_is_late(state, now_at_ms) && !has_late_clock(state, now_at_ms);
}

void Supervisors::look_at(Living& living, const Worker& worker) {
  if (living.state.supervision.level == 0) return;
  if (is_done(living.state)) {
    stage_.act(worker, living, "end_supervision",
               Form{}.word("result_text", stage_.say(Occasion::supervision_lifted, living)));
    return;
  }
  const bool late = promise_is_late(living.state, stage_.now_at_ms());
  if (late) stage_.act(worker, living, "remind", Form{}.word("note", stage_.say(Occasion::reminder, living)));
}

}  // namespace huiyin::sim
