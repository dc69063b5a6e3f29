#include "store/writer.h"

#include <chrono>
#include <exception>
#include <future>
#include <iterator>
#include <utility>

namespace huiyin {
namespace {

constexpr int64_t kSweepEveryMs = kMinuteMs;
constexpr size_t kNotesMax = 1'024;  // a commit

std::unexpected<Refusal> closing() {
  return refuse(RefusalCode::store_unavailable, "the store is closing; retry later");
}

int64_t steady_ms() {
  const auto since = std::chrono::steady_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

// Moves up to `count_max` items from the front of `queue`.
template <class Queued>
std::vector<Queued> take(std::deque<Queued>& queue, size_t count_max) {
  const auto count = static_cast<std::ptrdiff_t>(std::min(queue.size(), count_max));
  std::vector<Queued> taken{std::make_move_iterator(queue.begin()), std::make_move_iterator(queue.begin() + count)};
  queue.erase(queue.begin(), queue.begin() + count);
  return taken;
}

}  // namespace

Writer::Writer(std::unique_ptr<Connection> connection, WriterSettings settings, Store::Counters& counters,
               Checkpointer* checkpointer)
    : connection_(std::move(connection)),
      settings_(std::move(settings)),
      counters_(counters),
      checkpointer_(checkpointer),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  stop();
}

template <class Queued>
bool Writer::accept(std::deque<Queued>& queue, Queued& item) {
  {
    const std::lock_guard lock{mutex_};
    if (stopping_) return false;
    queue.push_back(std::move(item));
  }
  arrived_.notify_one();
  return true;
}

void Writer::submit(Job job, std::function<void(Result<Outcome>)> done, WriteTask beside) {
  QueuedJob queued{{std::move(job), std::nullopt, std::move(beside)}, std::move(done)};
  if (!accept(jobs_, queued)) queued.done(closing());
}

void Writer::add_note(Note note) {
  if (!accept(notes_, note)) ++counters_.failures;
}

void Writer::submit_task(WriteTask task, std::function<void(Result<void>)> done) {
  QueuedTask queued{std::move(task), std::move(done)};
  if (!accept(tasks_, queued)) queued.done(closing());
}

Result<void> Writer::run_task(WriteTask task) {
  std::promise<Result<void>> answer;
  submit_task(std::move(task), [&](Result<void> result) { answer.set_value(std::move(result)); });
  return answer.get_future().get();
}

Result<void> Writer::load(std::vector<Draft> drafts) {
  std::promise<Result<void>> answer;
  QueuedLoad queued{{}, [&](Result<void> result) { answer.set_value(std::move(result)); }};
  queued.jobs.reserve(drafts.size());
  for (auto& draft : drafts) queued.jobs.push_back({{}, std::move(draft), {}});
  if (!accept(loads_, queued)) return closing();
  return answer.get_future().get();
}

void Writer::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  arrived_.notify_one();
  if (thread_.joinable()) thread_.join();
  answerer_.reset();  // after the last answer
}

void Writer::loop() {
  for (auto work = wait_for_work(); !work.empty(); work = wait_for_work()) {
    // With the jobs' own commit, unless somebody waits for a task handed over after them.
    const bool rides = !work.jobs.empty() && work.tasks.empty() && work.loads.empty();
    if (!rides) run_notes(std::exchange(work.notes, {}));
    if (!work.tasks.empty()) run_tasks(work.tasks);
    for (auto& load : work.loads) run_load(load);
    if (!work.jobs.empty()) run_jobs(std::move(work.jobs), work.notes);
    counters_.statements = connection_->statements_count();
  }
}

// Empty only when stopping and nothing is left.
Writer::Work Writer::wait_for_work() {
  std::unique_lock lock{mutex_};
  arrived_.wait(
      lock, [this] { return stopping_ || !jobs_.empty() || !tasks_.empty() || !loads_.empty() || !notes_.empty(); });
  return {take(tasks_, settings_.batch_max), take(loads_, 1), take(jobs_, settings_.batch_max),
          take(notes_, kNotesMax)};
}

Result<void> Writer::try_tasks(std::span<QueuedTask> tasks) {
  auto ok = connection_->begin(Access::write);
  for (auto& task : tasks) {
    if (ok) ok = task.task(*connection_);
  }
  if (ok) ok = connection_->commit();
  if (!ok) connection_->rollback();
  return ok;
}

