#include "sim/world_centre.h"

#include <algorithm>
#include <ranges>

#include "sim/chance.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kSameMatterMs = 72 * kHourMs;
constexpr double kUrgentShare = 0.4;  // of the usual effort, when it burns

bool is_mergeable(const Case& state) {
  const bool is_child = std::ranges::any_of(state.links, [](const Link& link) { return link.kind == "parent"; });
  return state.phase == Phase::open && is_matter(state.lifecycle) && !is_child;
}

bool has_child(const Case& state) {
  return std::ranges::any_of(state.links, [](const Link& link) { return link.kind == "child"; });
}

}  // namespace

Centre::Centre(const Stage& stage)
    : stage_(stage),
      desk_(stage.crew.with_role({Role::dispatcher, Role::intake})),
      supervisors_(stage.crew.with_role({Role::supervisor})) {}

Task Centre::desk_task(double effort_min) const {
  return {.people = desk_, .instead = {}, .effort_min = effort_min, .on_call = false};
}

void Centre::opened(const Living& living) {
  of_grid_and_category_[{living.state.place.grid, living.category}].push_back(living.state.id);
}

const Living* Centre::same_matter(const Living& living) const {
  const auto found = of_grid_and_category_.find({living.state.place.grid, living.category});
  if (found == of_grid_and_category_.end() || living.state.place.grid.empty()) return nullptr;
  for (const auto id : found->second) {
    const auto* other = stage_.engine.find(id);
    const bool earlier = other->state.id < living.state.id && other->requester.phone != living.requester.phone;
    const bool recent = living.state.opened_at_ms - other->state.opened_at_ms < kSameMatterMs;
    if (earlier && recent && is_mergeable(other->state) && other->storm == living.storm) return other;
  }
  return nullptr;
}

bool Centre::merge(Living& living, const Worker& worker) {
  if (!is_mergeable(living.state) || has_child(living.state)) return false;
  const auto* parent = same_matter(living);
  const auto& habits = stage_.habits.desk;
  if (parent == nullptr) return false;
  if (!living.dice("same").chance(living.storm ? habits.notices_storm : habits.notices_same)) return false;
  return stage_.act(worker, living, "merge", Form{}.number("parent", parent->state.id).code("reason", "same_matter"));
}

void Centre::take_in(Living& living) {
  const auto& habits = stage_.habits.desk;
  stage_.give(living, desk_task(habits.accept_min), [this](Living& l, const Worker& worker) { take(l, worker); });
}

bool Centre::answer(Living& living, const Worker& worker, double share) {
  if (!living.dice("answer").chance(share)) return false;
  living.solved = true;
  return stage_.act(worker, living, "answer", Form{}.word("reply", stage_.say(Occasion::answered, living)));
}

std::string Centre::outside_unit() const {
  const auto& units = stage_.today.units.all();
  const auto found = std::ranges::find(units, UnitKind::outside, &Unit::kind);
  return found == units.end() ? stage_.today.units.centre().code : found->code;
}

bool Centre::turn_away(Living& living, const Worker& worker) {
  const auto& habits = stage_.habits.desk;
  auto dice = living.dice("turn away");
  const bool elsewhere = begins_with_any(living.category, habits.transfer_categories) || dice.chance(habits.transfers);
  if (elsewhere) {
    return stage_.act(worker, living, "transfer",
                      Form{}
                          .code("to", outside_unit())
                          .code("reason", "other_authority")
                          .word("note", stage_.say(Occasion::transfer_note, living)));
  }
  if (!dice.chance(habits.refuses)) return false;
  return stage_.act(
      worker, living, "refuse",
      Form{}.code("reason", "outside_authority").word("reason_text", stage_.say(Occasion::refusal_reason, living)));
}

void Centre::take(Living& living, const Worker& worker) {
  const auto& habits = stage_.habits.desk;
  if (turn_away(living, worker) || (living.storm && merge(living, worker))) return;
  if (living.state.type == "consult" && answer(living, worker, habits.answers_consult)) return;
  const bool on_site = begins_with_any(living.category, habits.on_site_categories) && !living.storm &&
                       !living.state.place.grid.empty() && living.dice("on site").chance(habits.sends_on_site);
  stage_.act(worker, living, "accept", Form{}.code("choice", on_site ? "on_site" : "here"));
}

void Centre::sort(Living& living) {
  const double effort_min = stage_.habits.desk.triage_min * (stage_.is_urgent(living) ? kUrgentShare : 1);
  stage_.give(living, desk_task(effort_min), [this](Living& l, const Worker& worker) { place(l, worker); });
}

