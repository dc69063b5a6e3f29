#include "sim/world.h"

#include <algorithm>

#include "sim/world_arrivals.h"
#include "sim/world_centre.h"
#include "sim/world_grid.h"
#include "sim/world_orders.h"
#include "sim/world_requesters.h"
#include "sim/world_review.h"
#include "sim/world_supervision.h"
#include "sim/world_units.h"
#include "sim/world_whistles.h"

namespace huiyin::sim {
namespace {

constexpr int32_t kFirstReviewMin = 9 * 60 + 30, kSecondReviewMin = 15 * 60;
constexpr int64_t kDistrictLevel = 3;

std::vector<Outage> outages_of(const WorldSetup& setup) {
  auto dice = Rng{setup.seed}.stream("outages");
  const auto& habits = setup.habits->outage;
  const auto days = (setup.until_at_ms - setup.from_at_ms) / kDayMs;
  const auto count = poisson(dice.unit(), habits.a_year * static_cast<double>(days) / 365);
  std::vector<Outage> outages;
  for (int32_t index = 0; index < count; ++index) {
    const auto at_ms =
        setup.from_at_ms + dice.between(0, std::max<int64_t>(0, days - 1)) * kDayMs + dice.between(8, 14) * kHourMs;
    outages.push_back({dice.pick(setup.scene->streets()), at_ms, at_ms + habits.hours * kHourMs});
  }
  return outages;
}

bool is_late(const Case& state) {
  return std::ranges::any_of(state.clocks, [](const Clock& clock) {
    return clock.owner == 0 && clock.late && (clock.name == "answer" || clock.name == "redo");
  });
}

class World {
 public:
  World(const WorldSetup& setup, Sink& sink)
      : setup_(setup),
        today_(changed(*setup.today, setup.change)),
        agenda_(setup.from_at_ms),
        engine_(today_, agenda_, sink),
        crew_(today_, agenda_),
        staffing_{today_, *setup.habits, *setup.people, setup.change, setup.seed, setup.from_at_ms, setup.until_at_ms},
        stage_{today_,       *setup.habits, *setup.scene,
               setup.voices, setup.seed,    setup.change.arrivals,
               agenda_,      engine_,       (hire(staffing_, crew_), crew_)},
        centre_(stage_),
        units_(stage_, {[this](Living& l) { return whistles_.call(l); }, [this](Living& l) { centre_.find_lead(l); },
                        [this](Living& l, int32_t party) { centre_.waive(l, party); }}),
        grid_workers_(stage_, outages_of(setup)),
        review_(stage_),
        requesters_(stage_, [this](const Living& l) { arrivals_.ask_again(l); }),
        supervisors_(stage_),
        whistles_(stage_, [this](Living& l) { units_.finish(l); }),
        orders_(stage_),
        arrivals_(stage_, setup.until_at_ms) {
    engine_.on_event([this](Living& l, const Case& before, const Event& event) { hear(l, before, event); });
  }

  Result<Year> run(const std::function<bool(int64_t, int64_t)>& progress) {
    plan_moves();
    const auto& zone = today_.calendar.zone();
    const auto first = zone.local(setup_.from_at_ms).date;
    const auto last = zone.local(setup_.until_at_ms - 1).date;
    const int64_t days = last.days - first.days + 1;
    const auto storm = arrivals_.storm_day(first, last.plus(1));
    Year year;
    for (auto day = first; day <= last && engine_.going() && !year.stopped; day = day.plus(1)) {
      live_day(day, storm == day);
      ++year.days;
      year.stopped = progress && !progress(year.days, days) && day < last;
    }
    if (engine_.failed()) return std::unexpected(*engine_.failed());
    sum_up(year);
    return year;
  }

 private:
  void live_day(LocalDate day, bool storm) {
    const auto& zone = today_.calendar.zone();
    arrivals_.plan_day(day);
    if (storm) arrivals_.plan_storm(day);
    for (const auto minute : {kFirstReviewMin, kSecondReviewMin}) {
      agenda_.at(zone.instant({day, minute, 0}), [this] { supervisors_.review(); });
    }
    const auto end_at_ms = std::min(zone.instant({day.plus(1), 0, 0}), setup_.until_at_ms);
    while (engine_.going() && agenda_.step(end_at_ms)) {
    }
    engine_.check_identity();
  }

  // Until then the two stand in each other's post, so that in the end everybody is where the list of accounts says.
  void plan_moves() {
    for (const auto& move : moves_of(staffing_, crew_)) {
      crew_.swap_posts(move.one, move.other);
      agenda_.at(move.at_ms, [this, move] {
        crew_.swap_posts(move.one, move.other);
        hand_over(crew_.worker(move.one));
        hand_over(crew_.worker(move.other));
      });
    }
  }

  // What lies on the desk of the post goes to whoever holds it now.
  void hand_over(const Worker& worker) {
    const auto& unit = worker.person.posts.front().unit;
    for (const auto& [id, living] : engine_.cases()) {
      const auto& state = living->state;
      const bool on_desk = state.phase == Phase::open && state.lead == unit && state.assignee != 0;
      if (!on_desk || !stage_.may(worker, *living, "assign")) continue;
      stage_.act(worker, *living, "assign", Form{}.code("assignee", std::to_string(worker.person.account)));
    }
  }

