#include "domain/tally.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace huiyin {
namespace {

constexpr std::string_view kSite = "site";
constexpr std::string_view kDay = "flow.day";
constexpr std::string_view kUnit = "flow.unit";
constexpr std::string_view kStreet = "flow.street";
constexpr std::string_view kCategory = "flow.category";
constexpr std::string_view kUnitStock = "stock.unit";
constexpr std::string_view kStreetStock = "stock.street";

// The clocks that carry the promise to the requester; the second takes the first one's place after a rework.
constexpr std::array<std::string_view, 2> kPromises{"answer", "redo"};
// How a case may have been solved without a dispatch: columns of their own on every board.
constexpr std::array<std::string_view, 4> kColumns{"in_grid", "on_the_spot", "at_once", "deliberated"};

// One thing a state stands for in the numbers: it counts once under this key for as long as it is true.
struct Fact {
  std::string_view name;
  std::string_view subject;
  std::string_view prefix;
  std::string_view measure;
  bool operator==(const Fact&) const = default;
};

class Facts {
 public:
  explicit Facts(const Case& state) : state_(state) {
    list_.reserve(32);
    if (state.n == 0) return;
    state.counted ? add_counted() : add_uncounted();
  }

  const std::vector<Fact>& list() const { return list_; }

 private:
  bool settled() const { return state_.phase != Phase::open; }
  bool closed() const { return settled() && standing() == "closed"; }
  bool excluded() const { return has_flag(state_, "excluded"); }

  // Where the case stands in the identity. A counted case that settled under a name of its own lifecycle's was closed.
  std::string_view standing() const {
    if (!settled()) return "in_hand";
    const bool known = std::ranges::find(kSettledKinds, state_.settled_as) != kSettledKinds.end();
    return known || (!state_.counted && !state_.settled_as.empty()) ? std::string_view{state_.settled_as} : "closed";
  }

  // Who answers for it: the lead; the one that settled it where none ever led.
  std::string_view unit() const { return state_.lead.empty() && settled() ? state_.holder.unit : state_.lead; }

  std::string_view timeliness() const {
    bool promised = false;
    bool late = false;
    for (const auto& clock : state_.clocks) {
      if (clock.owner != 0 || std::ranges::find(kPromises, clock.name) == kPromises.end()) continue;
      promised = true;
      late |= clock.late;
    }
    if (!promised && state_.promised_at_ms == 0) return {};
    if (!promised) late = state_.settled_at_ms > state_.promised_at_ms;
    return late ? "late" : "on_time";
  }

  void add(std::string_view name, std::string_view subject, std::string_view measure, std::string_view prefix = {}) {
    if (!subject.empty() && !measure.empty()) list_.push_back({name, subject, prefix, measure});
  }

  void add_counted() {
    add(kSite, state_.programme, "taken");
    add(kSite, state_.programme, standing());
    add_taken(kDay, state_.programme);
    add_taken(kStreet, state_.place.street);
    if (!unit().empty()) {
      add_taken(kUnit, unit());
      add_taken(kCategory, state_.category);
    }
    settled() ? add_outcome() : add_stock();
  }

  // The requester heard from somebody within the limit: only cases that were dispatched have this clock.
  std::string_view contacted() const {
    const auto contact = std::ranges::find(state_.clocks, "contact", &Clock::name);
    if (contact == state_.clocks.end()) return {};
    return contact->late ? "contact_late" : "contact_on_time";
  }

  void add_taken(std::string_view name, std::string_view subject) {
    add(name, subject, "taken");
    if (settled()) add(name, subject, standing());
  }

  void add_stock() {
    add_stock_of(kUnitStock, state_.holder.unit);
    add_stock_of(kStreetStock, state_.place.street);
  }

  void add_stock_of(std::string_view name, std::string_view subject) {
    add(name, subject, "in_hand");
    if (state_.supervision.level > 0) add(name, subject, "supervised");
  }

  void add_outcome() {
    add_outcome_of(kUnit, unit());
    add_outcome_of(kDay, state_.programme);
    add_outcome_of(kStreet, state_.place.street);
    if (!unit().empty()) add_outcome_of(kCategory, state_.category);
  }

  // Law enforcement and mediation cannot please everybody: such a case leaves the satisfaction alone.
  bool leaves_satisfaction_only() const { return state_.excluded_as == "law_enforcement"; }

  // How well it went. An excluded case shows as excluded and leaves every rate.
  void add_outcome_of(std::string_view name, std::string_view subject, std::string_view prefix = {}) {
    if (excluded()) add(name, subject, leaves_satisfaction_only() ? "excluded_satisfaction" : "excluded", prefix);
    if (excluded() && !leaves_satisfaction_only()) return;
    if (closed()) {
      add(name, subject, timeliness(), prefix);
      add(name, subject, contacted(), prefix);
      if (state_.reason == "unreached") add(name, subject, "unreached", prefix);
      if (std::ranges::find(kColumns, state_.column) != kColumns.end()) add(name, subject, state_.column, prefix);
    }
    add_rating_of(name, subject, prefix);
  }

  void add_rating_of(std::string_view name, std::string_view subject, std::string_view prefix) {
    const auto& [resolved, satisfied, channel] = state_.rating;
    if (resolved.empty() && satisfied.empty()) return;
    add(name, subject, "rated", prefix);
    const bool bare = prefix.empty();
    add(name, subject, resolved, bare ? "resolved_" : "uncounted.resolved_");
    if (excluded()) return;
    add(name, subject, satisfied, bare ? "satisfied_" : "uncounted.satisfied_");
  }

