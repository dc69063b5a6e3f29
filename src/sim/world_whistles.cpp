#include "sim/world_whistles.h"

#include <algorithm>

#include "sim/chance.h"

namespace huiyin::sim {
namespace {

const std::vector<Role> kPartyRoles{Role::handler, Role::grid_worker, Role::grid_lead, Role::community_lead,
                                    Role::street_lead};
constexpr const char* kProgramme = "whistle";

}  // namespace

Whistles::Whistles(const Stage& stage, std::function<void(Living&)> finished)
    : stage_(stage),
      finished_(std::move(finished)),
      judges_(stage.crew.with_role({Role::supervisor, Role::dispatcher})) {}

bool Whistles::call(Living& matter) {
  const auto street = stage_.today.places.node(matter.state.place.street);
  if (!street || !stage_.today.programmes.contains(kProgramme)) return false;
  const auto leads = stage_.crew.with_role({Role::street_lead}, street->unit);
  if (leads.empty() || street->unit.empty()) return false;
  Engine::Start start;
  for (const auto& party : matter.state.parties) start.opening.parties.push_back(party.unit);
  start.opening.parties.push_back(matter.state.lead);
  std::erase(start.opening.parties, street->unit);
  if (start.opening.parties.empty()) return false;
  start.actor = stage_.crew.worker(leads.front()).actor();
  start.seed = seed_of(matter.seed, "whistle");
  start.spot = matter.spot;
  start.category = matter.category;
  start.opening.programme = kProgramme;
  start.opening.channel = "desk";
  start.opening.category = matter.state.category;
  start.opening.place = matter.state.place;
  start.opening.links = {{"whistles_for", matter.state.id}};
  start.opening.form.words["description"] = stage_.say(Occasion::whistle_call, matter);
  return stage_.engine.open(std::move(start)).has_value();
}

void Whistles::gather(Living& whistle, const std::string& command, int64_t after_ms) {
  stage_.plan(whistle, stage_.now_at_ms() + after_ms, [this, command](Living& l) {
    const auto people = stage_.crew.of_unit(l.state.lead, {Role::street_lead, Role::community_lead});
    stage_.give(l, {.people = people, .instead = {}, .effort_min = 30},
                [this, command](Living& now, const Worker& worker) {
                  stage_.act(worker, now, command, Form{}.word("minutes", stage_.say(Occasion::note, now)));
                });
  });
}

void Whistles::moved(Living& whistle) {
  const auto& state = whistle.state.state;
  auto dice = whistle.dice(state);
  if (state == "called") gather(whistle, "assemble", dice.between(6 * kHourMs, 20 * kHourMs));
  if (state == "assembled") gather(whistle, "agree", dice.between(kHourMs, 4 * kHourMs));
  if (state == "finished") judge(whistle);
  if (state == "working") finish(whistle);
  if (whistle.state.phase == Phase::open && state != "finished") return;
  for (const auto& link : whistle.state.links) {
    if (link.kind != "whistles_for") continue;
    auto& matter = *stage_.engine.find(link.case_id);
    matter.waits_for_whistle = false;
    stage_.agenda.in(kHourMs, [this, &matter] { finished_(matter); });
  }
}

void Whistles::party(Living& whistle, const Party& party) {
  if (party.settled) return finish(whistle);
  auto dice = whistle.dice("party " + std::to_string(party.id) + party.state);
  const bool called = party.state == "called";
  const auto wait_ms = called ? dice.between(kHourMs, 20 * kHourMs) : dice.between(8 * kHourMs, 2 * kDayMs);
  stage_.agenda.in(wait_ms, [this, &whistle, id = party.id, called] {
    act_as_party(whistle, id, called ? "report_in" : "done", called ? 20 : 90);
  });
}

void Whistles::act_as_party(Living& whistle, int32_t id, const std::string& act, double effort_min) {
  const auto party = std::ranges::find(whistle.state.parties, id, &Party::id);
  if (whistle.state.phase != Phase::open || party == whistle.state.parties.end() || party->settled) return;
  auto people = stage_.crew.of_unit(party->unit, kPartyRoles);
  stage_.crew.give({.people = std::move(people), .instead = {}, .effort_min = effort_min},
                   [this, &whistle, id, act](size_t worker) {
                     if (whistle.state.phase != Phase::open) return;
                     Form form;
                     form.number("party", id);
                     if (act == "done") form.word("reply", stage_.say(Occasion::party_done, whistle));
                     if (act == "report_in") form.word("note", stage_.say(Occasion::report_in, whistle));
                     stage_.act(stage_.crew.worker(worker), whistle, "party." + act, std::move(form));
                   });
}

void Whistles::finish(Living& whistle) {
  const bool parties_in = std::ranges::all_of(whistle.state.parties, &Party::settled);
  if (whistle.state.state != "working" || !parties_in) return;
  const auto people = stage_.crew.of_unit(whistle.state.lead, {Role::street_lead});
  stage_.give(whistle, {.people = people, .instead = {}, .effort_min = 20}, [this](Living& l, const Worker& worker) {
    stage_.act(worker, l, "finish", Form{}.word("reply", stage_.say(Occasion::reply, l)));
  });
}

// Neither the street that called nor a unit that came may judge.
void Whistles::judge(Living& whistle) {
  std::vector<size_t> others;
  for (const size_t index : judges_) {
    if (stage_.may(stage_.crew.worker(index), whistle, "judge")) others.push_back(index);
  }
  stage_.give(whistle, {.people = others, .instead = {}, .effort_min = 20}, [this](Living& l, const Worker& worker) {
    stage_.act(worker, l, "judge", Form{}.code("choice", "done").word("reason_text", stage_.say(Occasion::note, l)));
  });
}

}  // namespace huiyin::sim
