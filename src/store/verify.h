// Promise 4: every stored row recomputes from event cores. Three passes, each in bounded read transactions, so that a
// running server is neither held up nor mistaken for a fault:
//   the log      by log_seq up to the head of the first moment: dense, and its running head
//   the cases    by id: chain, head, private commitments, the row and its parties to the byte; tallies are summed here,
//                of events up to that same head only
//   the parties  by key: no row that no case has
// At the end the sums are compared with the tallies read together with the head, and those of frozen months with what
// the events up to their freeze make.
#pragma once

#include <map>
#include <span>
#include <string>

#include "store/batch.h"
#include "store/connection_pool.h"
#include "store/store.h"

namespace huiyin {

class Verifier {
 public:
  Verifier(ConnectionPool& readers, const StoreOptions& options, const Progress& progress)
      : readers_(readers), options_(options), progress_(progress) {}
  Result<VerifyReport> run();

 private:
  // Whole cases of one snapshot: their events by case and n, their rows, what their parties lack.
  struct Chunk {
    Rows events;
    size_t events_count = 0;  // of whole cases
    Rows rows;
    std::vector<std::string> party_faults;
    CaseId last_case = 0;
    bool ended = false;
  };
  struct Rebuilt {
    Case now;   // as of the last event read
    Case then;  // as of the head of the first moment
    Hash head{};
    int64_t last_log_seq = 0;
    std::vector<std::optional<Event>> events;  // as read; nothing where a core does not read
    bool has_private = false;
  };

  // verify.cpp
  Result<void> take_snapshot();
  Result<void> check_log();
  Result<void> check_party_rows();
  void take_frozen(const Rows& freezes, const Rows& frozen);
  void check_sums(const char* what, const std::map<TallyKey, int64_t>& stored,
                  const std::map<TallyKey, int64_t>& summed);
  void check_identity();
  void fault(std::string what);
  Result<void> advance(size_t count);
  // verify_cases.cpp
  Result<void> check_cases();
  Result<Chunk> read_chunk(CaseId after, size_t events_max);
  void check_chunk(const Chunk& chunk);
  Rebuilt rebuild(const Rows& events, size_t first, size_t last);
  void fold(const Rows::Row& stored, Rebuilt& rebuilt);
  void sum_up(std::vector<TallyMove> moves, int64_t log_seq);
  void check_link(const Rows::Row& stored, const Event& event, const Rebuilt& rebuilt);
  void check_row(const Rebuilt& rebuilt, const Rows::Row& row);
  void check_private(const Rows& events, size_t first, const Rebuilt& rebuilt, const Rows::Row& row);
  void check_sealed(const Rows::Row& stored, const Event& event, const Rebuilt& rebuilt,
                    const std::optional<Key32>& key);
  void count(const Case& state);

  ConnectionPool& readers_;
  const StoreOptions& options_;
  const Progress& progress_;
  VerifyReport report_;
  int64_t head_log_seq_ = 0;
  Hash running_{};
  std::map<TallyKey, int64_t> stored_tallies_;
  std::map<TallyKey, int64_t> summed_;
  std::map<std::string, int64_t, std::less<>> freezes_;  // month -> the last log_seq its figures count
  std::map<TallyKey, int64_t> stored_frozen_;
  std::map<TallyKey, int64_t> summed_frozen_;
  int64_t done_ = 0;
};

}  // namespace huiyin
