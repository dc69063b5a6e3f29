// The one thread that writes. While one batch commits the next queues; nobody waits for company. Jobs of a batch share
// one commit and are answered after it; a refused job leaves nothing; a job whose rows the engine will not take is
// found by halving the batch and refused alone; while the engine is away everybody is told so.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/answerer.h"
#include "store/batch.h"
#include "store/checkpointer.h"
#include "store/connection.h"
#include "store/store.h"

namespace huiyin {

// Rows written beside events (accounts, sessions, audits, serials ...) in a transaction of the writer's. May run twice.
using WriteTask = std::function<Result<void>(Connection&)>;

class Writer {
 public:
  Writer(std::unique_ptr<Connection> connection, WriterSettings settings, Store::Counters& counters,
         Checkpointer* checkpointer);
  ~Writer();

  // Calls `done` on the answering thread. `beside` (may be empty) runs in the job's own transaction, after its rows.
  void submit(Job job, std::function<void(Result<Outcome>)> done, WriteTask beside = {});
  // Written with the next batch, or alone when none comes. Lost when the store is unavailable: counted as a failure.
  void add_note(Note note);
  void submit_task(WriteTask task, std::function<void(Result<void>)> done);
  Result<void> run_task(WriteTask task);
  // All drafts or none.
  Result<void> load(std::vector<Draft> drafts);
  // Answers what was taken, refuses what comes later. May be called twice.
  void stop();

 private:
  struct QueuedJob {
    WriteJob job;
    std::function<void(Result<Outcome>)> done;
  };
  struct QueuedTask {
    WriteTask task;
    std::function<void(Result<void>)> done;
  };
  struct QueuedLoad {
    std::vector<WriteJob> jobs;
    std::function<void(Result<void>)> done;
  };
  struct Work {
    std::vector<QueuedTask> tasks;
    std::vector<QueuedLoad> loads;
    std::vector<QueuedJob> jobs;
    std::vector<Note> notes;
    bool empty() const { return tasks.empty() && loads.empty() && jobs.empty() && notes.empty(); }
  };
  enum class Sharing { each_for_itself, all_or_nothing };

  void loop();
  Work wait_for_work();
  template <class Queued>
  bool accept(std::deque<Queued>& queue, Queued& item);
  void run_tasks(std::span<QueuedTask> tasks);
  Result<void> try_tasks(std::span<QueuedTask> tasks);
  void run_load(QueuedLoad& load);
  void run_jobs(std::vector<QueuedJob> jobs, std::span<const Note> notes);
  void run_notes(std::span<const Note> notes);
  void settle(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers, std::span<const Note> notes);
  Result<void> attempt(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers, std::span<const Note> notes,
                       Sharing sharing);
  Result<void> run_guarded(Batch& batch, std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers,
                           std::span<const Note> notes, Sharing sharing, int64_t now_at_ms);
  void after_commit();

  const std::unique_ptr<Connection> connection_;
  const WriterSettings settings_;
  Store::Counters& counters_;
  Checkpointer* const checkpointer_;  // nullptr: not SQLite
  int64_t swept_at_ms_ = 0;

  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<QueuedJob> jobs_;
  std::deque<QueuedTask> tasks_;
  std::deque<QueuedLoad> loads_;
  std::deque<Note> notes_;
  bool stopping_ = false;
  std::unique_ptr<Answerer> answerer_ = std::make_unique<Answerer>();  // none after stop
  std::thread thread_;
};

}  // namespace huiyin
