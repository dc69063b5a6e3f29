#include "sim/world_grid.h"

#include <algorithm>

namespace huiyin::sim {
namespace {

std::string unit_at(const Stage& stage, const std::string& place) {
  const auto node = stage.today.places.node(place);
  return node ? node->unit : std::string{};
}

void add(std::vector<size_t>& people, const std::vector<size_t>& more) {
  for (const size_t one : more) {
    if (std::ranges::find(people, one) == people.end()) people.push_back(one);
  }
}

}  // namespace

Task GridWorkers::errand(const Living& living, double effort_min) const {
  const auto& place = living.state.place;
  Task task;
  task.effort_min = effort_min;
  task.people = stage_.crew.with_role({Role::grid_worker, Role::grid_lead}, unit_at(stage_, place.grid));
  if (unit_at(stage_, place.grid).empty()) task.people.clear();
  add(task.people, stage_.crew.bound_to(place, {Role::grid_worker, Role::grid_lead}));
  task.instead = stage_.crew.of_unit(unit_at(stage_, place.community), {Role::community_lead});
  add(task.instead, stage_.crew.bound_to(place, {Role::community_lead}));
  return task;
}

// Most of what is found on a round is put right there and then.
void GridWorkers::found(Living& living) {
  Task task = errand(living, stage_.habits.grid.verify_min);
  const std::vector<Role> finders{Role::grid_worker, Role::grid_lead, Role::community_lead, Role::street_lead};
  if (auto own = stage_.crew.of_unit(living.state.lead, finders); !own.empty()) task.people = std::move(own);
  task.instead.clear();
  stage_.give(living, std::move(task), [this](Living& l, const Worker& worker) {
    const bool solves = l.dice("found").chance(stage_.habits.grid.solves_found);
    if (!solves || !stage_.may(worker, l, "handle_on_site")) {
      return report(l, worker, "report_up", Form{}.word("note", stage_.say(Occasion::note, l)));
    }
    l.solved = true;
    report(l, worker, "handle_on_site",
           Form{}.word("reply", stage_.say(Occasion::closed_in_grid, l)).photos("after_photos", 1));
  });
}

void GridWorkers::verify(Living& living) {
  stage_.give(living, errand(living, stage_.habits.grid.verify_min),
              [this](Living& l, const Worker& worker) { verified(l, worker); });
}

void GridWorkers::verified(Living& living, const Worker& worker) const {
  auto dice = living.dice("verify");
  const auto& habits = stage_.habits.grid;
  living.gone = dice.chance(habits.not_found);
  if (living.gone) {
    return report(living, worker, "verify", Form{}.number("found", 0).word("note", stage_.say(Occasion::note, living)));
  }
  if (!dice.chance(habits.solves)) {
    return report(living, worker, "verify",
                  Form{}.number("found", 1).photos("photos", 1).word("note", stage_.say(Occasion::note, living)));
  }
  living.solved = true;
  report(living, worker, "handle_on_site",
         Form{}
             .word("reply", stage_.say(Occasion::closed_in_grid, living))
             .photos("before_photos", 1)
             .photos("after_photos", 1));
}

void GridWorkers::look(Living& living) {
  // By rights the community's own lead goes; the grid's worker where they are not the one who is judged.
  Task task = errand(living, stage_.habits.grid.look_min);
  std::swap(task.people, task.instead);
  const auto reviewers = stage_.crew.with_role({Role::reviewer});
  stage_.give(living, std::move(task), [this, reviewers](Living& l, const Worker& worker) {
    const bool passes = l.solved || !l.dice("look").chance(0.9);
    const auto occasion = passes ? Occasion::check_passed : Occasion::check_failed;
    Form form;
    form.code("choice", passes ? "pass" : "fail").word("note", stage_.say(occasion, l)).photos("photos", 1);
    if (stage_.may(worker, l, "check")) return report(l, worker, "check", std::move(form));
    stage_.give(l, {.people = reviewers, .instead = {}, .effort_min = stage_.habits.grid.look_min},
                [this, form = FormData(std::move(form))](Living& now, const Worker& reviewer) {
                  stage_.act(reviewer, now, "check", form);
                });
  });
}

// In a dead spot the phone keeps the command and sends it when the network is back.
void GridWorkers::report(Living& living, const Worker& worker, const std::string& command, FormData form) const {
  const int64_t now_at_ms = stage_.now_at_ms();
  for (const auto& outage : outages_) {
    const bool here = living.state.place.street == outage.street;
    if (!here || now_at_ms < outage.from_at_ms || now_at_ms >= outage.until_at_ms) continue;
    stage_.plan(living, outage.until_at_ms, [this, worker, command, form = std::move(form), now_at_ms](Living& l) {
      stage_.engine.act(worker.actor(), l, command, form, now_at_ms);
    });
    return;
  }
  stage_.act(worker, living, command, std::move(form));
}

}  // namespace huiyin::sim
