#include "app/carry_over.h"

#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <map>

#include "app/caller.h"
#include "app/job_batch.h"
#include "app/timeline.h"
#include "base/json.h"
#include "domain/adapt.h"

namespace huiyin {

namespace {

constexpr size_t kBatchCases = 500;
constexpr size_t kStrandedMax = 100;

// What of a manifest says where places are.
std::string places_of(const std::string& manifest) {
  const auto files = json::read_text<std::map<std::string, std::string>>(manifest);
  std::string print;
  for (const auto& [path, hash] : files.value_or(std::map<std::string, std::string>{})) {
    if (path.starts_with("places")) print += hash;
  }
  return print;
}

LocalDate local_date(const App& app, const Definitions& today) {
  return today.calendar.zone().local(app.now_at_ms()).date;
}

const std::string& code_of(const Event& core, const std::string& name) {
  static const std::string none;
  const auto found = core.codes.find(name);
  return found == core.codes.end() ? none : found->second;
}

void count(const Event& core, CarryReport& report) {
  const std::string because = "," + code_of(core, "because") + ",";
  ++report.moved;
  if (because.contains(",places,")) ++report.by_places;
  if (because.contains(",duties,")) ++report.by_duties;
  if (because.contains(",units,")) ++report.by_units;
  if (because.contains(",calendar,")) ++report.by_calendar;
}

std::string deepest(const PlaceCodes& place) {
  return !place.grid.empty() ? place.grid : !place.community.empty() ? place.community : place.street;
}

Result<std::optional<Point>> newest_point(App& app, const Case& state) {
  const auto events = opened_events(app, state);
  if (!events) return std::unexpected(events.error());
  std::optional<Point> point;
  for (const auto& event : *events) {
    if (event.secret.point) point = event.secret.point;
  }
  return point;
}

}  // namespace

// Where open cases come from and go to; immutable, so that the writer's thread may look at it.
class CarriedCases {
 public:
  static Result<std::shared_ptr<CarriedCases>> towards(App& app, DefinitionsPtr next, const std::string* manifest) {
    const auto editions = app.store().editions();
    if (!editions) return std::unexpected(editions.error());
    const auto carried = app.store().carried();
    if (!carried) return std::unexpected(carried.error());
    auto cases = std::make_shared<CarriedCases>(app, std::move(next), *carried);
    for (const auto& edition : *editions) cases->places_[edition.edition] = places_of(edition.manifest);
    if (manifest != nullptr) cases->places_[cases->next_->edition] = places_of(*manifest);
    return cases;
  }

  CarriedCases(App& app, DefinitionsPtr next, const Carried& carried)
      : app_(app), next_(std::move(next)), carried_(carried) {}

  const Definitions& next() const { return *next_; }

  // The exact point is in the private part, so it is fetched only where grids were redrawn.
  Result<std::optional<Point>> point_of(const Case& state) const {
    const bool redrawn = places_in(edition_of(state)) != places_in(next_->edition);
    if (!redrawn || state.place.grid.empty() || state.erased) return std::nullopt;
    return newest_point(app_, state);
  }

  Result<std::optional<DraftEvent>> adapted(const Case& state, std::optional<Point> point) const {
    const auto before = app_.edition(edition_of(state));
    if (!before) return std::unexpected(before.error());
    const auto ruling = app_.edition(state.edition);
    if (!ruling) return std::unexpected(ruling.error());
    return adapt(state, **before, point, context_of(app_, the_system().actor, next_, *ruling));
  }

 private:
  std::string places_in(int64_t edition) const {
    const auto found = places_.find(edition);
    return found == places_.end() ? std::string{} : found->second;
  }

  // The edition whose world the case was last fitted to.
  int64_t edition_of(const Case& state) const {
    return std::min(std::max({carried_.edition, state.edition, state.adapted_to}), next_->edition);
  }

