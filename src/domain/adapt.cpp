#include "domain/adapt.h"

#include <algorithm>
#include <array>

#include "domain/duty_in_force.h"
#include "domain/effects_lead.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

constexpr size_t kStreetDigits = 9;
constexpr size_t kDigitsALevel = 3;

// What moved a case; the order is that of the event's code.
struct Reasons {
  bool places = false, duties = false, units = false, calendar = false;

  std::string text() const {
    std::string words;
    for (const auto& [holds, word] : {std::pair{places, "places"}, std::pair{duties, "duties"},
                                      std::pair{units, "units"}, std::pair{calendar, "calendar"}}) {
      if (holds) words += (words.empty() ? "" : ",") + std::string{word};
    }
    return words;
  }
};

bool same_place(const PlaceCodes& one, const PlaceCodes& other) {
  return one.grid == other.grid && one.community == other.community && one.street == other.street;
}

// A place set by hand, against the point, is not undone by it.
bool came_from(Point point, const PlaceCodes& place, const PlaceTree& places) {
  const auto located = places.locate(point);
  return located && same_place(located->place, place);
}

PlaceCodes nearest_known(const PlaceCodes& place, const PlaceTree& places) {
  std::string code = !place.grid.empty() ? place.grid : !place.community.empty() ? place.community : place.street;
  for (; code.size() >= kStreetDigits; code.resize(code.size() - kDigitsALevel)) {
    if (const auto codes = places.codes_of(code)) return *codes;
  }
  return {};
}

PlaceCodes carried_place(const PlaceCodes& place, const PlaceTree& before, const PlaceTree& now,
                         std::optional<Point> point) {
  if (place.street.empty()) return place;
  PlaceCodes found = nearest_known(place, now);
  if (point && came_from(*point, place, before)) {
    if (const auto located = now.locate(*point)) found = located->place;
  }
  found.given = place.given;
  return found;
}

// The lead is named, but has still to sign: the state offers the move by which the first receiver takes it on.
bool awaits_signing(const Turn& turn) {
  return !turn.self().lead.empty() && turn.lifecycle.move("sign", turn.self().state) != nullptr;
}

// The same case before the change, and when it came to its lead.
Turn turn_before(const Turn& turn, const Context& context) {
  return Turn{context, turn.lifecycle, turn.programme, turn.before, turn.before, {}, turn.by};
}

int64_t dispatched_at_ms(const Turn& turn) {
  const State* rule = turn.lifecycle.state(turn.self().state);
  const Clock* clock = rule == nullptr ? nullptr : find_clock(turn.self(), rule->clock);
  return clock == nullptr ? turn.self().updated_at_ms : clock->started_at_ms;
}

bool contains(const std::vector<std::string>& list, const std::string& item) {
  return std::ranges::find(list, item) != list.end();
}

bool takes_part(const Case& state, const std::string& unit) {
  return std::ranges::any_of(state.parties, [&](const Party& party) { return !party.settled && party.unit == unit; });
}

// The party whose place on the duty row another unit took and that has not begun; nullptr when there is none.
Party* replaced_party(Turn& turn, const PartRule& part, const Appointed& was, const Appointed& now) {
  for (Party& party : turn.self().parties) {
    const bool fresh = party.part == part.name && !party.settled && party.state == part.states.front().name;
    if (fresh && contains(was.parties, party.unit) && !contains(now.parties, party.unit)) return &party;
  }
  return nullptr;
}

Result<void> reappoint_parties(Turn& turn, const Appointed& was, const Appointed& now) {
  if (turn.lifecycle.parts.empty()) return {};
  const PartRule& part = turn.lifecycle.parts.front();
  for (const std::string& unit : now.parties) {
    if (contains(was.parties, unit) || unit == turn.self().lead || takes_part(turn.self(), unit)) continue;
    Party* replaced = replaced_party(turn, part, was, now);
    if (replaced == nullptr) {
      if (auto added = add_party(turn, part, unit, {}); !added) return added;
      continue;
    }
    replaced->unit = unit;
    const std::string& clock = part.states.front().clock;
    if (clock.empty()) continue;
    if (auto started = start_clock(turn.self(), clock, replaced->id, unit, turn.world()); !started) return started;
  }
  return {};
}

void reappoint(Turn& turn, const Appointed& was, const Appointed& now) {
  Case& self = turn.self();
  if (self.lead == was.lead && now.lead != was.lead) {
    put_in_charge(turn, now.lead);
    turn.form.numbers["duty_line"] = now.duty_line;
  }
  if (self.supervising_unit == was.supervising) self.supervising_unit = now.supervising;
  if (self.backstop == was.backstop) self.backstop = now.backstop;
}

// Raised to a tier: the same tier at the place where the case lies now.
void follow_tier(Turn& turn, const Turn& before) {
  Case& self = turn.self();
  const auto tier = static_cast<size_t>(self.tier);
  if (tier >= turn.programme.tiers.size() || tier_unit(before, tier) != self.lead) return;
  const std::string unit = tier_unit(turn, tier);
  if (unit.empty() || unit == self.lead) return;
  self.lead = unit;
  self.assignee = 0;
}

