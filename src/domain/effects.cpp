// What a move does beside changing the state. Each effect reads the form it was declared with and changes the working
// copy; the closed list stands in domain/lifecycle.h.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "domain/effects_lead.h"
#include "domain/turn.h"

namespace huiyin {
namespace {

constexpr int64_t kDeskLockMs = 15 * kMinuteMs;
constexpr int64_t kReviewMaxMs = 366 * kDayMs;
constexpr int32_t kDistrictLevel = 3;
constexpr int32_t kLevelMax = 4;

const std::string& code(const Turn& turn, const std::string& name) {
  static const std::string none;
  const auto found = turn.form.codes.find(name);
  return found == turn.form.codes.end() ? none : found->second;
}

int64_t number(const Turn& turn, const std::string& name) {
  const auto found = turn.form.numbers.find(name);
  return found == turn.form.numbers.end() ? 0 : found->second;
}

void add_flag(Case& state, const std::string& flag) {
  if (!has_flag(state, flag)) state.flags.push_back(flag);
}

void add_link(Case& state, Link link) {
  if (std::ranges::find(state.links, link) == state.links.end()) state.links.push_back(std::move(link));
}

void count(Turn& turn, const std::string& name) {
  const int32_t bound = turn.lifecycle.counters.at(name);
  turn.self().counters[name] = std::min(counter(turn.self(), name) + 1, bound);
}

Result<void> set_assignee(Turn& turn) {
  const std::string& text = code(turn, "assignee");
  std::from_chars(text.data(), text.data() + text.size(), turn.self().assignee);
  return {};
}

// Not later than the original length again, and later than now promised (domain.md 4.2 rule 3).
Result<void> extend(Turn& turn, const std::string& clock_name) {
  const Clock* clock = find_clock(turn.self(), clock_name);
  if (clock == nullptr) return refuse(RefusalCode::rule_not_met, fmt::format("clock '{}' does not run", clock_name));
  const int64_t until_at_ms = number(turn, "until");
  const int64_t latest_at_ms = clock->due_at_ms + (clock->due_at_ms - clock->started_at_ms);
  if (until_at_ms <= clock->due_at_ms || until_at_ms > latest_at_ms) {
    return refuse(RefusalCode::rule_not_met,
                  fmt::format("an extension ends after {} and no later than {}", format_instant(clock->due_at_ms),
                              format_instant(latest_at_ms)),
                  "/until");
  }
  return move_due(turn.self(), clock_name, until_at_ms, turn.world());
}

Result<void> set_review(Turn& turn, const std::string& clock) {
  const int64_t review_at_ms = number(turn, "review_at");
  const int64_t now_at_ms = turn.context.now_at_ms;
  if (review_at_ms <= now_at_ms || review_at_ms > now_at_ms + kReviewMaxMs) {
    return refuse(RefusalCode::invalid_input, "the review date lies in the future, within a year", "/review_at");
  }
  return start_clock_due(turn.self(), clock, review_at_ms, turn.world());
}

// A corrected category corrects the promise; what the requester was told never moves earlier.
Result<void> set_category(Turn& turn) {
  const std::string& category = code(turn, "category");
  if (category.empty()) return {};
  if (turn.context.ruling->categories.by_code(category) == nullptr) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no category '{}'", category), "/category");
  }
  turn.self().category = category;
  for (const auto& [name, rule] : turn.lifecycle.clocks) {
    const auto limit = turn.programme.limits.find(name);
    const bool by_category = limit != turn.programme.limits.end() && limit->second.kind == LimitKind::by_category;
    if (!by_category) continue;
    if (auto done = recompute_clock(turn.self(), name, turn.world()); !done) return done;
  }
  return {};
}

Result<void> set_place(Turn& turn) {
  if (turn.form.point) {
    const auto located = turn.today().places.locate(*turn.form.point);
    if (!located) return std::unexpected(located.error());
    turn.self().place = located->place;
  } else if (const std::string& place = code(turn, "place"); !place.empty()) {
    const auto codes = turn.today().places.codes_of(place);
    if (!codes) return std::unexpected(codes.error());
    turn.self().place = *codes;
  }
  return {};
}

Result<void> rate(Turn& turn) {
  const bool own = turn.context.actor.kind == ActorKind::requester;
  const std::string& resolved = code(turn, "resolved");
  if (resolved.empty() && code(turn, "satisfied").empty()) return {};
  turn.self().rating = {resolved, code(turn, "satisfied"), own ? "own" : "callback"};
  return {};
}

// A leader's instruction has words and the date it was given on.
Result<void> check_instruction(const Turn& turn) {
  if (code(turn, "cause") != "leader") return {};
  if (!turn.form.words.contains("reason_text")) {
    return refuse(RefusalCode::invalid_input, "a leader's instruction needs its words", "/reason_text");
  }
  const int64_t instructed_at_ms = number(turn, "instructed_at");
  if (instructed_at_ms > 0 && instructed_at_ms <= turn.context.now_at_ms) return {};
  return refuse(RefusalCode::invalid_input, "a leader's instruction has its date, not in the future", "/instructed_at");
}

// Whatever is not about being late goes to the district's level at once (domain.md 4.2 rule 4).
Result<void> supervise(Turn& turn) {
  if (auto ok = check_instruction(turn); !ok) return ok;
  const int64_t due_at_ms = number(turn, "until");
  if (due_at_ms != 0 && due_at_ms <= turn.context.now_at_ms) {
    return refuse(RefusalCode::invalid_input, "the written result is owed at a date in the future", "/until");
  }
  const int32_t least = code(turn, "cause") == "overdue" ? 1 : kDistrictLevel;
  const auto level = std::clamp<int32_t>(static_cast<int32_t>(number(turn, "level")), least, kLevelMax);
  Supervision& supervision = turn.self().supervision;
  supervision = {.level = level,
                 .highest = std::max(level, supervision.highest),
                 .cause = code(turn, "cause"),
                 .since_at_ms = turn.context.now_at_ms,
                 .issuer_unit = turn.by.unit,
                 .issuer = turn.by.account,
                 .due_at_ms = due_at_ms,
                 .event_n = turn.self().n + 1,
                 .proposed = {}};
  return {};
}

void close_supervision(Turn& turn) {
  Supervision& supervision = turn.self().supervision;
  supervision.level = 0;
  supervision.due_at_ms = 0;
}

// The lawful grounds alone (domain.md 5); what the case settled for stays its reason.
Result<void> exclude(Turn& turn) {
  static constexpr std::array<std::string_view, 6> kGrounds{"malicious",    "outside_authority", "law_enforcement",
                                                            "merged_child", "force_majeure",     "unreached"};
  const std::string& ground = code(turn, "reason");
  if (std::ranges::find(kGrounds, ground) == kGrounds.end()) {
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' is no ground for leaving a case out", ground),
                  "/reason", {kGrounds.begin(), kGrounds.end()});
  }
  turn.self().excluded_as = ground;
  turn.self().reason = turn.before.front().reason;
  add_flag(turn.self(), "excluded");
  return {};
}

