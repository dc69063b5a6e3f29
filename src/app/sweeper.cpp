#include "app/sweeper.h"

#include <spdlog/spdlog.h>

#include <map>
#include <set>

#include "app/caller.h"
#include "app/freeze_months.h"
#include "app/job_batch.h"
#include "app/notices.h"
#include "domain/decide.h"

namespace huiyin {

namespace {

constexpr size_t kBatchCases = 500;
constexpr int kVisitsMax = 3;
constexpr size_t kSearchEventsMax = 2'000;
constexpr int64_t kRoundsARetention = 30;

Result<Draft> decide_sweep(App& app, const Case& state) {
  const auto today = app.definitions();
  const auto ruling = app.edition(state.edition);
  if (!ruling) return std::unexpected(ruling.error());
  auto events = sweep(state, context_of(app, the_system().actor, today, *ruling));
  if (!events) return std::unexpected(events.error());
  if (events->empty()) return refuse(RefusalCode::rule_not_met, "nothing is due any more");
  Draft draft;
  draft.outbox = notices_of(app, *events);
  draft.erase = events->front().core.changes.erased.value_or(false);
  draft.events = std::move(*events);
  return draft;
}

// Sends one job a case and waits for all; the ids of those refused.
std::set<CaseId> sweep_batch(App& app, const std::vector<CaseId>& ids) {
  std::vector<std::pair<CaseId, CaseDecision>> jobs;
  for (const auto id : ids) {
    jobs.emplace_back(id, [&app](const Case& state) { return decide_sweep(app, state); });
  }
  std::set<CaseId> refused;
  for (const auto& [id, refusal] : run_for_each(app, std::move(jobs))) {
    refused.insert(id);
    spdlog::warn("sweep: {} refused: {} {}", case_no_of(app, id), to_string(refusal.code), refusal.detail);
  }
  return refused;
}

}  // namespace

Result<Swept> sweep_due(App& app) {
  Swept swept;
  std::set<CaseId> stuck;  // refused in this round, or due again at once: not asked again before the next
  std::map<CaseId, int> visits;
  for (;;) {
    const auto due = app.store().due_cases(app.now_at_ms(), kBatchCases + stuck.size());
    if (!due) return std::unexpected(due.error());
    std::vector<CaseId> ids;
    for (const auto id : *due) {
      if (stuck.contains(id)) continue;
      if (++visits[id] > kVisitsMax) {
        stuck.insert(id);
      } else {
        ids.push_back(id);
      }
    }
    if (ids.empty()) break;
    const auto refused = sweep_batch(app, ids);
    stuck.insert(refused.begin(), refused.end());
    swept.cases += static_cast<int64_t>(ids.size());
  }
  swept.refused = static_cast<int64_t>(stuck.size());
  return swept;
}

Sweeper::Sweeper(App& app, int64_t period_ms)
    : app_(app), follower_(app), retention_(app), work_(period_ms, [this] { round(); }) {}

void Sweeper::round() {
  if (const auto followed = follower_.round(); !followed) spdlog::warn("definitions: {}", followed.error().detail);
  if (const auto frozen = freeze_ended_months(app_); !frozen) spdlog::warn("freeze: {}", frozen.error().detail);
  if (const auto swept = sweep_due(app_); !swept) spdlog::warn("sweep: {}", swept.error().detail);
  if (const auto more = app_.store().catch_up_search(kSearchEventsMax); !more) {
    spdlog::warn("search: {}", more.error().detail);
  }
  if (rounds_count_ % kRoundsARetention == 0) {
    if (const auto expired = retention_.round(); !expired) spdlog::warn("retention: {}", expired.error().detail);
  }
  ++rounds_count_;
}

}  // namespace huiyin
