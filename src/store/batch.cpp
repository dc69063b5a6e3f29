#include "store/batch.h"

#include <algorithm>
#include <set>

#include "base/json.h"
#include "store/case_row.h"

namespace huiyin {
namespace {

constexpr int64_t kIdempotencySweepMax = 1'000;

Hash principal_key_of(const Idempotency& idempotency) {
  std::string text = idempotency.principal;
  text += '\0';
  text += idempotency.key;
  return sha256(text);
}

std::vector<CaseId> cases_needed(std::span<WriteJob* const> jobs) {
  std::set<CaseId> ids;
  for (const auto* job : jobs) {
    ids.insert(job->job.needs.begin(), job->job.needs.end());
    if (!job->ready || job->ready->new_case_key) continue;
    for (const auto& event : job->ready->events) ids.insert(event.core.case_id);
  }
  return {ids.begin(), ids.end()};
}

}  // namespace

Batch::Batch(Connection& connection, const WriterSettings& settings, int64_t now_at_ms)
    : connection_(connection), settings_(settings), now_at_ms_(now_at_ms) {}

Result<void> Batch::run(std::span<WriteJob* const> jobs, std::span<Result<Outcome>> answers,
                        std::span<const Note> notes, bool all_or_nothing, bool sweeps_idempotency) {
  if (auto ok = prefetch(jobs, sweeps_idempotency); !ok) return ok;
  for (size_t index = 0; index < jobs.size(); ++index) {
    answers[index] = decide(*jobs[index]);
    if (failed_) return std::unexpected(*failed_);
    if (!answers[index] && all_or_nothing) return std::unexpected(answers[index].error());
    if (auto ok = drain(); !ok) return ok;
  }
  return finish(notes);
}

Result<void> Batch::prefetch(std::span<WriteJob* const> jobs, bool sweeps_idempotency) {
  const auto ids = cases_needed(jobs);
  connection_.queue_begin(Access::write);
  connection_.queue(Sql::lock_head);
  if (sweeps_idempotency) connection_.queue(Sql::sweep_idempotency, {now_at_ms_, kIdempotencySweepMax});
  for (const CaseId id : ids)
    id == 0 ? connection_.queue(Sql::last_site_event) : connection_.queue(Sql::fetch_case, {id});
  for (const auto* job : jobs) {
    if (!job->job.idempotency) continue;
    connection_.queue(Sql::find_idempotency, {Param::bytes(principal_key_of(*job->job.idempotency)), now_at_ms_});
  }
  const auto answers = connection_.flush();
  if (!answers) return std::unexpected(answers.error());
  if ((*answers)[1].empty()) return refuse(RefusalCode::corrupt, "the store has lost its head row");
  const auto head = (*answers)[1].front();
  first_log_seq_ = log_seq_ = head.integer(0);
  const auto running = hash_of_bytes(head.view(1));
  if (!running) return std::unexpected(running.error());
  running_ = *running;
  return read_prefetched(jobs, ids, *answers, sweeps_idempotency ? 3 : 2);
}

Result<void> Batch::read_prefetched(std::span<WriteJob* const> jobs, const std::vector<CaseId>& ids,
                                    const std::vector<Rows>& answers, size_t first) {
  for (const CaseId id : ids) {
    if (auto ok = fill_slot(id, answers[first++]); !ok) return ok;
  }
  for (const auto* job : jobs) {
    if (!job->job.idempotency) continue;
    const auto& rows = answers[first++];
    if (rows.empty()) continue;
    const auto body_hash = hash_of_bytes(rows.front().view(0));
    if (!body_hash) return std::unexpected(body_hash.error());
    remembered_[principal_key_of(*job->job.idempotency)] = {*body_hash, rows.front().integer(1)};
  }
  return {};
}

Result<void> Batch::fill_slot(CaseId id, const Rows& rows) {
  auto& slot = slots_[id];
  if (rows.empty()) return {};
  const auto row = rows.front();
  if (id == 0) {
    slot.state.n = row.integer(0);
    slot.head = sha256(row.view(1));
    return {};
  }
  auto state = case_of_body(row.view(0));
  if (!state) return std::unexpected(state.error());
  const auto head = hash_of_bytes(row.view(1));
  if (!head) return std::unexpected(head.error());
  slot.state = std::move(*state);
  slot.stored_parties = slot.state.parties;
  slot.stored_indexed = indexed(slot.state);
  slot.head = *head;
  slot.wrapped = {row.text(2), row.text(3)};
  slot.stored = true;
  return {};
}

// A case the job did not name beforehand costs a round trip of its own.
Result<Batch::Slot*> Batch::slot_of(CaseId id) {
  if (const auto found = slots_.find(id); found != slots_.end()) return &found->second;
  id == 0 ? connection_.queue(Sql::last_site_event) : connection_.queue(Sql::fetch_case, {id});
  queued_count_ = 0;
  const auto answers = connection_.flush();
  if (!answers) return std::unexpected(failed_.emplace(answers.error()));
  if (auto ok = fill_slot(id, answers->back()); !ok) return std::unexpected(ok.error());
  return &slots_.at(id);
}

Result<Batch::Slot*> Batch::known_slot(CaseId id) {
  auto slot = slot_of(id);
  if (slot && (*slot)->state.n == 0 && id != 0) return refuse(RefusalCode::unknown_case, "there is no such case");
  return slot;
}

Result<std::vector<Case>> Batch::states_of(const std::vector<CaseId>& needs) {
  std::vector<Case> states;
  states.reserve(needs.size());
  for (const CaseId id : needs) {
    const auto slot = known_slot(id);
    if (!slot) return std::unexpected(slot.error());
    states.push_back((*slot)->state);
  }
  return states;
}

Result<std::optional<Outcome>> Batch::replay(const Idempotency& idempotency, const Hash& principal_key) {
  const auto found = remembered_.find(principal_key);
  if (found == remembered_.end()) return std::nullopt;
  if (found->second.body_hash != idempotency.body_hash) {
    return refuse(RefusalCode::idempotency_reused, "this idempotency key was used with another body; take a new key");
  }
  Outcome outcome{.states = {}, .log_seq = log_seq_, .replayed = true};
  if (found->second.case_id != 0) {
    const auto slot = known_slot(found->second.case_id);
    if (!slot) return std::unexpected(slot.error());
    outcome.states.push_back((*slot)->state);
  }
  return outcome;
}

Result<Outcome> Batch::decide(WriteJob& job) {
  std::optional<Hash> principal_key;
  if (job.job.idempotency) {
    principal_key = principal_key_of(*job.job.idempotency);
    auto replayed = replay(*job.job.idempotency, *principal_key);
    if (!replayed) return std::unexpected(replayed.error());
    if (*replayed) return std::move(**replayed);
  }
  auto outcome = decide_and_write(job);
  if (!outcome || !principal_key) return outcome;
  const CaseId id = outcome->states.empty() ? 0 : outcome->states.front().id;
  const auto& body_hash = job.job.idempotency->body_hash;
  remembered_[*principal_key] = {body_hash, id};
  queue(Sql::save_idempotency,
        {Param::bytes(*principal_key), Param::bytes(body_hash), id, now_at_ms_ + kIdempotencyKeptMs});
  return outcome;
}

Result<Outcome> Batch::decide_and_write(WriteJob& job) {
  if (job.ready) return write(job, *job.ready, {});
  auto states = states_of(job.job.needs);
  if (!states) return std::unexpected(states.error());
  auto draft = job.job.decide(*states);
  if (!draft) return std::unexpected(std::move(draft.error()));
  return write(job, *draft, std::move(*states));
}

Result<bool> Batch::was_committed() const {
  if (last_core_.empty()) return false;
  // The row lock waits for the lost session's transaction, should the server still be at it.
  connection_.queue_begin(Access::write);
  connection_.queue(Sql::lock_head);
  connection_.queue(Sql::find_event, {log_seq_});
  const auto answers = connection_.flush();
  connection_.rollback();
  if (!answers) return std::unexpected(answers.error());
  const auto& rows = answers->back();
  return !rows.empty() && rows.front().view(0) == last_core_;
}

}  // namespace huiyin