// What was filed wrongly is put right when somebody notices, and surely after a unit has sent it back.
bool Centre::refile(Living& living, const Worker& worker) {
  if (living.state.category == living.category) return false;
  const bool told = !living.state.returned_by.empty();
  if (!told && !living.dice("refile").chance(stage_.habits.desk.notices_misfiled)) return false;
  return stage_.act(worker, living, "triage", Form{}.code("category", living.category));
}

void Centre::place(Living& living, const Worker& worker) {
  if (merge(living, worker)) return;
  if (living.gone) {
    const auto reason_text = stage_.say(Occasion::refusal_reason, living);
    stage_.act(worker, living, "refuse", Form{}.code("reason", "not_found").word("reason_text", reason_text));
    return;
  }
  refile(living, worker);
  const bool first = living.dispatched_at_ms == 0 && living.state.rating.resolved.empty();
  if (first && living.state.lifecycle == "request" && answer(living, worker, stage_.habits.desk.answers_other)) return;
  dispatch(living, worker);
}

// Where the duty table names nobody, or a unit without people, the street of the place is asked to lead, or the centre
// itself.
void Centre::dispatch(Living& living, const Worker& worker) {
  if (living.dispatched_at_ms == 0) living.dispatched_at_ms = stage_.now_at_ms();
  if (!living.needs_lead && stage_.act(worker, living, "dispatch")) return;
  const auto street = stage_.today.places.node(living.state.place.street);
  const auto lead = !street || street->unit.empty() ? stage_.today.units.centre().code : street->unit;
  stage_.act(worker, living, "dispatch", Form{}.code("lead", lead));
}

void Centre::arbitrate(Living& living) {
  const auto task = desk_task(stage_.habits.desk.arbitrate_min);
  stage_.give(living, task, [this](Living& l, const Worker& worker) {
    const bool upheld = l.state.category != l.category;
    const auto occasion = upheld ? Occasion::return_upheld : Occasion::return_refused;
    stage_.act(worker, l, "arbitrate",
               Form{}.code("choice", upheld ? "upheld" : "refused").word("reason_text", stage_.say(occasion, l)));
  });
}

void Centre::decide(Living& living, const Ask& ask) {
  const bool extension = ask.kind == "extension";
  Task task{.people = extension ? desk_ : supervisors_, .instead = {}, .effort_min = stage_.habits.desk.arbitrate_min};
  const bool grants = !extension || living.dice("grant").chance(stage_.habits.centre.grants_extension);
  stage_.crew.give(std::move(task), [this, &living, id = ask.id, grants](size_t index) {
    const auto open = std::ranges::any_of(
        living.state.asks, [&](const Ask& waiting) { return waiting.id == id && waiting.state == AskState::open; });
    const auto& worker = stage_.crew.worker(index);
    const std::string command = grants ? "grant" : "deny";
    if (!open || !stage_.may(worker, living, command)) return;
    stage_.act(worker, living, command, Form{}.number("ask", id));
  });
}

void Centre::waive(Living& living, int32_t party) {
  stage_.crew.give(desk_task(stage_.habits.desk.triage_min), [this, &living, party](size_t worker) {
    const auto& parties = living.state.parties;
    const auto found = std::ranges::find(parties, party, &Party::id);
    if (living.state.phase != Phase::open || found == parties.end() || found->settled) return;
    stage_.act(stage_.crew.worker(worker), living, found->part + ".waive",
               Form{}.number("party", party).word("reason_text", stage_.say(Occasion::note, living)));
  });
}

void Centre::find_lead(Living& living) {
  stage_.give(living, desk_task(stage_.habits.desk.triage_min), [this](Living& l, const Worker& worker) {
    const auto& centre = stage_.today.units.centre().code;
    const bool out = stage_.act(worker, l, "transfer", Form{}.code("to", centre).code("reason", "needs_a_unit"));
    l.needs_lead = !l.state.lead.empty();
    if (out) stage_.act(worker, l, "take_back", Form{}.code("reason", "needs_a_unit"));
  });
}

void Centre::merged(Living& living) {
  if (!living.dice("unmerge").chance(stage_.habits.desk.unmerges)) return;
  stage_.plan(living, stage_.now_at_ms() + kDayMs, [this](Living& l) {
    stage_.give(l, desk_task(stage_.habits.desk.triage_min), [this](Living& child, const Worker& worker) {
      stage_.act(worker, child, "unmerge", Form{}.code("reason", "another_matter"));
    });
  });
}

}  // namespace huiyin::sim