  App& app_;
  DefinitionsPtr next_;
  Carried carried_;
  std::map<int64_t, std::string> places_;  // of each edition: which files draw its places
};

namespace {

using CasesPtr = std::shared_ptr<const CarriedCases>;

Result<Draft> decide_carry(const CarriedCases& cases, const Case& state, std::optional<Point> point) {
  auto event = cases.adapted(state, point);
  if (!event) return std::unexpected(event.error());
  if (!*event) return refuse(RefusalCode::rule_not_met, "nothing about this case changes any more");
  Draft draft;
  draft.events.push_back(std::move(**event));
  return draft;
}

// Jobs for those of the cases that change; a case that does not read or refuses is counted so.
class Piece {
 public:
  Piece(App& app, CasesPtr cases, CarryReport& report) : app_(app), cases_(std::move(cases)), report_(report) {}

  Result<void> run(const std::vector<CaseId>& ids) {
    const auto states = app_.store().find_cases(ids);
    if (!states) return std::unexpected(states.error());
    for (const Case& state : *states) {
      if (auto ok = plan(state); !ok) refused(state.id, ok.error());
    }
    report_.looked_at += static_cast<int64_t>(ids.size());
    commit();
    return {};
  }

 private:
  Result<void> plan(const Case& state) {
    const auto point = cases_->point_of(state);
    if (!point) return std::unexpected(point.error());
    const auto event = cases_->adapted(state, *point);
    if (!event) return std::unexpected(event.error());
    if (!*event) return {};
    planned_.emplace(state.id, (*event)->core);
    jobs_.emplace_back(state.id,
                       [cases = cases_, point = *point](const Case& now) { return decide_carry(*cases, now, point); });
    return {};
  }

  void commit() {
    for (const auto& [id, refusal] : run_for_each(app_, std::move(jobs_))) {
      planned_.erase(id);
      if (refusal.code != RefusalCode::rule_not_met) refused(id, refusal);
    }
    for (const auto& [id, core] : planned_) count(core, report_);
  }

  void refused(CaseId id, const Refusal& refusal) {
    ++report_.refused;
    spdlog::warn("carrying over: {} stays as it is: {} {}", case_no_of(app_, id), to_string(refusal.code),
                 refusal.detail);
  }

  App& app_;
  CasesPtr cases_;
  CarryReport& report_;
  std::map<CaseId, Event> planned_;
  std::vector<std::pair<CaseId, CaseDecision>> jobs_;
};

std::vector<CaseId> cut(const std::vector<CaseId>& ids, size_t from, size_t count_max) {
  const size_t end = std::min(ids.size(), from + count_max);
  return {ids.begin() + static_cast<std::ptrdiff_t>(from), ids.begin() + static_cast<std::ptrdiff_t>(end)};
}

// Looks at one case as adopting would see it.
class Outlook {
 public:
  Outlook(App& app, CasesPtr cases, CarryForecast& forecast)
      : app_(app), cases_(std::move(cases)), forecast_(forecast) {}

  void look_at(const Case& state) {
    ++forecast_.report.looked_at;
    const auto point = cases_->point_of(state);
    const auto event = point ? cases_->adapted(state, *point) : std::unexpected(point.error());
    if (!event) return stranded(state, event.error().detail);
    if (!*event) return;
    count((*event)->core, forecast_.report);
    const auto& place = (*event)->core.changes.place;
    if (!place || state.place.street.empty()) return;
    if (place->street.empty()) return stranded(state, "no place of its own is left");
    if (!state.place.grid.empty() && place->grid.empty()) stranded(state, "it would lie in no grid");
  }

 private:
  void stranded(const Case& state, std::string detail) {
    ++forecast_.stranded_count;
    if (forecast_.stranded.size() == kStrandedMax) return;
    forecast_.stranded.push_back({case_no_of(app_, state.id), deepest(state.place), std::move(detail)});
  }

  App& app_;
  CasesPtr cases_;
  CarryForecast& forecast_;
};

bool unit_ended_between(const Definitions& today, LocalDate from, LocalDate until) {
  return std::ranges::any_of(today.units.all(), [&](const Unit& unit) {
    return unit.valid_until && from <= *unit.valid_until && *unit.valid_until < until;
  });
}

}  // namespace

CaseCarrier::CaseCarrier(App& app, std::shared_ptr<const CarriedCases> cases, std::vector<CaseId> ids)
    : app_(&app), cases_(std::move(cases)), ids_(std::move(ids)) {
  report_.edition = cases_->next().edition;
}

Result<CaseCarrier> CaseCarrier::start(App& app) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  auto cases = CarriedCases::towards(app, today, nullptr);
  if (!cases) return std::unexpected(cases.error());
  auto ids = app.store().open_cases();
  if (!ids) return std::unexpected(ids.error());
  return CaseCarrier{app, std::move(*cases), std::move(*ids)};
}

