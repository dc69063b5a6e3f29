// One transaction of the writer: the states its jobs need are fetched in one burst, the jobs decided in memory one
// after the other (each sees what those before it did), all rows and the commit sent in a second burst. Used by one
// thread.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "domain/tally.h"
#include "store/case_row.h"
#include "store/connection.h"
#include "store/store.h"

namespace huiyin {

struct WriterSettings {
  KeyRing keys;
  Zone zone = Zone::utc();
  size_t batch_max = 256;
  std::function<int64_t()> now_at_ms;  // never empty
};

// A job, or a draft made already (bulk loading), with rows of others beside it.
struct WriteJob {
  Job job;
  std::optional<Draft> ready;  // instead of job.decide
  std::function<Result<void>(Connection&)> beside;
};

// A row that nothing can refuse and nobody waits for (the audit of reads): queues its statement. May run twice.
using Note = std::function<void(Connection&)>;

struct TallyKey {
  std::string name;
  std::string period;
  std::string subject;
  std::string measure;
  auto operator<=>(const TallyKey&) const = default;
};

class Batch {
 public:
  static constexpr int64_t kIdempotencyKeptMs = 72 * kHourMs;

  Batch(Connection& connection, const WriterSettings& settings, int64_t now_at_ms);

  // Begins, decides every job, writes and commits. A refusal of the whole: nothing was written, roll back (but see
  // `commit_sent`). `answers` holds one answer for each job. all_or_nothing: one refused job refuses all. `notes` go
  // with the same commit.
  Result<void> run(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers, std::span<const Note> notes,
                   bool all_or_nothing, bool sweeps_idempotency);

  // After a connection lost while committing: was the batch committed after all? Asks on a new connection.
  Result<bool> was_committed() const;
  bool commit_sent() const { return commit_sent_; }
  int64_t events_count() const { return log_seq_ - first_log_seq_; }

 private:
  struct Slot {
    Case state;  // n = 0: no such case
    std::optional<Hash> head;
    WrappedKey wrapped;  // empty when new or erased
    std::optional<Key32> key;
    std::vector<Party> stored_parties;
    CaseIndexed stored_indexed;  // what the indexes hold of it
    bool stored = false;         // it has a case row
    bool touched = false;
  };
  struct Remembered {
    Hash body_hash{};
    CaseId case_id = 0;
  };

  Result<void> prefetch(std::span<WriteJob* const> jobs, bool sweeps_idempotency);
  Result<void> read_prefetched(std::span<WriteJob* const> jobs, const std::vector<CaseId>& ids,
                               const std::vector<Rows>& answers, size_t first);
  Result<void> fill_slot(CaseId id, const Rows& rows);
  Result<Slot*> slot_of(CaseId id);
  Result<Slot*> known_slot(CaseId id);
  Result<Outcome> decide(WriteJob& job);
  Result<std::optional<Outcome>> replay(const Idempotency& idempotency, const Hash& principal_key);
  Result<std::vector<Case>> states_of(const std::vector<CaseId>& needs);
  Result<Outcome> decide_and_write(WriteJob& job);
  Result<Outcome> write(WriteJob& job, Draft& draft, std::vector<Case> states);
  Result<void> check(const Draft& draft);
  Result<void> open_key(CaseId id, Slot& slot);
  Result<void> run_beside(WriteJob& job);
  const Case& append(DraftEvent& event);
  void write_first_case(const Draft& draft);
  void erase(CaseId id, Slot& slot);
  void queue(Sql statement, Params params);
  Result<void> finish(std::span<const Note> notes);
  Result<void> drain();
  void queue_case(CaseId id, Slot& slot);
  void queue_tallies();

  Connection& connection_;
  const WriterSettings& settings_;
  const int64_t now_at_ms_;
  int64_t first_log_seq_ = 0;
  int64_t log_seq_ = 0;
  Hash running_{};
  std::string last_core_;
  std::map<CaseId, Slot> slots_;  // by id: rows are written in key order
  std::map<Hash, Remembered> remembered_;
  std::map<TallyKey, int64_t> moves_;
  size_t queued_count_ = 0;
  std::optional<Refusal> failed_;  // of the whole batch
  bool commit_sent_ = false;
};

}  // namespace huiyin