void Writer::run_tasks(std::span<QueuedTask> tasks) {
  auto ok = try_tasks(tasks);
  // What failed with a session lost before its commit was sent is tried once more; a task may run twice.
  if (!ok && connection_->lost()) ok = try_tasks(tasks);
  if (ok) after_commit();
  if (ok || tasks.size() == 1 || ok.error().code == RefusalCode::store_unavailable) {
    for (auto& task : tasks) task.done(ok);
    return;
  }
  run_tasks(tasks.first(tasks.size() / 2));
  run_tasks(tasks.subspan(tasks.size() / 2));
}

void Writer::run_load(QueuedLoad& load) {
  std::vector<WriteJob*> jobs;
  jobs.reserve(load.jobs.size());
  for (auto& job : load.jobs) jobs.push_back(&job);
  std::vector<Result<Outcome>> answers(jobs.size());
  load.done(attempt(jobs, answers, {}, Sharing::all_or_nothing));
}

void Writer::run_notes(std::span<const Note> notes) {
  if (notes.empty()) return;
  QueuedTask all{[notes](Connection& connection) -> Result<void> {
                   for (const auto& note : notes) note(connection);
                   const auto written = connection.flush();
                   if (!written) return std::unexpected(written.error());
                   return {};
                 },
                 [this, notes](Result<void> ok) {
                   if (!ok) counters_.failures += static_cast<int64_t>(notes.size());
                 }};
  run_tasks({&all, 1});
}

void Writer::run_jobs(std::vector<QueuedJob> queued, std::span<const Note> notes) {
  std::vector<WriteJob*> jobs;
  jobs.reserve(queued.size());
  for (auto& item : queued) jobs.push_back(&item.job);
  std::vector<Result<Outcome>> answers(jobs.size());
  settle(jobs, answers, notes);
  answerer_->post([queued = std::move(queued), answers = std::move(answers)]() mutable {
    for (size_t index = 0; index < queued.size(); ++index) queued[index].done(std::move(answers[index]));
  });
}

void Writer::settle(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers, std::span<const Note> notes) {
  const auto ok = attempt(jobs, answers, notes, Sharing::each_for_itself);
  if (ok) return;
  run_notes(notes);
  if (jobs.size() == 1 || ok.error().code == RefusalCode::store_unavailable) {
    for (auto& answer : answers) answer = std::unexpected(ok.error());
    return;
  }
  const size_t half = jobs.size() / 2;
  settle(jobs.first(half), answers.first(half), {});
  settle(jobs.subspan(half), answers.subspan(half), {});
}

Result<void> Writer::run_guarded(Batch& batch, std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers,
                                 std::span<const Note> notes, Sharing sharing, int64_t now_at_ms) {
  const bool sweeps = now_at_ms - swept_at_ms_ >= kSweepEveryMs;
  try {
    auto ok = batch.run(jobs, answers, notes, sharing == Sharing::all_or_nothing, sweeps);
    if (ok && sweeps) swept_at_ms_ = now_at_ms;
    return ok;
  } catch (const std::exception& error) {
    return refuse(RefusalCode::corrupt, std::string{"a command failed unexpectedly: "} + error.what());
  }
}

Result<void> Writer::attempt(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers,
                             std::span<const Note> notes, Sharing sharing) {
  const int64_t started_at_ms = steady_ms();
  Result<void> ok;
  for (int trial = 0; trial < 2; ++trial) {
    const int64_t now_at_ms = settings_.now_at_ms();
    Batch batch{*connection_, settings_, now_at_ms};
    ok = run_guarded(batch, jobs, answers, notes, sharing, now_at_ms);
    if (!ok) {
      connection_->rollback();
      ++counters_.failures;
      if (!connection_->lost()) return ok;
      // A new connection tells whether the commit arrived; if it did not, the batch is run again on it.
      const auto committed = batch.commit_sent() ? batch.was_committed() : Result<bool>{false};
      if (!committed) return ok;
      if (!*committed) continue;
    }
    after_commit();
    counters_.jobs += static_cast<int64_t>(jobs.size());
    counters_.events += batch.events_count();
    counters_.batch_ms_total += steady_ms() - started_at_ms;
    return {};
  }
  return ok;
}

void Writer::after_commit() {
  ++counters_.commits;
  if (checkpointer_) checkpointer_->after_commit(*connection_);
}

}  // namespace huiyin