  void add_uncounted() {
    constexpr std::string_view kPrefix = "uncounted.";
    add(kSite, state_.programme, "taken", kPrefix);
    add(kSite, state_.programme, standing(), kPrefix);
    if (settled()) add_outcome_of(kSite, state_.programme, kPrefix);
    if (!settled() && state_.supervision.level > 0) add(kSite, state_.programme, "supervised", kPrefix);
  }

  const Case& state_;
  std::vector<Fact> list_;
};

// Dates the moves of one event; the day is looked up only when a flow moves.
class Moves {
 public:
  Moves(const Event& event, const Zone& zone) : event_(event), zone_(zone) {}

  void add(const Fact& fact, int64_t delta) {
    moves_.push_back({std::string{fact.name}, period_of(fact.name), std::string{fact.subject},
                      std::string{fact.prefix}.append(fact.measure), delta});
  }

  std::vector<TallyMove> take() { return std::move(moves_); }

 private:
  std::string period_of(std::string_view name) {
    if (!name.starts_with("flow.")) return {};
    if (day_.empty()) {
      const int64_t at_ms = event_.occurred_at_ms != 0 ? event_.occurred_at_ms : event_.recorded_at_ms;
      day_ = format_date(zone_.local(at_ms).date);
    }
    return name == kDay ? day_ : day_.substr(0, day_.rfind('-'));
  }

  const Event& event_;
  const Zone& zone_;
  std::string day_;
  std::vector<TallyMove> moves_;
};

bool code_is(const Event& event, const std::string& name, std::string_view value) {
  const auto found = event.codes.find(name);
  return found != event.codes.end() && found->second == value;
}

bool extension_granted(const Case& before, const Event& event) {
  return std::ranges::any_of(event.changes.asks, [&](const Ask& ask) {
    const bool granted_before = std::ranges::any_of(
        before.asks, [&](const Ask& old) { return old.id == ask.id && old.state == AskState::granted; });
    return ask.kind == "extension" && ask.state == AskState::granted && !granted_before;
  });
}

// A promise of the case is red now and was not before, whoever noticed it.
bool turns_red(const Case& before, const Event& event) {
  return std::ranges::any_of(event.changes.clocks, [&](const Clock& clock) {
    if (!clock.late || clock.owner != 0 || std::ranges::find(kPromises, clock.name) == kPromises.end()) return false;
    const auto was = std::ranges::find(before.clocks, clock.name, &Clock::name);
    return was == before.clocks.end() || !was->late || was->started_at_ms != clock.started_at_ms;
  });
}

// What happened and stays happened, whatever becomes of the case.
std::vector<std::string_view> happenings(const Case& before, const Case& after, const Event& event) {
  std::vector<std::string_view> names;
  const auto note = [&](bool happened, std::string_view name) {
    if (happened) names.push_back(name);
  };
  const bool came_back = before.phase != Phase::open && after.phase == Phase::open;
  note(!event.changes.returned_by_added.empty(), "returned");
  note(event.kind == "arbitrate" && code_is(event, "choice", "refused"), "return_refused");
  note(before.state != "rework" && after.state == "rework", "reworked");
  note(came_back && before.settled_as != "merged", "reopened");
  note(extension_granted(before, event), "extended");
  note(event.kind == "raise", "raised");
  note(event.kind == "endorse", "endorsed");
  note(before.supervision.level == 0 && after.supervision.level > 0, "supervised");
  note(event.kind == "clock_step" && code_is(event, "does", "warn"), "yellow_card");
  note(turns_red(before, event), "red_card");
  return names;
}

void add_happenings(const Case& before, const Case& after, const Event& event, Moves& moves) {
  const Case& then = before.n == 0 ? after : before;
  const std::string_view unit = then.lead.empty() ? then.holder.unit : then.lead;
  for (const auto name : happenings(before, after, event)) {
    if (!after.counted) {
      // While it is supervised an uncounted case stands as such under the same key already.
      if (name != "supervised") moves.add({kSite, after.programme, "uncounted.", name}, 1);
      continue;
    }
    if (!unit.empty()) moves.add({kUnit, unit, {}, name}, 1);
    moves.add({kDay, after.programme, {}, name}, 1);
    if (!then.place.street.empty()) moves.add({kStreet, then.place.street, {}, name}, 1);
    if (!then.lead.empty()) moves.add({kCategory, then.category, {}, name}, 1);
  }
}

// What units that took part said of one another, under the unit it was said of; a later word takes the earlier's place.
void add_reviews(const Case& before, const Event& event, Moves& moves) {
  for (const auto& review : event.changes.reviews) {
    const auto earlier = std::ranges::find_if(before.reviews, [&](const Review& given) {
      return given.by_unit == review.by_unit && given.unit == review.unit;
    });
    if (earlier != before.reviews.end()) moves.add({kUnit, earlier->unit, "peer_", earlier->satisfied}, -1);
    moves.add({kUnit, review.unit, "peer_", review.satisfied}, 1);
  }
}

bool holds(const std::vector<Fact>& facts, const Fact& fact) {
  return std::ranges::find(facts, fact) != facts.end();
}

}  // namespace

std::vector<TallyMove> tally_moves(const Case& before, const Case& after, const Event& event, const Zone& zone) {
  const Facts was{before};
  const Facts is{after};
  Moves moves{event, zone};
  if (was.list() != is.list()) {
    for (const auto& fact : was.list()) {
      if (!holds(is.list(), fact)) moves.add(fact, -1);
    }
    for (const auto& fact : is.list()) {
      if (!holds(was.list(), fact)) moves.add(fact, 1);
    }
  }
  add_happenings(before, after, event, moves);
  add_reviews(before, event, moves);
  return moves.take();
}

}  // namespace huiyin
