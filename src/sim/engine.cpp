#include "sim/engine.h"

#include <fmt/format.h>

#include <algorithm>

#include "domain/link_back.h"
#include "domain/tally.h"
#include "sim/chance.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kCausesPerMs = int64_t{1} << 20;  // as the server numbers its commands
constexpr size_t kDrawsBp = 10'000;
constexpr size_t kShownRefusals = 200;

void mix(uint64_t& digest, std::string_view text) {
  for (const char c : text) digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
}

}  // namespace

Context Engine::context(const Actor& actor, int64_t occurred_at_ms, const Living* living) {
  Context context;
  context.now_at_ms = agenda_.now_at_ms();
  context.occurred_at_ms = occurred_at_ms;
  context.definitions = &today_;
  context.ruling = &today_;
  context.actor = actor;
  context.cause = agenda_.now_at_ms() * kCausesPerMs + causes_count_++ % kCausesPerMs;
  if (living != nullptr) {
    auto dice = Rng{seed_of(living->seed, "sample", living->state.n)};
    context.draw_bp = static_cast<int32_t>(dice.below(kDrawsBp));
  }
  return context;
}

Living* Engine::find(CaseId id) {
  const auto found = cases_.find(id);
  return found == cases_.end() ? nullptr : found->second.get();
}

Result<void> Engine::note_refusal(const std::string& command, const Refusal& refusal) {
  if (refusal.code == RefusalCode::outside_calendar && !failed_) failed_ = refusal;
  auto& count = refusals_[{command, to_string(refusal.code)}];
  if (count.count++ == 0) count = {command, to_string(refusal.code), 1, refusal.detail.substr(0, kShownRefusals)};
  return std::unexpected(refusal);
}

Result<Living*> Engine::open(Start start) {
  const auto date = today_.calendar.zone().local(agenda_.now_at_ms()).date;
  const auto id = sink_.next_case_id(date);
  if (!id) {
    failed_ = id.error();
    return std::unexpected(id.error());
  }
  start.opening.id = *id;
  const auto context = this->context(start.actor, start.occurred_at_ms, nullptr);
  auto opened = open_case(start.opening, context);
  if (!opened) return std::unexpected(note_refusal("open", opened.error()).error());
  auto living = std::make_unique<Living>();
  living->state.id = *id;
  living->seed = start.seed;
  living->spot = start.spot;
  living->category = std::move(start.category);
  living->requester = start.requester;
  living->storm = start.storm;
  auto* kept = cases_.emplace(*id, std::move(living)).first->second.get();
  Written written{{}, true, std::move(start.requester)};
  written.events.push_back(std::move(*opened));
  for (const auto& link : start.opening.links) {
    if (const auto* other = find(link.case_id)) {
      written.events.push_back(link_back(other->state, link, *id, context));
    }
  }
  write(std::move(written));
  return kept;
}

Result<void> Engine::act(const Actor& actor, Living& living, const std::string& command, FormData form,
                         int64_t occurred_at_ms) {
  Command wanted{command, living.state.version, std::move(form)};
  std::vector<Case> states{living.state};
  for (const auto id : cases_touched(living.state, wanted)) {
    if (const auto* other = find(id)) states.push_back(other->state);
  }
  auto events = decide(states, wanted, context(actor, occurred_at_ms, &living));
  if (!events) return note_refusal(command, events.error());
  write({std::move(*events), false, {}});
  return {};
}

std::vector<Offer> Engine::offers(const Actor& actor, const Living& living) const {
  Context asked;
  asked.now_at_ms = agenda_.now_at_ms();
  asked.definitions = asked.ruling = &today_;
  asked.actor = actor;
  return allowed_commands(living.state, asked);
}

void Engine::write(Written written) {
  std::vector<std::pair<Case, Event>> heard;
  for (auto& draft : written.events) {
    auto& living = *cases_.at(draft.core.case_id);
    draft.core.n = living.state.n + 1;
    heard.emplace_back(living.state, draft.core);
    take_in(living, draft.core);
  }
  if (auto taken = sink_.take(std::move(written)); !taken && !failed_) failed_ = taken.error();
  for (const auto& [before, event] : heard) {
    auto& living = *cases_.at(event.case_id);
    plan_sweep(living);
    if (heard_) heard_(living, before, event);
  }
}

void Engine::take_in(Living& living, const Event& event) {
  const Case before = living.state;
  living.state = apply(before, event);
  living.past.push_back(event);
  ++events_count_;
  mix(digest_,
      fmt::format("{} {} {} {} {}", event.kind, event.case_id, event.n, event.recorded_at_ms, living.state.state));
  tally(before, living.state, event);
  if (auto broken = broken_promise(before, living.state, event, today_)) {
    violate(living.state, event, std::move(*broken));
  }
  if (living.state.state != before.state) ++living.plan;
  const bool settles = before.phase == Phase::open && living.state.phase != Phase::open;
  if (settles) replay(living);
  if (living.state.phase == Phase::final_) std::vector<Event>{}.swap(living.past);
}

// Every event from the first on makes the same state again.
void Engine::replay(Living& living) {
  Case rebuilt{.id = living.state.id};
  for (const auto& event : living.past) rebuilt = apply(std::move(rebuilt), event);
  if (rebuilt == living.state) return;
  violate(living.state, living.past.back(), "its events do not make the state it is in");
}

void Engine::tally(const Case& before, const Case& after, const Event& event) {
  for (const auto& move : tally_moves(before, after, event, today_.calendar.zone())) {
    if (move.name == "site") tallied_[move.subject][move.measure] += move.delta;
  }
}

void Engine::check_identity() {
  SiteTallies counted;
  for (const auto& [id, living] : cases_) count_state(living->state, counted);
  if (auto broken = broken_identity(tallied_, counted); broken && !violation_) {
    violation_ = Violation{"", 0, "day_end", std::move(*broken)};
  }
}

void Engine::plan_sweep(Living& living) {
  const auto next_at_ms = next_step_at_ms(living.state);
  if (next_at_ms == 0 || next_at_ms == living.sweep_at_ms) return;
  living.sweep_at_ms = next_at_ms;
  agenda_.at(next_at_ms, [this, id = living.state.id] { sweep_now(id); });
}

void Engine::sweep_now(CaseId id) {
  auto& living = *cases_.at(id);
  const auto next_at_ms = next_step_at_ms(living.state);
  if (next_at_ms == 0 || next_at_ms > agenda_.now_at_ms()) return;
  living.sweep_at_ms = 0;
  auto events = sweep(living.state, context({}, 0, &living));
  if (!events) {
    violation_ = Violation{case_no(id, today_.site.prefix), living.state.n, "clock_step", events.error().detail};
    return;
  }
  ++sweeps_count_;
  write({std::move(*events), false, {}});
}

std::vector<RefusalCount> Engine::refusals() const {
  std::vector<RefusalCount> list;
  for (const auto& [key, count] : refusals_) list.push_back(count);
  return list;
}

void Engine::violate(const Case& state, const Event& event, std::string what) {
  if (violation_) return;
  violation_ = Violation{case_no(state.id, today_.site.prefix), event.n, event.kind, std::move(what)};
}

}  // namespace huiyin::sim
