#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/decide_parts.h"
#include "domain/effects_lead.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

Result<const Programme*> programme_for(const Opening& opening, const Definitions& today) {
  const auto found = today.programmes.find(opening.programme);
  if (found != today.programmes.end()) return &found->second;
  Refusal refusal{
      RefusalCode::unknown_thing, fmt::format("there is no programme '{}'", opening.programme), "/programme", {}};
  for (const auto& [name, programme] : today.programmes) refusal.allowed.push_back(name);
  return std::unexpected(std::move(refusal));
}

Result<By> opener(const Programme& programme, const Actor& actor) {
  if (actor.kind == ActorKind::system || actor.kind == ActorKind::import) return by_of(actor);
  if (actor.kind == ActorKind::requester && programme.open_to_residents) return by_of(actor);
  for (const Post& post : actor.posts) {
    if (!holds(programme.opened_by, json::enum_name(post.role))) continue;
    return By{std::string{json::enum_name(actor.kind)}, actor.account, post.unit,
              std::string{json::enum_name(post.role)}};
  }
  return refuse(RefusalCode::not_your_role, fmt::format("'{}' is not opened by your post", programme.name),
                "/programme", programme.opened_by);
}

Result<void> check_intake(const Opening& opening, const Programme& programme) {
  if (!holds(programme.doors, opening.channel)) {
    return refuse(RefusalCode::invalid_input,
                  fmt::format("'{}' does not take cases by '{}'", programme.name, opening.channel), "/channel",
                  programme.doors);
  }
  if (!opening.type.empty() && !holds(programme.types, opening.type)) {
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' has no type '{}'", programme.name, opening.type),
                  "/type", programme.types);
  }
  const bool has_place = !opening.place.street.empty() || !opening.place.given.empty();
  for (const IntakeField& field : programme.form) {
    if (!field.required || is_filled(opening.form, field.name)) continue;
    if (field.name == "place" && has_place) continue;
    if (field.name == "contact" || field.name == "type" || field.name == "category") continue;
    if (field.name == "units" && !opening.parties.empty()) continue;
    if (field.name == "cases" && !opening.links.empty()) continue;
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' is needed", field.name), "/" + field.name);
  }
  return {};
}

Result<void> check_category(const std::string& category, const Definitions& today) {
  if (today.categories.by_code(category) != nullptr) return {};
  return refuse(RefusalCode::unknown_thing, fmt::format("there is no category '{}'", category), "/category");
}

void fill_case(Case& state, const Opening& opening, const Programme& programme, const Context& context) {
  state.programme = programme.name;
  state.lifecycle = programme.lifecycle;
  state.counted = programme.counted;
  state.channel = opening.channel;
  state.type = opening.type.empty() ? programme.default_type : opening.type;
  state.category = opening.category.empty() ? programme.default_category : opening.category;
  state.place = opening.place;
  state.edition = context.definitions->edition;
  state.opened_at_ms = context.occurred_at_ms != 0 ? context.occurred_at_ms : context.now_at_ms;
  state.links = opening.links;
  if (opening.repeats > 0) state.counters["repeats"] = opening.repeats;
  if (opening.confidential || state.type == "tip_off") state.flags.emplace_back("confidential");
  if (opening.emergency) state.flags.emplace_back("emergency");
}

// Whoever calls a whistle leads it, as do programmes whose opener handles what was found: the opener's unit.
void lead_by_opener(Turn& turn, const Programme& programme, const By& by) {
  if (!programme.links_to.empty() || programme.lead == LeadWord::opener) turn.self().lead = by.unit;
}

// The promise starts with the first word: every case clock of the programme that promises and is not a share of
// another.
Result<void> start_promise(Turn& turn, const Opening& opening) {
  for (const auto& [name, rule] : turn.lifecycle.clocks) {
    if (rule.owner != ClockOwner::case_ || !rule.promise || !rule.share_of.empty()) continue;
    const auto limit = turn.programme.limits.find(name);
    const bool agreed =
        opening.agreed_at_ms && limit != turn.programme.limits.end() && limit->second.kind == LimitKind::agreed;
    const auto started = agreed ? start_clock_due(turn.self(), name, *opening.agreed_at_ms, turn.world())
                                : start_clock(turn.self(), name, 0, {}, turn.world());
    if (!started) return started;
  }
  return {};
}

Result<void> call_parties(Turn& turn, const Opening& opening) {
  if (turn.lifecycle.parts.empty()) return {};
  for (const auto& unit : opening.parties) {
    if (auto added = add_party(turn, turn.lifecycle.parts.front(), unit, {}); !added) return added;
  }
  return {};
}

Result<void> check_agreed(const Opening& opening, const Context& context) {
  if (!opening.agreed_at_ms || *opening.agreed_at_ms > context.now_at_ms) return {};
  return refuse(RefusalCode::invalid_input, "an agreed date lies in the future", "/until");
}

}  // namespace

Result<DraftEvent> open_case(const Opening& opening, const Context& context) {
  const Definitions& today = *context.definitions;
  const auto programme = programme_for(opening, today);
  if (!programme) return std::unexpected(programme.error());
  const auto by = opener(**programme, context.actor);
  if (!by) return std::unexpected(by.error());
  if (auto ok = check_intake(opening, **programme); !ok) return std::unexpected(ok.error());
  if (auto ok = check_agreed(opening, context); !ok) return std::unexpected(ok.error());
  Case state{.id = opening.id};
  fill_case(state, opening, **programme, context);
  if (auto ok = check_category(state.category, today); !ok) return std::unexpected(ok.error());

  Turn turn{context,     today.lifecycles.at((*programme)->lifecycle),
            **programme, {Case{.id = opening.id}},
            {state},     opening.form,
            *by};
  lead_by_opener(turn, **programme, *by);
  if (auto ok = start_promise(turn, opening); !ok) return std::unexpected(ok.error());
  if (auto ok = enter_state(turn.lifecycle.initial, turn); !ok) return std::unexpected(ok.error());
  if (auto ok = call_parties(turn, opening); !ok) return std::unexpected(ok.error());
  return std::move(events_of(turn, "opened", false).front());
}

}  // namespace huiyin