Result<bool> CaseCarrier::step(size_t cases_max) {
  const size_t end = std::min(ids_.size(), next_ + cases_max);
  while (next_ < end) {
    const auto ids = cut(ids_, next_, std::min(kBatchCases, end - next_));
    if (auto ok = Piece{*app_, cases_, report_}.run(ids); !ok) return std::unexpected(ok.error());
    next_ += ids.size();
  }
  if (next_ < ids_.size()) return true;
  const auto& today = cases_->next();
  if (auto saved = app_->store().save_carried({today.edition, local_date(*app_, today)}); !saved) {
    return std::unexpected(saved.error());
  }
  report_.complete = true;
  return false;
}

Result<CarryReport> carry_over(App& app, const Progress& progress) {
  auto carrier = CaseCarrier::start(app);
  if (!carrier) return std::unexpected(carrier.error());
  for (bool more = true; more;) {
    auto stepped = carrier->step(kBatchCases);
    if (!stepped) return std::unexpected(stepped.error());
    more = *stepped;
    const bool goes_on = !progress || progress(carrier->report().looked_at, carrier->total());
    if (!goes_on) break;
  }
  return carrier->report();
}

Result<CarryForecast> forecast_carry(App& app, const Definitions& next, const std::string& manifest,
                                     const Progress& progress) {
  auto numbered = std::make_shared<Definitions>(next);
  numbered->edition = app.newest_edition() + 1;
  auto cases = CarriedCases::towards(app, numbered, &manifest);
  if (!cases) return std::unexpected(cases.error());
  const auto ids = app.store().open_cases();
  if (!ids) return std::unexpected(ids.error());
  CarryForecast forecast;
  forecast.report.edition = numbered->edition;
  Outlook outlook{app, std::move(*cases), forecast};
  for (size_t from = 0; from < ids->size(); from += kBatchCases) {
    const auto states = app.store().find_cases(cut(*ids, from, kBatchCases));
    if (!states) return std::unexpected(states.error());
    for (const Case& state : *states) outlook.look_at(state);
    if (progress && !progress(forecast.report.looked_at, static_cast<int64_t>(ids->size()))) return forecast;
  }
  forecast.report.complete = true;
  return forecast;
}

Result<bool> DefinitionsFollower::is_behind() {
  const auto today = app_.definitions();
  if (!today) return false;
  if (!followed_) {
    auto carried = app_.store().carried();
    if (!carried) return std::unexpected(carried.error());
    followed_ = *carried;
  }
  const Carried now{today->edition, local_date(app_, *today)};
  const bool behind = followed_->edition != now.edition || unit_ended_between(*today, followed_->day, now.day);
  if (!behind) followed_->day = now.day;
  return behind;
}

Result<bool> DefinitionsFollower::round() {
  const auto newest = app_.store().newest_edition();
  if (!newest) return std::unexpected(newest.error());
  if (*newest > app_.newest_edition()) {
    if (auto loaded = app_.load_editions(); !loaded) return std::unexpected(loaded.error());
  }
  if (!carrier_) {
    const auto behind = is_behind();
    if (!behind || !*behind) return behind;
    auto carrier = CaseCarrier::start(app_);
    if (!carrier) return std::unexpected(carrier.error());
    const auto today = app_.definitions();
    followed_ = Carried{carrier->report().edition, local_date(app_, *today)};
    carrier_ = std::move(*carrier);
  }
  auto more = carrier_->step(kCasesARound);
  if (!more) {
    followed_.reset();  // what the store has noted tells where to begin again
    carrier_.reset();
    return more;
  }
  if (*more) return true;
  const auto report = carrier_->report();
  carrier_.reset();
  spdlog::info("definitions: edition {}: {} of {} open cases moved", report.edition, report.moved, report.looked_at);
  return false;
}

}  // namespace huiyin
