#include "sim/world_units.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/clock_time.h"
#include "sim/chance.h"

namespace huiyin::sim {
namespace {

const std::vector<Role> kLeadRoles{Role::handler, Role::grid_worker, Role::grid_lead, Role::community_lead,
                                   Role::street_lead};
constexpr double kHurryShare = 0.5;
constexpr double kQuickMin = 20;
constexpr double kEffortOfLimit = 1.0 / 8;  // what is due within hours is small work
constexpr double kPartOfPromise = 0.6;      // a part is done well before the whole is due
constexpr double kSecondPace = 0.5;         // of the rest, when it is done again

// How slow a unit is beside the others: always the same in one world.
double slowness(const Stage& stage, const std::string& unit) {
  auto dice = Rng{seed_of(stage.seed, "unit " + unit)};
  return spread(dice, 1, stage.habits.unit.unit_spread);
}

const Clock* promise_of(const Case& state) {
  const Clock* answer = find_clock(state, "answer");
  return answer != nullptr ? answer : find_clock(state, "redo");
}

// Draws of one round of work: the first, and each one after it came back.
Rng round_dice(const Living& living, std::string_view what) {
  return Rng{seed_of(living.seed, what, living.rounds)};
}

}  // namespace

Units::Units(const Stage& stage, Colleagues colleagues)
    : stage_(stage), colleagues_(std::move(colleagues)), desk_(stage.crew.with_role({Role::dispatcher})) {}

Task Units::task_of(const Living& living, const std::string& unit, double effort_min) const {
  auto people = stage_.crew.of_unit(unit, kLeadRoles);
  // What cannot wait for the morning is done by whoever is on call.
  Task task{.people = std::move(people), .instead = {}, .effort_min = effort_min};
  task.on_call = stage_.is_urgent(living) && !is_open(unit);
  task.quick = effort_min <= kQuickMin;
  return task;
}

bool Units::is_open(const std::string& unit) const {
  const auto* hours = stage_.today.units.hours(unit);
  const auto& calendar = stage_.today.calendar;
  const auto now_at_ms = stage_.now_at_ms();
  const auto worked = working_ms_between(now_at_ms, now_at_ms + kHourMs, calendar,
                                         hours == nullptr ? calendar.default_hours() : *hours);
  return worked && *worked > 0;
}

std::string Units::unit_in_charge(const Living& living) const {
  const auto date = stage_.today.calendar.zone().local(stage_.now_at_ms()).date;
  const auto duty = stage_.today.duties.decide(living.category, living.state.place, date, stage_.today.places);
  return duty ? duty->lead : living.state.lead;
}

void Units::sign(Living& living) {
  if (stage_.crew.of_unit(living.state.lead, kLeadRoles).empty()) return colleagues_.find_lead(living);
  auto dice = round_dice(living, "sign " + living.state.lead);
  if (dice.chance(stage_.habits.unit.signs_late)) return;  // until the reminder comes
  const double effort_min = spread(dice, stage_.habits.unit.sign_min, 0.6);
  const auto task = task_of(living, living.state.lead, effort_min);
  stage_.give(living, task, [this](Living& l, const Worker& worker) { take_on(l, worker); });
}

// What belongs to somebody else goes back; so does, now and then, what does not.
void Units::take_on(Living& living, const Worker& worker) {
  const bool not_ours = living.state.category != living.category && unit_in_charge(living) != living.state.lead;
  const bool wrongly = !not_ours && counter(living.state, "raises") == 0 && living.state.returned_by.empty() &&
                       living.dice("return").chance(stage_.habits.unit.returns_wrongly);
  if ((not_ours || wrongly) && send_back(living, worker, wrongly)) return;
  stage_.act(worker, living, "sign");
}

bool Units::send_back(Living& living, const Worker& worker, bool wrongly) {
  if (!stage_.may(worker, living, "return")) return false;
  const auto why = stage_.say(Occasion::return_reason, living);
  const auto owner = wrongly ? stage_.today.units.centre().code : unit_in_charge(living);
  return stage_.act(
      worker, living, "return",
      Form{}.code("reason", "not_our_duty").word("reason_text", why).word("basis", why).code("owner", owner));
}

void Units::begin(Living& living) {
  const auto task = task_of(living, living.state.lead, stage_.habits.unit.contact_min);
  stage_.give(living, task, [this](Living& l, const Worker& worker) {
    const bool reached = !l.requester.phone.empty();
    if (l.state.lifecycle == "request")  // nobody waits for a call about a finding
      stage_.act(
          worker, l, "contact",
          Form{}.code("result", reached ? "reached" : "unreached").word("note", stage_.say(Occasion::contact, l)));
    stage_.act(worker, l, "assign", Form{}.code("assignee", std::to_string(worker.person.account)));
    stage_.act(worker, l, "start");
  });
}

Units::Pace Units::pace_of(const Living& living) const {
  const auto& habits = stage_.habits.unit;
  const bool again = counter(living.state, "auto_reworks") > 0;
  auto dice = round_dice(living, "pace");
  double of_limit = spread(dice, habits.pace * (again ? kSecondPace : 1), habits.pace_spread);
  of_limit *= slowness(stage_, living.state.lead);
  if (!living.solved) of_limit *= kHurryShare;
  Pace pace{stage_.now_at_ms(), spread(dice, habits.effort_min, habits.effort_spread), of_limit};
  const Clock* promise = promise_of(living.state);
  if (promise == nullptr) return pace;
  const auto whole_ms = static_cast<double>(promise->due_at_ms - promise->started_at_ms);
  pace.begin_at_ms = promise->started_at_ms + static_cast<int64_t>(of_limit * whole_ms);
  pace.effort_min = std::min(pace.effort_min, whole_ms / kMinuteMs * kEffortOfLimit);
  return pace;
}

void Units::work(Living& living) {
  if (living.state.lead.empty()) return colleagues_.find_lead(living);
  ++living.rounds;
  auto dice = round_dice(living, "work");
  const bool again = living.state.state == "rework";
  living.solved =
      again ? !dice.chance(stage_.habits.unit.closes_early * 2) : !dice.chance(stage_.habits.unit.closes_early);
  if (!again && raise(living)) return;
  living.ready = false;
  if (!again && !living.whistled && dice.chance(stage_.habits.unit.whistles)) {
    living.whistled = true;
    living.waits_for_whistle = colleagues_.call_whistle(living);
  }
  const auto pace = pace_of(living);
  plan_asides(living, pace);
  stage_.plan(living, pace.begin_at_ms, [this, effort_min = pace.effort_min](Living& l) { do_work(l, effort_min); });
}

void Units::do_work(Living& living, double effort_min) {
  if (std::exchange(living.at_work, living.plan) == living.plan) return;  // somebody is at it already
  stage_.give(living, task_of(living, living.state.lead, effort_min),
              [this](Living& l, const Worker& worker) { resolve(l, worker); });
}

void Units::resolve(Living& living, const Worker& worker) {
  living.ready = true;
  const bool parties_in = std::ranges::all_of(living.state.parties, &Party::settled);
  if (living.waits_for_whistle || !parties_in) return wait_for_parties(living);  // finish() comes with the last part
  if (!stage_.may(worker, living, "resolve")) {  // the post passed to somebody else meanwhile
    living.at_work = -1;
    return do_work(living, stage_.habits.unit.contact_min);
  }
  living.ready = false;
  Form form;
  form.word("reply", stage_.say(Occasion::reply, living));
  if (living.dice("photos").chance(0.5)) form.photos("after_photos", 1);
  stage_.act(worker, living, "resolve", std::move(form));
}

void Units::wait_for_parties(Living& living) {
  const auto days = static_cast<int64_t>(stage_.habits.centre.waives_after_days);
  for (const auto& party : living.state.parties) {
    if (party.settled) continue;
    stage_.plan(living, stage_.now_at_ms() + days * kDayMs,
                [this, id = party.id](Living& l) { colleagues_.release(l, id); });
  }
}

void Units::finish(Living& living) {
  const bool working = living.state.state == "in_progress" || living.state.state == "rework";
  const bool parties_in = std::ranges::all_of(living.state.parties, &Party::settled);
  if (!living.ready || !working || !parties_in || living.waits_for_whistle) return;
  stage_.give(living, task_of(living, living.state.lead, stage_.habits.unit.contact_min),
              [this](Living& l, const Worker& worker) { resolve(l, worker); });
}

void Units::plan_asides(Living& living, const Pace& pace) {
  const auto& habits = stage_.habits.unit;
  auto dice = round_dice(living, "asides");
  const int64_t now_at_ms = stage_.now_at_ms();
  if (dice.chance(habits.reports_progress)) {
    report_progress(living, now_at_ms + (pace.begin_at_ms - now_at_ms) / 2);
  }
  if (living.state.state != "in_progress") return;
  if (dice.chance(habits.suspends) && !std::exchange(living.suspended, true)) return suspend(living);
  const Clock* promise = promise_of(living.state);
  if (promise == nullptr || pace.of_limit < 0.9 || !dice.chance(habits.asks_extension)) return;
  const int64_t seventy_at_ms = promise->started_at_ms + (promise->due_at_ms - promise->started_at_ms) * 7 / 10;
  stage_.plan(living, seventy_at_ms, [this](Living& l) { ask_extension(l); });
}

void Units::report_progress(Living& living, int64_t at_ms) {
  stage_.plan(living, at_ms, [this](Living& l) {
    stage_.give(l, task_of(l, l.state.lead, stage_.habits.unit.contact_min), [this](Living& now, const Worker& worker) {
      stage_.act(worker, now, "progress", Form{}.word("note", stage_.say(Occasion::progress, now)));
    });
  });
}

void Units::ask_extension(Living& living) {
  const Clock* promise = find_clock(living.state, "answer");
  if (promise == nullptr) return;
  const int64_t until_at_ms = promise->due_at_ms + (promise->due_at_ms - promise->started_at_ms) / 2;
  stage_.give(living, task_of(living, living.state.lead, stage_.habits.unit.contact_min),
              [this, until_at_ms](Living& l, const Worker& worker) {
                if (!stage_.may(worker, l, "extension")) return;  // too late by now: it will be overdue
                stage_.act(
                    worker, l, "extension",
                    Form{}.number("until", until_at_ms).word("reason_text", stage_.say(Occasion::extension_reason, l)));
              });
}

// The centre puts it on hold until a date, with the supervisor's consent; the clock brings it back.
void Units::suspend(Living& living) {
  const auto days = living.dice("suspend").between(7, 21);
  stage_.give(living, {.people = desk_, .instead = {}, .effort_min = stage_.habits.desk.arbitrate_min},
              [this, days](Living& l, const Worker& worker) {
                const auto review_at_ms = stage_.now_at_ms() + days * kDayMs;
                stage_.act(worker, l, "suspend",
                           Form{}
                               .code("reason", "conditions_missing")
                               .word("reason_text", stage_.say(Occasion::suspend_reason, l))
                               .number("review_at", review_at_ms));
              });
}

// Only what a grid or community cannot solve goes a tier up.
bool Units::raise(Living& living) {
  const auto* unit = stage_.today.units.unit(living.state.lead);
  const bool small = unit != nullptr && (unit->kind == UnitKind::grid || unit->kind == UnitKind::community);
  if (!small || counter(living.state, "raises") > 0) return false;
  if (!living.dice("raise").chance(stage_.habits.unit.raises * 4)) return false;
  stage_.give(living, task_of(living, living.state.lead, stage_.habits.unit.contact_min),
              [this](Living& l, const Worker& worker) {
                stage_.act(worker, l, "raise", Form{}.word("tried", stage_.say(Occasion::progress, l)));
              });
  return true;
}

void Units::party(Living& living, const Party& party) {
  if (party.settled || party.unit.empty() || !is_matter(living.state.lifecycle)) return;
  const auto& habits = stage_.habits.unit;
  auto dice = living.dice(fmt::format("party {} {}", party.id, party.state));
  if (stage_.crew.of_unit(party.unit, kLeadRoles).empty()) return colleagues_.release(living, party.id);
  if (dice.chance(habits.forgets_party)) return;  // until the reminder comes
  if (party.state == "assigned") return act_as_party(living, party.id, "sign", habits.sign_min);
  const Clock* own = find_clock(living.state, "own", party.id);
  int64_t limit_ms = own == nullptr ? kDayMs : own->due_at_ms - own->started_at_ms;
  if (const Clock* promise = promise_of(living.state)) {
    const auto left_ms = static_cast<double>(promise->due_at_ms - stage_.now_at_ms());
    limit_ms = std::clamp(static_cast<int64_t>(left_ms * kPartOfPromise), kHourMs / 2, std::max(limit_ms, kHourMs));
  }
  const auto wait_ms =
      static_cast<int64_t>(spread(dice, habits.pace, habits.pace_spread) * static_cast<double>(limit_ms));
  const double whole_min = static_cast<double>(limit_ms) / static_cast<double>(kMinuteMs);
  const double effort_min = std::min(spread(dice, habits.effort_min / 3, habits.effort_spread), whole_min / 4);
  stage_.agenda.in(wait_ms,
                   [this, &living, id = party.id, effort_min] { act_as_party(living, id, "done", effort_min); });
}

void Units::act_as_party(Living& living, int32_t id, const std::string& act, double effort_min) {
  const std::string wanted = act == "sign" ? "assigned" : "doing";
  const auto in_state = [&living, id, wanted] {
    const auto found = std::ranges::find(living.state.parties, id, &Party::id);
    return living.state.phase == Phase::open && found != living.state.parties.end() && found->state == wanted;
  };
  if (!in_state()) return;
  const auto unit = std::ranges::find(living.state.parties, id, &Party::id)->unit;
  stage_.crew.give(task_of(living, unit, effort_min), [this, &living, id, act, in_state](size_t worker) {
    if (!in_state()) return;
    Form form;
    form.number("party", id);
    if (act == "done") form.word("reply", stage_.say(Occasion::party_done, living));
    stage_.act(stage_.crew.worker(worker), living, "party." + act, std::move(form));
  });
}

// A reminder or a step of the ladder: most units do then what they had left lying.
void Units::reminded(Living& living, const Event& step) {
  const auto code = [&](const char* name) {
    const auto found = step.codes.find(name);
    return found == step.codes.end() ? std::string{} : found->second;
  };
  const auto clock = code("clock");
  if (code("does") == "warn") return;  // amber shows; nobody is spoken to yet
  auto dice = Rng{seed_of(living.seed, "reminded", step.n)};
  const auto soon_at_ms = stage_.now_at_ms() + dice.between(kHourMs / 4, 3 * kHourMs);
  if (clock == "sign" && living.state.state == "dispatched") {
    const auto task = task_of(living, living.state.lead, stage_.habits.unit.sign_min);
    stage_.give(living, task, [this](Living& l, const Worker& worker) { take_on(l, worker); });
  } else if (clock == "sign_party" || clock == "own") {
    const auto owner = code("owner_id");
    const auto id = owner.empty() ? 0 : std::stoi(owner);
    const auto effort_min = clock == "own" ? stage_.habits.unit.effort_min / 3 : stage_.habits.unit.sign_min;
    stage_.agenda.at(soon_at_ms, [this, &living, id, clock, effort_min] {
      act_as_party(living, id, clock == "own" ? "done" : "sign", effort_min);
    });
  } else if ((clock == "answer" || clock == "redo") && dice.chance(stage_.habits.unit.hurries)) {
    const bool working = living.state.state == "in_progress" || living.state.state == "rework";
    if (working) stage_.plan(living, soon_at_ms, [this](Living& l) { do_work(l, stage_.habits.unit.effort_min); });
  }
}

}  // namespace huiyin::sim