void undo_exclusion(Case& state) {
  state.excluded_as.clear();
  std::erase(state.flags, "excluded");
}

bool takes_part(const Case& state, const std::string& unit) {
  return unit == state.lead ||
         std::ranges::any_of(state.parties, [&](const Party& p) { return p.unit == unit && p.state != "waived"; });
}

// One that took part on another that did; nobody on themselves.
Result<void> review(Turn& turn) {
  const std::string& unit = code(turn, "unit");
  if (unit == turn.by.unit || !takes_part(turn.self(), unit) || !takes_part(turn.self(), turn.by.unit)) {
    return refuse(RefusalCode::rule_not_met, "units that took part review one another, not themselves", "/unit");
  }
  auto& reviews = turn.self().reviews;
  const auto earlier = std::ranges::find_if(
      reviews, [&](const Review& given) { return given.by_unit == turn.by.unit && given.unit == unit; });
  const Review given{turn.by.unit, unit, code(turn, "satisfied")};
  earlier == reviews.end() ? reviews.push_back(given) : void(*earlier = given);
  return {};
}

Result<void> link_parent(Turn& turn) {
  if (turn.after.size() < 2) return refuse(RefusalCode::invalid_input, "name the case to merge into", "/parent");
  Case& parent = turn.after[1];
  const bool is_child = std::ranges::any_of(parent.links, [](const Link& link) { return link.kind == "parent"; });
  if (parent.id == turn.self().id || is_child || parent.phase == Phase::final_) {
    return refuse(RefusalCode::rule_not_met, "a case merges into a living case that is not merged itself", "/parent");
  }
  add_link(turn.self(), {"parent", parent.id});
  add_link(parent, {"child", turn.self().id});
  return {};
}

