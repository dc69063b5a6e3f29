#include "app/show_case.h"

#include <algorithm>

#include "app/shown_codes.h"
#include "domain/form.h"

namespace huiyin {

namespace {

// What the view of one case is built from.
struct Reading {
  App& app;
  const Caller& caller;
  const Case& state;
  DefinitionsPtr today, ruling;
  Sight sight;
  const Lifecycle* lifecycle;
};

std::string reader_name(Sight sight) {
  switch (sight) {
    case Sight::none: return "none";
    case Sight::public_: return "public";
    case Sight::requester: return "requester";
    case Sight::bound: return "bound";
    case Sight::site: return "site";
  }
  return "none";
}

ClockView clock_view(const Clock& clock, int64_t now_at_ms) {
  return {clock.name,
          clock.owner,
          to_string(clock.limit),
          clock.started_at_ms,
          clock.due_at_ms,
          clock.warn_at_ms,
          clock.remaining_ms,
          clock_colour(clock, now_at_ms),
          std::string{json::enum_name(clock.status)}};
}

PartyView party_view(const Reading& reading, const Party& party) {
  PartyView view{party.id, party.part,    party.state, party.task, {}, unit_view(*reading.ruling, party.unit),
                 0,        party.settled, 0,           {}};
  if (reading.sight >= Sight::bound) view.account = party.account;
  if (const auto* part = reading.lifecycle->part(party.part)) {
    const auto state = std::ranges::find(part->states, party.state, &PartState::name);
    if (state != part->states.end()) view.state_wording = state->wording;
  }
  for (const auto& clock : reading.state.clocks) {
    if (clock.owner != party.id || clock.status != ClockStatus::running) continue;
    const auto rule = reading.lifecycle->clocks.find(clock.name);
    if (rule == reading.lifecycle->clocks.end() || rule->second.owner != ClockOwner::party) continue;
    view.due_at_ms = clock.due_at_ms;
    view.colour = clock_colour(clock, reading.app.now_at_ms());
  }
  return view;
}

AskView ask_view(const Reading& reading, const Ask& ask) {
  AskView view{ask.id, ask.kind,       ask.by_unit,     std::string{json::enum_name(ask.state)},
               {},     ask.by_account, ask.asked_at_ms, shown_codes(ask.codes, *reading.ruling)};
  if (const auto* rule = reading.lifecycle->ask(ask.kind)) view.title = rule->title;
  const auto move = std::ranges::find(reading.lifecycle->moves, ask.kind, &Move::name);
  if (view.title == Wording{} && move != reading.lifecycle->moves.end()) view.title = move->title;
  return view;
}

FieldView field_view(const FormField& field) {
  FieldView view{field.field, {}, field.required, {}, 0};
  if (const auto* rule = field_rule(field.field)) {
    view.kind = std::string{json::enum_name(rule->kind)};
    view.values.assign(rule->values.begin(), rule->values.end());
    view.length_max = static_cast<int64_t>(rule->length_max);
  }
  return view;
}

std::vector<OfferView> offers_of(const Reading& reading) {
  const bool by_receipt = reading.caller.receipt_case == reading.state.id;
  std::vector<OfferView> views;
  const auto context = context_of(reading.app, reading.caller.actor, reading.today, reading.ruling);
  for (const auto& offer : allowed_commands(reading.state, context)) {
    const bool stranger = reading.caller.actor.kind == ActorKind::requester && !by_receipt;
    if (stranger && offer.command != "endorse") continue;
    OfferView view{offer.command, offer.title, {}, offer.choices, offer.needs_version, offer.needs_second_person};
    std::ranges::transform(offer.form, std::back_inserter(view.form), field_view);
    views.push_back(std::move(view));
  }
  return views;
}

void explain_promise(CaseView& view, const Reading& reading) {
  const auto* clock = promise_clock(reading.state, *reading.ruling);
  if (clock == nullptr || view.row.due_at_ms == 0) return;
  auto told = explain_promise_clock(*clock, reading.state, *reading.today, *reading.ruling);
  view.due_provisional =
      std::ranges::any_of(told, [](const ClockStep& step) { return step.kind == "provisional_year"; });
  view.due_explained = std::move(told);
}

void fill_staff(CaseView& view, const Reading& reading) {
  for (const auto& clock : reading.state.clocks) view.clocks.push_back(clock_view(clock, reading.app.now_at_ms()));
  for (const auto& ask : reading.state.asks) view.asks.push_back(ask_view(reading, ask));
  for (const auto& link : reading.state.links) view.links.push_back({link.kind, case_no_of(reading.app, link.case_id)});
  view.supervision = reading.state.supervision;
  view.supervising = unit_view(*reading.ruling, reading.state.supervising_unit);
  view.backstop = unit_view(*reading.ruling, reading.state.backstop);
  if (reading.state.erased) return;
  const auto contact = reading.app.store().contact(reading.state.id);
  view.has_contact = contact && contact->has_value();
}

// The newest answer wins; the opening's own words describe the matter until they are amended.
void fill_words(CaseView& view, const Reading& reading, const std::vector<OpenedEvent>& events) {
  for (const auto& entry : view.timeline) {
    if (const auto reply = entry.words.find("reply"); reply != entry.words.end()) view.reply = reply->second;
    if (const auto text = entry.words.find("description"); text != entry.words.end()) view.description = text->second;
    if (const auto text = entry.words.find("address"); text != entry.words.end()) view.address = text->second;
    view.photos.insert(view.photos.end(), entry.photos.begin(), entry.photos.end());
  }
  if (!may_read_point(reading.sight, reading.state, *reading.ruling)) return;
  for (const auto& event : events) {
    if (event.secret.point) view.point = event.secret.point;
  }
}

// While merged, the parent's answer is read through; it is never copied.
Result<std::string> reply_of_parent(const Reading& reading) {
  for (const auto& link : reading.state.links) {
    if (link.kind != "parent") continue;
    const auto parent = reading.app.store().find_case(link.case_id);
    if (!parent) return std::unexpected(parent.error());
    const auto events = opened_events(reading.app, *parent);
    if (!events) return std::unexpected(events.error());
    std::string reply;
    for (const auto& entry : timeline_of(*events, *parent, *reading.ruling, Sight::requester)) {
      if (const auto found = entry.words.find("reply"); found != entry.words.end()) reply = found->second;
    }
    return reply;
  }
  return std::string{};
}

Result<CaseView> view_of(const Reading& reading) {
  const auto events = opened_events(reading.app, reading.state);
  if (!events) return std::unexpected(events.error());
  CaseView view;
  view.row = case_line(reading.app, reading.state, *reading.ruling, reading.sight);
  view.reader = reader_name(reading.sight);
  view.erased = reading.state.erased;
  view.commands = offers_of(reading);
  view.timeline = timeline_of(*events, reading.state, *reading.ruling, reading.sight);
  explain_promise(view, reading);
  fill_words(view, reading, *events);
  if (reading.sight == Sight::public_) return view;
  for (const auto& party : reading.state.parties) view.parties.push_back(party_view(reading, party));
  view.rating = reading.state.rating;
  view.lead = unit_view(*reading.ruling, reading.state.lead);
  if (reading.sight >= Sight::bound) fill_staff(view, reading);
  auto reply = reply_of_parent(reading);
  if (!reply) return std::unexpected(reply.error());
  if (!reply->empty()) view.reply = *reply;
  return view;
}

}  // namespace

std::vector<ClockStep> explain_promise_clock(const Clock& clock, const Case& state, const Definitions& today,
                                             const Definitions& ruling) {
  const auto lifecycle = ruling.lifecycles.find(state.lifecycle);
  const WorkHours* hours = nullptr;
  if (lifecycle != ruling.lifecycles.end()) {
    const auto rule = lifecycle->second.clocks.find(clock.name);
    const bool of_case = rule != lifecycle->second.clocks.end() && rule->second.owner == ClockOwner::case_;
    if (!of_case) hours = today.units.hours(state.holder.unit);
  }
  if (hours == nullptr) hours = &today.calendar.default_hours();
  auto told = explain_due(clock.started_at_ms, clock.limit, today.calendar, *hours);
  auto steps = told ? std::move(*told) : std::vector<ClockStep>{};
  const auto counted_to = steps.empty() ? clock.started_at_ms : steps.back().to_at_ms;
  // An extension, a credit, a pause or an agreed date moved it since.
  if (counted_to != clock.due_at_ms) steps.push_back({"moved", counted_to, clock.due_at_ms, 0});
  return steps;
}

Result<CaseView> show_case(App& app, const Caller& caller, const std::string& case_no_text) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto id = parse_case_no(case_no_text, today->site.prefix);
  if (!id) return refuse(RefusalCode::unknown_case, "no such case");
  const auto state = app.store().find_case(*id);
  if (!state) return std::unexpected(state.error());
  const auto ruling = app.ruling(state->edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto sight = sight_of(caller, *state, **ruling);
  const auto lifecycle = (*ruling)->lifecycles.find(state->lifecycle);
  if (sight == Sight::none) return refuse(RefusalCode::unknown_case, "no such case");
  if (lifecycle == (*ruling)->lifecycles.end()) {
    return refuse(RefusalCode::broken_definition, "the case's edition has no lifecycle " + state->lifecycle);
  }
  if (sight >= Sight::bound) app.store().audit({app.now_at_ms(), caller.actor.account, "read", case_no_text});
  return view_of(Reading{app, caller, *state, today, *ruling, sight, &lifecycle->second});
}

Result<Caller> caller_by_receipt(App& app, const std::string& case_no_text, const std::string& shown) {
  const auto wrong = [] { return refuse(RefusalCode::signed_out, "case number or receipt is wrong"); };
  const auto id = case_id_of(app, case_no_text);
  if (!id) return wrong();
  const auto state = app.store().find_case(*id);
  if (!state && state.error().code != RefusalCode::unknown_case) return std::unexpected(state.error());
  if (!state || !receipt_matches(shown, *id, state->receipt_generation, app.keys())) return wrong();
  auto caller = anybody();
  caller.receipt_case = *id;
  return caller;
}

}  // namespace huiyin
