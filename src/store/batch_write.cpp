// The second half of a batch: events encoded and applied, rows queued, the commit.
#include <algorithm>

#include "store/batch.h"
#include "store/case_row.h"

namespace huiyin {
namespace {

constexpr size_t kBurstMax = 4'096;  // statements in one round trip
constexpr Key32 kNoKey{};            // events without a private part are encoded without looking at the key

}  // namespace

void Batch::queue(Sql statement, Params params) {
  connection_.queue(statement, params);
  ++queued_count_;
}

Result<void> Batch::drain() {
  if (queued_count_ < kBurstMax) return {};
  queued_count_ = 0;
  const auto answers = connection_.flush();
  if (!answers) return std::unexpected(answers.error());
  return {};
}

Result<void> Batch::open_key(CaseId id, Slot& slot) {
  if (slot.key) return {};
  if (slot.wrapped.bytes.empty()) {
    return refuse(RefusalCode::rule_not_met, "the private part of this case was erased; nothing private can be added");
  }
  auto key = unwrap(slot.wrapped, id, settings_.keys);
  if (!key) return std::unexpected(key.error());
  slot.key = *key;
  return {};
}

// Everything that can be refused is refused here, before the first row is queued.
Result<void> Batch::check(const Draft& draft) {
  if (draft.events.empty()) {
    const bool wants_case = draft.new_case_key || draft.contact_plain || draft.erase;
    if (wants_case) return refuse(RefusalCode::wrong_use, "a draft without events has no case to open, seal or erase");
    return {};
  }
  const CaseId first = draft.events.front().core.case_id;
  if (draft.new_case_key) {
    auto& slot = slots_[first];
    if (slot.state.n > 0) return refuse(RefusalCode::wrong_use, "a case of this id is there already");
    slot.key = draft.new_case_key;
  }
  for (const auto& event : draft.events) {
    const CaseId id = event.core.case_id;
    const bool opens = draft.new_case_key && id == first;
    auto slot = opens ? slot_of(id) : known_slot(id);
    if (!slot) return std::unexpected(slot.error());
    const bool seals = !event.secret.empty() || (id == first && draft.contact_plain);
    if (!seals) continue;
    if (auto ok = open_key(id, **slot); !ok) return ok;
  }
  return {};
}

Result<Outcome> Batch::write(WriteJob& job, Draft& draft, std::vector<Case> states) {
  if (auto ok = check(draft); !ok) return std::unexpected(ok.error());
  Outcome outcome;
  if (draft.events.empty()) outcome.states = std::move(states);
  for (auto& event : draft.events) {
    const auto& after = append(event);
    const auto known = std::ranges::find(outcome.states, after.id, &Case::id);
    known == outcome.states.end() ? outcome.states.push_back(after) : void(*known = after);
  }
  if (!draft.events.empty()) write_first_case(draft);
  for (const auto& message : draft.outbox) {
    const auto once = message.unique.empty() ? Param{nullptr} : Param{message.unique};
    queue(Sql::queue_message, {message.kind, once, message.case_id, message.body, now_at_ms_});
  }
  if (job.beside) {
    if (auto ok = run_beside(job); !ok) return std::unexpected(ok.error());
  }
  outcome.log_seq = log_seq_;
  return outcome;
}

// The rows beside are the job's own SQL: what fails there fails the batch, which is then halved.
Result<void> Batch::run_beside(WriteJob& job) {
  queued_count_ = 0;
  if (auto flushed = connection_.flush(); !flushed) return std::unexpected(failed_.emplace(flushed.error()));
  auto ok = job.beside(connection_);
  if (!ok) failed_ = ok.error();
  return ok;
}

const Case& Batch::append(DraftEvent& event) {
  const CaseId id = event.core.case_id;
  auto& slot = slots_.at(id);
  event.core.n = slot.state.n + 1;
  auto encoded = encode(event, slot.head, slot.key ? *slot.key : kNoKey);
  auto after = apply(slot.state, event.core);
  for (auto& move : tally_moves(slot.state, after, event.core, settings_.zone)) {
    moves_[{std::move(move.name), std::move(move.period), std::move(move.subject), std::move(move.measure)}] +=
        move.delta;
  }
  slot.state = std::move(after);
  slot.head = encoded.hash;
  slot.touched = true;
  running_ = advance_head(running_, encoded.hash);
  ++log_seq_;
  queue(Sql::insert_event,
        {log_seq_, id, event.core.n, Param::bytes(encoded.core), Param::bytes_or_null(encoded.sealed)});
  last_core_ = std::move(encoded.core);
  return slot.state;
}

void Batch::write_first_case(const Draft& draft) {
  const CaseId id = draft.events.front().core.case_id;
  auto& slot = slots_.at(id);
  if (draft.new_case_key) {
    slot.wrapped = wrap(*draft.new_case_key, id, settings_.keys);
    queue(Sql::insert_case_key, {id, slot.wrapped.master, Param::bytes(slot.wrapped.bytes)});
  }
  if (draft.contact_plain) {
    const auto sealed = seal_bytes(*draft.contact_plain, id, "contact", *slot.key);
    const auto blind = draft.contact_blind == 0 ? Param{nullptr} : Param{draft.contact_blind};
    queue(Sql::save_contact, {id, Param::bytes(sealed), blind});
  }
  if (draft.import_key) queue(Sql::insert_import_key, {draft.import_key->source, draft.import_key->number, id});
  if (draft.erase) erase(id, slot);
}

void Batch::erase(CaseId id, Slot& slot) {
  slot.key.reset();
  slot.wrapped = {};
  queue(Sql::erase_case_key, {id});
  queue(Sql::erase_contact, {id});
  queue(Sql::erase_sealed, {id});
}

void Batch::queue_case(CaseId id, Slot& slot) {
  const CaseRow row{slot.state, *slot.head};
  if (slot.stored) {
    const auto update = narrowest_update(row, slot.stored_indexed, indexed(slot.state));
    queue(update.statement, update.params);
  } else {
    queue(Sql::insert_case, row.params());
  }
  queue_parties(connection_, id, slot.stored_parties, slot.state.parties);
}

void Batch::queue_tallies() {
  for (const auto& [key, delta] : moves_) {
    if (delta != 0) queue(Sql::move_tally, {key.name, key.period, key.subject, key.measure, delta});
  }
}

Result<void> Batch::finish(std::span<const Note> notes) {
  for (auto& [id, slot] : slots_) {
    if (slot.touched && id != 0) queue_case(id, slot);
  }
  queue_tallies();
  if (log_seq_ != first_log_seq_) queue(Sql::update_head, {log_seq_, Param::bytes(running_)});
  for (const auto& note : notes) note(connection_);
  commit_sent_ = true;
  connection_.queue_commit();
  const auto answers = connection_.flush();
  if (!answers) return std::unexpected(answers.error());
  return {};
}

}  // namespace huiyin