Result<void> unlink_parent(Turn& turn) {
  const CaseId self = turn.self().id;
  std::erase_if(turn.self().links, [](const Link& link) { return link.kind == "parent"; });
  for (size_t index = 1; index < turn.after.size(); ++index) {
    std::erase(turn.after[index].links, Link{"child", self});
  }
  return {};
}

std::string_view counterpart_of(std::string_view kind) {
  if (kind == "whistles_for") return "whistled_by";
  if (kind == "repeat_of") return "repeated_by";
  return "related";
}

Result<void> link_others(Turn& turn, const std::string& kind) {
  for (size_t index = 1; index < turn.after.size(); ++index) {
    if (turn.after[index].id == turn.self().id) continue;
    add_link(turn.self(), {kind, turn.after[index].id});
    add_link(turn.after[index], {std::string{counterpart_of(kind)}, turn.self().id});
  }
  return {};
}

Result<void> set_outside(Turn& turn) {
  turn.self().outside = code(turn, "to");
  return {};
}

void remember_prior(Turn& turn) {
  const Case& before = turn.before.front();
  turn.self().prior = {before.state, before.holder, turn.context.now_at_ms};
}

void lock_desk(Turn& turn) {
  turn.self().lock = {turn.context.actor.account, turn.context.now_at_ms + kDeskLockMs};
}

void set_type(Turn& turn) {
  const std::string& type = code(turn, "type");
  if (type.empty()) return;
  turn.self().type = type;
  if (type == "tip_off") add_flag(turn.self(), "confidential");
}

// The effects that only mark something and cannot refuse.
void mark(const Effect& effect, Turn& turn) {
  Case& state = turn.self();
  switch (effect.kind) {
    case EffectKind::count: count(turn, effect.name); break;
    case EffectKind::remember_prior: remember_prior(turn); break;
    case EffectKind::claim_self: state.assignee = turn.context.actor.account; break;
    case EffectKind::clear_assignee: state.assignee = 0; break;
    case EffectKind::lock: lock_desk(turn); break;
    case EffectKind::unlock: state.lock = {}; break;
    case EffectKind::set_flag: add_flag(state, effect.name); break;
    case EffectKind::clear_flag: std::erase(state.flags, effect.name); break;
    case EffectKind::close_supervision: close_supervision(turn); break;
    case EffectKind::undo_exclusion: undo_exclusion(state); break;
    case EffectKind::set_column: state.column = effect.name; break;
    case EffectKind::set_reason: state.reason = effect.name; break;
    case EffectKind::note_return: state.returned_by.push_back(state.lead); break;
    case EffectKind::new_receipt: ++state.receipt_generation; break;
    case EffectKind::erase: state.erased = true; break;
    case EffectKind::endorse: ++state.counters["endorsements"]; break;
    case EffectKind::stop: stop_clock(state, effect.name, 0, turn.world()); break;
    case EffectKind::set_type: set_type(turn); break;
    case EffectKind::clear_lead: state.lead.clear(); break;
    default: break;
  }
}

Result<void> run(const Effect& effect, Turn& turn) {
  switch (effect.kind) {
    case EffectKind::set_lead: return set_lead(turn);
    case EffectKind::lead_self: return lead_self(turn);
    case EffectKind::next_tier: return next_tier(turn);
    case EffectKind::add_parties: return add_parties(turn);
    case EffectKind::start: return start_clock(turn.self(), effect.name, 0, turn.self().holder.unit, turn.world());
    case EffectKind::credit:
      return credit_clock(turn.self(), effect.name, turn.before.front().prior.since_at_ms, turn.world());
    case EffectKind::set_assignee: return set_assignee(turn);
    case EffectKind::extend: return extend(turn, effect.name);
    case EffectKind::review_at: return set_review(turn, effect.name);
    case EffectKind::set_category: return set_category(turn);
    case EffectKind::set_place: return set_place(turn);
    case EffectKind::rate: return rate(turn);
    case EffectKind::supervise: return supervise(turn);
    case EffectKind::exclude: return exclude(turn);
    case EffectKind::review: return review(turn);
    case EffectKind::set_outside: return set_outside(turn);
    case EffectKind::link_parent: return link_parent(turn);
    case EffectKind::unlink_parent: return unlink_parent(turn);
    case EffectKind::link: return link_others(turn, effect.name);
    default: mark(effect, turn); return {};
  }
}

}  // namespace

Result<void> run_effects(const std::vector<Effect>& effects, Turn& turn) {
  for (const Effect& effect : effects) {
    if (auto done = run(effect, turn); !done) return done;
  }
  return {};
}

}  // namespace huiyin
