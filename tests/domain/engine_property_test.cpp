// Whatever people do in whatever order, the promises hold after every step (design.md 2).
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"
#include "domain/difference.h"
#include "domain/small_district.h"

namespace huiyin::test {
namespace {

const std::vector<Actor>& cast() {
  static const std::vector<Actor> all{dispatcher(),
                                      handler(),
                                      other_handler(),
                                      reviewer(),
                                      caller(),
                                      supervisor(),
                                      grid_worker(),
                                      volunteer(),
                                      requester(),
                                      staff(Role::street_lead, "street", 40),
                                      staff(Role::community_lead, "community", 41, "990101001001")};
  return all;
}

// A form that fills every field an offer asks for with something plausible.
FormData filled(const Offer& offer, const Desk& desk, CaseId self, size_t pick) {
  static const std::vector<std::string> units{"roads", "water", "grid1", "street"};
  FormData form;
  for (const FormField& field : offer.form) {
    if (!field.required && pick % 2 == 0) continue;
    const FieldRule& rule = *field_rule(field.field);
    const std::string name = field.field;
    const auto word = rule.values.empty() ? std::string{"other"} : std::string{rule.values[pick % rule.values.size()]};
    switch (rule.kind) {
      case FieldKind::words: form.words[name] = "说明"; break;
      case FieldKind::code: form.codes[name] = word; break;
      case FieldKind::unit: form.codes[name] = units[pick % units.size()]; break;
      case FieldKind::units: form.lists[name] = {units[pick % units.size()]}; break;
      case FieldKind::instant: form.numbers[name] = desk.now_at_ms + static_cast<int64_t>(pick % 9 + 1) * kDayMs; break;
      case FieldKind::boolean: form.numbers[name] = 1; break;
      case FieldKind::integer: form.numbers[name] = name == "level" ? 2 : 1; break;
      case FieldKind::photos:
        form.numbers[name] = 1;
        form.photos.push_back("photo");
        break;
      case FieldKind::case_no: form.numbers[name] = desk.ids()[pick % desk.ids().size()]; break;
      case FieldKind::cases: form.case_lists[name] = {desk.ids()[(pick + 1) % desk.ids().size()]}; break;
      case FieldKind::category: form.codes[name] = pick % 3 == 0 ? "0601" : "0104"; break;
      case FieldKind::place: form.codes[name] = kGrid; break;
      case FieldKind::choice: break;
      case FieldKind::account: form.codes[name] = "2"; break;
    }
  }
  if (!offer.choices.empty() && field_rule("choice") != nullptr) {
    const bool rates = offer.choices.front() == "ok";
    if (!rates) form.codes["choice"] = offer.choices[pick % offer.choices.size()];
  }
  form.numbers.erase("ask");
  form.numbers.erase("party");
  std::erase_if(form.case_lists["related"], [&](CaseId id) { return id == self; });
  std::erase_if(form.case_lists, [](const auto& entry) { return entry.second.empty(); });
  return form;
}

void check_promises(const Case& state) {
  const Lifecycle& lifecycle = small_district().lifecycles.at(state.lifecycle);
  RC_ASSERT(lifecycle.state(state.state) != nullptr);
  RC_ASSERT(state.phase == lifecycle.state(state.state)->phase);
  if (state.phase == Phase::open) {
    RC_ASSERT(small_district().units.unit(state.holder.unit) != nullptr);
    RC_ASSERT(next_step_at_ms(state) != 0);
    RC_ASSERT(state.settled_as.empty());
  } else {
    RC_ASSERT(!state.settled_as.empty());
  }
  if (state.phase == Phase::settled)
    RC_ASSERT(!state.reason.empty() || state.settled_as == "refused" || state.settled_as == "transferred");
  const auto parents = std::ranges::count_if(state.links, [](const Link& link) { return link.kind == "parent"; });
  RC_ASSERT(parents <= 1);
  for (const auto& [name, value] : state.counters) {
    if (lifecycle.counters.contains(name)) RC_ASSERT(value <= lifecycle.counters.at(name));
  }
}

// States rebuilt from the log alone.
std::map<CaseId, Case> replayed(const std::vector<Event>& log) {
  std::map<CaseId, Case> states;
  for (const Event& event : log) {
    const auto stored = json::read_text<Event>(json::write(event));
    RC_ASSERT(stored.has_value());
    states[event.case_id] = apply(states[event.case_id], *stored);
  }
  return states;
}

void one_step(Desk& desk) {
  const auto ids = desk.ids();
  const CaseId id = ids[*rc::gen::inRange<size_t>(0, ids.size())];
  const Actor& actor = cast()[*rc::gen::inRange<size_t>(0, cast().size())];
  const auto pick = *rc::gen::inRange<size_t>(0, 1000);
  desk.draw_bp = static_cast<int32_t>(pick * 10);
  if (pick % 7 == 0) desk.wait_ms(static_cast<int64_t>(pick) * kHourMs / 4);
  const Definitions& district = small_district();
  const auto offers = allowed_commands(desk.at(id), {desk.now_at_ms, 0, &district, &district, actor, 1, 0});
  if (offers.empty()) return;
  const Offer& offer = offers[pick % offers.size()];
  desk.act(id, offer.command, actor, filled(offer, desk, id, pick));
}

RC_GTEST_PROP(Engine, KeepsEveryPromiseUnderAnyCourseOfEvents, ()) {
  Desk desk;
  desk.open("snap_report", requester());
  desk.open("hotline_call", dispatcher(), "0601");
  desk.open("volunteer_order", requester(), "1202");
  desk.open(Opening{.programme = "whistle",
                    .channel = "desk",
                    .category = "0601",
                    .place = *small_district().places.codes_of(kGrid),
                    .form = words("description", "吹哨"),
                    .parties = {"roads", "water"}},
            cast()[9]);
  RC_ASSERT(desk.ids().size() == 4u);
  for (int step = 0; step < 60; ++step) {
    one_step(desk);
    for (const CaseId id : desk.ids()) check_promises(desk.at(id));
  }
  for (const auto& [id, state] : replayed(desk.log())) RC_ASSERT(state == desk.at(id));
}

}  // namespace
}  // namespace huiyin::test