// Sends a case that nobody has signed for where it would be sent now; one sent elsewhere by hand stays there.
Result<void> reroute(Turn& turn, const Definitions& definitions_before) {
  Context then = turn.context;
  then.definitions = &definitions_before;
  then.now_at_ms = dispatched_at_ms(turn);
  const Turn before = turn_before(turn, then);
  const auto was = appointed(before);
  const auto now = appointed(turn);
  if (!was || !now) return {};  // nobody in charge then or now: it stays with the lead it has
  if (turn.self().lead != was->lead) {
    follow_tier(turn, before);
    return {};
  }
  reappoint(turn, *was, *now);
  return reappoint_parties(turn, *was, *now);
}

// Where a case lies, who leads it and who holds it; what differs from before goes to the reasons.
Result<void> carry_routing(Turn& turn, const Definitions& before, bool signing, Reasons& reasons) {
  Case& self = turn.self();
  const Case& was = turn.before.front();
  if (signing) {
    if (auto ok = reroute(turn, before); !ok) return ok;
  }
  const bool moved = self.lead != was.lead || self.supervising_unit != was.supervising_unit ||
                     self.backstop != was.backstop || self.parties != was.parties;
  if (moved && !reasons.places) reasons.duties = true;
  reasons.units = pass_on_dissolved(self, turn.today().units, turn.local_date());
  return {};
}

Result<void> carry_holder(Turn& turn, bool signing) {
  Case& self = turn.self();
  const State* rule = turn.lifecycle.state(self.state);
  if (rule == nullptr) return {};
  const Unit* acting = turn.today().units.acting(self.holder.unit, turn.local_date());
  const bool holds_on = acting != nullptr && acting->code == self.holder.unit;
  if (holds_on && !signing && !self.lead.empty()) return {};
  const std::string held_by = self.holder.unit;
  self.holder = holder_of(rule->holder, self, turn.today(), turn.local_date());
  if (self.holder.unit == held_by) return {};
  self.assignee = 0;
  self.lock = {};
  return start_holder_clock_anew(self, rule->clock, turn.world());
}

bool only_clocks_moved(const Reasons& reasons) {
  return !reasons.places && !reasons.duties && !reasons.units;
}

std::optional<DraftEvent> told(Turn& turn, const Definitions& before, const Reasons& reasons) {
  if (turn.self() == turn.before.front()) return std::nullopt;
  turn.self().adapted_to = turn.today().edition;
  turn.form.codes["cause"] = before.edition == turn.today().edition ? "date" : "edition";
  turn.form.codes["because"] = reasons.text();
  turn.form.numbers["from_edition"] = before.edition;
  return std::move(events_of(turn, "adapted", only_clocks_moved(reasons)).front());
}

}  // namespace

bool pass_on_dissolved(Case& state, const UnitTree& units, LocalDate on) {
  bool passed = false;
  const std::string backstop = state.backstop;
  const auto pass_on = [&](std::string& unit) {
    auto heir = unit_in_force(unit, backstop, units, on);
    if (heir == unit) return false;
    unit = std::move(heir);
    return passed = true;
  };
  if (pass_on(state.lead)) state.assignee = 0;
  pass_on(state.supervising_unit);
  pass_on(state.backstop);
  pass_on(state.prior.holder.unit);
  for (Party& party : state.parties) {
    if (!party.settled) pass_on(party.unit);
  }
  return passed;
}

Result<std::optional<DraftEvent>> adapt(const Case& state, const Definitions& before, std::optional<Point> point,
                                        const Context& context) {
  const Definitions& now = *context.definitions;
  const bool another = before.edition != now.edition;
  const bool carried = another && std::max(state.edition, state.adapted_to) >= now.edition;
  if (state.phase != Phase::open || carried) return std::nullopt;
  auto turn = begin_turn({state}, {}, context);
  if (!turn) return std::unexpected(turn.error());
  Case& self = turn->self();
  Reasons reasons;
  ClockWorld world_before = turn->world();
  world_before.today = &before;
  const auto recounted = another ? recount_clocks(self, world_before, turn->world()) : Result<void>{};
  if (!recounted) return std::unexpected(recounted.error());
  reasons.calendar = self.clocks != state.clocks || self.promised_at_ms != state.promised_at_ms;
  if (another) self.place = carried_place(self.place, before.places, now.places, point);
  reasons.places = self.place != state.place;
  const bool signing = another && awaits_signing(*turn);
  if (auto ok = carry_routing(*turn, before, signing, reasons); !ok) return std::unexpected(ok.error());
  const Holder held = self.holder;
  if (auto ok = carry_holder(*turn, signing); !ok) return std::unexpected(ok.error());
  if (self.holder != held && reasons.text().empty()) reasons.units = true;
  return told(*turn, before, reasons);
}

}  // namespace huiyin
