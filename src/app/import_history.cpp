// The events of an imported row.
#include "app/import_row.h"
#include "domain/case_clock.h"
#include "domain/difference.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

constexpr int32_t kWholeBp = 10'000;
constexpr int32_t kStepsMax = 64;

class History {
 public:
  History(const ImportedRow& row, const ImportMap& map, const Definitions& today, const ImportMoment& moment)
      : row_(row),
        map_(map),
        today_(today),
        moment_(moment),
        programme_(today.programmes.at(map.programme)),
        lifecycle_(today.lifecycles.at(programme_.lifecycle)),
        world_{&today, &lifecycle_, &programme_, &today.categories, moment.now_at_ms} {}

  Result<Draft> draft(CaseId id) {
    auto opened = opened_case(id);
    if (!opened) return std::unexpected(opened.error());
    auto now = row_.phase == Phase::open ? in_hand(*opened) : settled(*opened);
    if (!now) return std::unexpected(now.error());
    const bool open = row_.phase == Phase::open;
    Draft draft;
    draft.events.push_back(event("opened", Case{.id = id}, *opened, row_.opened_at_ms));
    draft.events.back().secret = row_.secret;
    draft.events.back().core.codes = {{"source", map_.source}, {"number", row_.number}};
    draft.events.push_back(event(open ? "imported.in_hand" : "imported.settled", *opened, *now, row_.settled_at_ms));
    draft.new_case_key = new_case_key();
    draft.import_key = ImportKey{map_.source, row_.number};
    return draft;
  }

 private:
  // Units as of the day the row speaks of.
  LocalDate day() const {
    return today_.calendar.zone().local(row_.settled_at_ms != 0 ? row_.settled_at_ms : moment_.now_at_ms).date;
  }

  const ClockRule* promise() const {
    for (const auto& [name, rule] : lifecycle_.clocks) {
      if (rule.owner == ClockOwner::case_ && rule.promise && rule.share_of.empty()) return &rule;
    }
    return nullptr;
  }

  Clock given_clock(const ClockRule& rule) const {
    const int64_t whole_ms = row_.due_at_ms - row_.opened_at_ms;
    return {.name = rule.name,
            .limit = {std::max<int64_t>(1, whole_ms / kMinuteMs), TimeUnit::minute},
            .started_at_ms = row_.opened_at_ms,
            .due_at_ms = row_.due_at_ms,
            .warn_at_ms = row_.opened_at_ms + whole_ms / kWholeBp * rule.warn_bp};
  }

  // The first rung that lies ahead. Rungs of a past no calendar covers count as gone; the repeating one is counted from
  // now on.
  void aim_ahead(Clock& clock, const Case& state) const {
    clock.warned = clock.warn_at_ms <= moment_.now_at_ms;
    for (clock.step = 0; clock.step < kStepsMax; ++clock.step) {
      clock.next_at_ms = moment_.now_at_ms;
      const auto at_ms = step_at_ms(clock, clock.step, state, world_);
      if (!at_ms || (*at_ms != 0 && *at_ms <= moment_.now_at_ms)) continue;
      clock.next_at_ms = next_act_at_ms(clock, *at_ms, world_);
      return;
    }
    clock.next_at_ms = 0;
  }

  Result<void> start_promise(Case& state) const {
    const ClockRule* rule = promise();
    if (rule == nullptr) return {};
    const bool open = row_.phase == Phase::open;
    if (row_.due_at_ms == 0) return open ? start_clock(state, rule->name, 0, {}, world_) : Result<void>{};
    Clock clock = given_clock(*rule);
    if (open) {
      aim_ahead(clock, state);
      clock.late = moment_.now_at_ms > clock.due_at_ms;
    }
    state.promised_at_ms = clock.due_at_ms;
    state.clocks.push_back(std::move(clock));
    return {};
  }

  Result<Case> opened_case(CaseId id) const {
    Case state{.id = id};
    state.programme = programme_.name;
    state.lifecycle = programme_.lifecycle;
    state.edition = today_.edition;
    state.counted = programme_.counted;
    state.channel = row_.channel;
    state.type = programme_.default_type;
    state.category = row_.category;
    state.subject = row_.subject;
    state.place = row_.place;
    state.lead = row_.unit;
    state.supervising_unit = state.backstop = today_.units.centre().code;
    state.column = "imported";
    state.state = lifecycle_.initial;
    state.opened_at_ms = row_.opened_at_ms;
    state.holder = holder_of(lifecycle_.state(state.state)->holder, state, today_, day());
    if (auto ok = start_promise(state); !ok) return std::unexpected(ok.error());
    return state;
  }

  Result<Case> in_hand(Case state) const {
    const State& rule = *lifecycle_.state(row_.outcome.state);
    state.state = rule.name;
    state.holder = holder_of(rule.holder, state, today_, day());
    if (auto ok = settle_pauses(state, world_); !ok) return std::unexpected(ok.error());
    if (auto ok = start_state_clock(rule, state); !ok) return std::unexpected(ok.error());
    return state;
  }

  Result<Case> settled(Case state) const {
    const State& rule = *lifecycle_.state(row_.outcome.state);
    for (Clock& clock : state.clocks) {
      clock.status = ClockStatus::met;
      clock.late = row_.settled_at_ms > clock.due_at_ms;
    }
    state.state = state.settled_as = rule.name;
    state.phase = rule.phase;
    state.reason = row_.outcome.reason;
    state.outside = row_.outcome.outside;
    state.settled_at_ms = row_.settled_at_ms;
    if (auto ok = start_state_clock(rule, state); !ok) return std::unexpected(ok.error());
    return state;
  }

  Result<void> start_state_clock(const State& rule, Case& state) const {
    if (rule.clock.empty()) return {};
    const bool of_case = lifecycle_.clocks.at(rule.clock).owner == ClockOwner::case_;
    return of_case ? keep_promise_running(state, rule.clock, world_)
                   : start_clock(state, rule.clock, 0, state.holder.unit, world_);
  }

  DraftEvent event(std::string kind, const Case& before, const Case& after, int64_t occurred_at_ms) const {
    DraftEvent draft;
    draft.core.kind = std::move(kind);
    draft.core.case_id = after.id;
    draft.core.recorded_at_ms = moment_.now_at_ms;
    draft.core.occurred_at_ms = occurred_at_ms;
    draft.core.by = {.kind = "import", .unit = {}, .role = {}};
    draft.core.cause = moment_.cause;
    draft.core.edition = today_.edition;
    draft.core.changes = difference(before, after);
    return draft;
  }

  const ImportedRow& row_;
  const ImportMap& map_;
  const Definitions& today_;
  const ImportMoment& moment_;
  const Programme& programme_;
  const Lifecycle& lifecycle_;
  const ClockWorld world_;
};

}  // namespace

Result<Draft> draft_of(const ImportedRow& row, CaseId id, const ImportMap& map, const Definitions& today,
                       const ImportMoment& moment) {
  return History{row, map, today, moment}.draft(id);
}

}  // namespace huiyin