  void hear(Living& l, const Case& before, const Event& event) {
    if (event.n == 1) opened(l);
    if (event.kind == "clock_step") units_.reminded(l, event);
    if (l.state.supervision.level > before.supervision.level) supervisors_.raised(l);
    if (!event.changes.links_added.empty() || event.changes.supervision) supervisors_.grown(l);
    hear_parties(l, event);
    for (const auto& ask : event.changes.asks) {
      if (ask.state == AskState::open) centre_.decide(l, ask);
    }
    if (l.state.state != before.state) return moved(l);
    if (event.kind == "call_back" && l.state.state == "callback") review_.call(l);
  }

  void opened(Living& l) {
    if (!is_matter(l.state.lifecycle)) return;
    centre_.opened(l);
    requesters_.opened(l);
  }

  void hear_parties(Living& l, const Event& event) {
    for (const auto& party : event.changes.parties) {
      if (l.state.lifecycle == "whistle") whistles_.party(l, party);
      if (!is_matter(l.state.lifecycle)) continue;
      party.settled ? units_.finish(l) : units_.party(l, party);
    }
  }

  void moved(Living& l) {
    if (l.state.lifecycle == "whistle") return whistles_.moved(l);
    if (l.state.lifecycle == "order") return orders_.moved(l);
    if (is_matter(l.state.lifecycle)) moved_matter(l);
  }

  void moved_matter(Living& l) {
    const auto& state = l.state.state;
    if (state == "received") return centre_.take_in(l);
    if (state == "found") return grid_workers_.found(l);
    if (state == "verifying") return grid_workers_.verify(l);
    if (state == "triage") return centre_.sort(l);
    if (state == "return_requested") return centre_.arbitrate(l);
    if (state == "dispatched") {
      supervisors_.dispatched(l);
      return units_.sign(l);
    }
    if (state == "accepted") return units_.begin(l);
    if (state == "in_progress" || state == "rework") return units_.work(l);
    if (state == "resolved") {
      requesters_.answered(l);
      return review_.check(l);
    }
    if (state == "checking") return grid_workers_.look(l);
    if (state == "callback") return review_.call(l);
    settled_matter(l);
  }

  void settled_matter(Living& l) {
    if (l.state.state == "merged") return centre_.merged(l);
    if (l.state.state != "closed") return;
    requesters_.closed(l);
    review_.settled(l);
  }

  void sum_up(Year& year) const {
    year.events = engine_.events_count();
    year.sweeps = engine_.sweeps_count();
    year.digest = engine_.digest();
    year.violation = engine_.violation();
    year.refusals = engine_.refusals();
    year.cases = static_cast<int64_t>(engine_.cases().size());
    for (const auto& [id, living] : engine_.cases()) {
      if (!living->state.counted) continue;
      enter(year.ledger, living->state);
      year.records.push_back(record_of(*living));
    }
    for (size_t index = 0; index < crew_.count(); ++index) add_load(year, crew_.worker(index));
  }

  static void enter(Ledger& ledger, const Case& state) {
    ++ledger.taken;
    if (state.phase == Phase::open) {
      ++ledger.in_hand;
      if (state.supervision.level > 0) ++ledger.supervised;
      if (state.supervision.level >= kDistrictLevel) ++ledger.district;
      return;
    }
    if (state.settled_as == "refused") return void(++ledger.refused);
    if (state.settled_as == "transferred") return void(++ledger.transferred);
    if (state.settled_as == "withdrawn") return void(++ledger.withdrawn);
    if (state.settled_as == "merged") return void(++ledger.merged);
    ++ledger.closed;
  }

  static CaseRecord record_of(const Living& living) {
    const auto& state = living.state;
    return {state.lead,
            state.place.street,
            state.opened_at_ms,
            living.dispatched_at_ms,
            state.phase == Phase::open ? 0 : state.settled_at_ms,
            state.phase != Phase::open && state.settled_as == "closed",
            is_late(state)};
  }

  void add_load(Year& year, const Worker& worker) const {
    const double available_min = minutes_available(staffing_, worker);
    std::string_view unit = worker.person.posts.front().unit;
    while (!unit.empty()) {
      auto& load = year.loads[std::string{unit}];
      load.busy_min += worker.busy_min;
      load.available_min += available_min;
      ++load.people;
      const auto* known = today_.units.unit(unit);
      unit = known == nullptr ? std::string_view{} : std::string_view{known->parent};
    }
  }

  const WorldSetup& setup_;
  const Definitions today_;
  Agenda agenda_;
  Engine engine_;
  Crew crew_;
  const Staffing staffing_;
  const Stage stage_;
  Centre centre_;
  Units units_;
  GridWorkers grid_workers_;
  Review review_;
  Requesters requesters_;
  Supervisors supervisors_;
  Whistles whistles_;
  Orders orders_;
  Arrivals arrivals_;
};

}  // namespace

Result<Year> live(const WorldSetup& setup, Sink& sink, const std::function<bool(int64_t, int64_t)>& progress) {
  return World{setup, sink}.run(progress);
}

Result<CaseId> NoSink::next_case_id(LocalDate opened_on) {
  return make_case_id(opened_on, ++serials_[opened_on]);
}

}  // namespace huiyin::sim
