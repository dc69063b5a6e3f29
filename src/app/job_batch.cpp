#include "app/job_batch.h"

#include <condition_variable>
#include <memory>
#include <mutex>

namespace huiyin {

namespace {

// Jobs under way, shared with the thread that answers.
struct Waiting {
  std::mutex mutex;
  std::condition_variable settled;
  size_t open_count = 0;
  std::map<CaseId, Refusal> refused;

  void settle(CaseId id, const Result<Outcome>& outcome) {
    const std::scoped_lock lock{mutex};
    if (!outcome) refused.emplace(id, outcome.error());
    if (--open_count == 0) settled.notify_all();
  }
};

}  // namespace

std::map<CaseId, Refusal> run_for_each(App& app, std::vector<std::pair<CaseId, CaseDecision>> jobs) {
  const auto waiting = std::make_shared<Waiting>();
  waiting->open_count = jobs.size();
  for (auto& [case_id, decision] : jobs) {
    Job job;
    job.needs = {case_id};
    job.decide = [decide = std::move(decision)](const std::vector<Case>& states) { return decide(states.front()); };
    app.store().submit(std::move(job),
                       [waiting, id = case_id](const Result<Outcome>& outcome) { waiting->settle(id, outcome); });
  }
  std::unique_lock lock{waiting->mutex};
  waiting->settled.wait(lock, [&] { return waiting->open_count == 0; });
  return std::move(waiting->refused);
}

}  // namespace huiyin
