// The store: one interface, SQLite and PostgreSQL behind it. Commands go through one group-committing writer; reads
// through a pool. Every method may be called from any thread. A lost database or full disk -> store_unavailable:
// nothing of that batch was done, later calls recover by themselves.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/case.h"
#include "domain/event.h"
#include "ledger/chain.h"
#include "ledger/keys.h"

namespace huiyin {

struct StoreOptions {
  std::string url;  // "sqlite:/path/file.db" or "postgresql://..."
  KeyRing keys;
  Zone zone = Zone::utc();  // dates of tallies and case ids
  size_t readers_count = 4;
  size_t batch_max = 256;  // commands per commit
  // Reading beside a running server (verify, backup): no leader, no migration; whatever writes -> store_unavailable.
  bool read_only = false;
  std::function<int64_t()> now_at_ms;  // for what expires here (idempotency, outbox); empty = the system's clock
};

struct Contact {
  std::string sealed;  // ledger seal_bytes, purpose "contact"
  int64_t blind = 0;   // blind index of the phone; 0 = none
};

// 72 hours; same principal and key with another body -> idempotency_reused.
struct Idempotency {
  std::string principal;  // account, receipt or client address class
  std::string key;
  Hash body_hash{};
};

struct OutboxMessage {
  std::string kind;    // sms, mail, webhook
  std::string unique;  // messages of one unique key are sent once; empty = always
  CaseId case_id = 0;
  std::string body;  // sealed or harmless JSON
};

// One that has not left yet.
struct QueuedMessage : OutboxMessage {
  static constexpr int64_t kGivenUp = 9'000'000'000'000'000;

  int64_t id = 0;
  int64_t attempts = 0;
  int64_t next_at_ms = 0;  // tried (again) from then on; kGivenUp: not before somebody says so
  std::string error;       // what the last attempt met
};

// What became of an attempt.
struct MessageOutcome {
  int64_t id = 0;
  int64_t done_at_ms = 0;  // it left; 0 = it did not
  int64_t next_at_ms = 0;
  std::string error;
};

// The number a new case had in the system it was imported from.
struct ImportKey {
  std::string source;
  std::string number;
};

// What one command writes. A new case brings its key; contact and outbox are optional.
struct Draft {
  std::vector<DraftEvent> events;
  std::optional<Key32> new_case_key;         // for events.front()'s case when it is new
  std::optional<std::string> contact_plain;  // sealed by the writer under the case's key
  int64_t contact_blind = 0;
  std::vector<OutboxMessage> outbox;
  std::optional<ImportKey> import_key;  // of events.front()'s case; one taken already -> corrupt
  bool erase = false;                   // destroy the key, contact and sealed parts of events.front()'s case
};

// One command as the writer runs it: loads `needs` (in this order; unknown -> unknown_case), calls `decide` with their
// states as of everything before it in the batch, writes, commits, then answers. `decide` may be called again
// when a batch is repeated, so it must be pure.
struct Job {
  std::vector<CaseId> needs;
  std::function<Result<Draft>(const std::vector<Case>&)> decide;
  std::optional<Idempotency> idempotency;
};

struct Outcome {
  std::vector<Case> states;  // after; one per event's case, first the command's own
  int64_t log_seq = 0;       // of the last event
  bool replayed = false;     // an idempotent repeat: states hold the case as it is now
};

struct StoredEvent {
  int64_t log_seq = 0;
  CaseId case_id = 0;
  int64_t n = 0;
  std::string core;
  std::string sealed;
};

struct CaseFilter {  // all given members must hold; empty = any
  std::string programme, state, category, street, community, grid, holder_unit, lead, party_unit, settled_as, phase;
  int64_t assignee = 0;
  bool overdue = false;  // next promise already past `now_at_ms`
  bool supervised = false;
  std::string scope;                    // a place prefix the reader is bound to
  std::vector<std::string> units;       // units the reader is bound to (holder, lead or party); empty = not bound
  std::vector<std::string> programmes;  // one of these; empty = any
  bool public_only = false;             // of `programmes`, which then names the public ones: none named, none shown
  int64_t opened_from_ms = 0, opened_before_ms = 0;
};
// newest: by case id, backwards. due: open cases; of one holder_unit by what was promised, otherwise by the next step
// of their clocks (cases whose clocks all rest are not in that one).
enum class CaseOrder { newest, due };
// One call looks at a bounded number of rows, so a page may be short, even empty, while there is a cursor: go on with
// it.
struct Page {
  std::vector<Case> cases;
  std::string next;  // cursor; empty at the end
};

struct TallyRow {
  std::string name, period, subject, measure;
  int64_t value = 0;
};

// A month whose flow tallies were kept as they stood: they count the log up to and with log_seq.
struct Freeze {
  std::string month;  // "2026-11"
  int64_t log_seq = 0;
  int64_t frozen_at_ms = 0;
};

struct VerifyReport {
  bool ok = true;
  int64_t events = 0, cases = 0;
  std::vector<std::string> faults;  // the first hundred, each naming case, event or log_seq
  int64_t taken = 0, in_hand = 0, closed = 0, refused = 0, transferred = 0, withdrawn = 0, merged = 0, supervised = 0;
};

// Cases of one programme opened within one quarter of an hour.
struct TakenSlot {
  std::string programme;
  int64_t starts_at_ms = 0;
  int64_t cases = 0;
  bool operator==(const TakenSlot&) const = default;
};

struct Account {
  int64_t id = 0;
  std::string login;
  std::string name;
  std::string password_hash;  // argon2id
  std::string posts_json;     // domain Post list
  bool disabled = false;
};
struct Session {
  std::string token_hash;  // SHA-256 hex of the token
  int64_t account = 0;
  int64_t expires_at_ms = 0;
};
struct ApiKey {
  std::string key_hash;
  std::string name;
  std::string posts_json;
  bool disabled = false;
};
// Staff reads, searches, exports, reveals: kept at least six months, never updated.
struct ReadAudit {
  int64_t at_ms = 0;
  int64_t account = 0;
  std::string action;   // read, search, export, reveal, list
  std::string subject;  // case number, or the query's shape
};

struct DefinitionFile {
  std::string path;  // within the site folder, e.g. "programmes/snap_report.yaml"
  std::string bytes;
};
struct Edition {
  int64_t edition = 0;
  int64_t effective_at_ms = 0;
  std::string manifest;  // JSON {path: sha256 hex}
};

// How far open cases have been carried over: to which edition, as of which local day. Edition 0: never.
struct Carried {
  int64_t edition = 0;
  LocalDate day;
};

using Progress = std::function<bool(int64_t done, int64_t total)>;  // returns false to stop

class Store {
 public:
  virtual ~Store() = default;

  // Opens, migrates to the newest schema, checks that every event format is known. Refuses a store newer than this
  // program (broken_definition) and a second program writing the same SQLite file (store_unavailable). Servers sharing
  // one PostgreSQL are ordered by its locks.
  static Result<std::unique_ptr<Store>> open(StoreOptions options);

  // --- writing -------------------------------------------------------------------------------------------------
  // `done` is called once, on the answering thread, after the commit (or the refusal), in commit order.
  virtual void submit(Job job, std::function<void(Result<Outcome>)> done) = 0;
  Result<Outcome> run(Job job);  // submit and wait
  // The next case id of that local date; ids are handed out in blocks, gaps are harmless.
  virtual Result<CaseId> next_case_id(LocalDate opened_on) = 0;
  // Bulk path for imports and simulations: many drafts of new or existing cases, one commit per call.
  virtual Result<void> load(std::vector<Draft> drafts) = 0;
  // For each number of another system the case it became; 0 = none yet.
  virtual Result<std::vector<CaseId>> imported(const std::string& source, const std::vector<std::string>& numbers) = 0;
  // Stops taking jobs, answers those taken, closes.
  virtual void stop() = 0;

  // --- cases ---------------------------------------------------------------------------------------------------
  virtual Result<Case> find_case(CaseId id) = 0;                      // unknown -> unknown_case
  virtual Result<std::vector<StoredEvent>> events_of(CaseId id) = 0;  // by n
  virtual Result<std::vector<StoredEvent>> events_after(int64_t log_seq, size_t limit) = 0;
  virtual Result<int64_t> last_log_seq() = 0;                         // 0 = nothing has happened yet
  virtual Result<Key32> case_key(CaseId id) = 0;                      // erased -> unknown_thing
  virtual Result<std::optional<std::string>> contact(CaseId id) = 0;  // opened
  // A bad cursor -> invalid_input. `limit` 1..200.
  virtual Result<Page> list(const CaseFilter& filter, CaseOrder order, const std::string& cursor, size_t limit,
                            int64_t now_at_ms) = 0;
  // Cases of one grid and category opened since, newest first, at most `limit`: candidates for repeats and duplicates.
  virtual Result<std::vector<Case>> candidates(const std::string& grid, const std::string& category, int64_t since_ms,
                                               size_t limit) = 0;
  virtual Result<std::vector<CaseId>> cases_of_blind(int64_t blind, int64_t since_ms) = 0;
  // Open and settled cases whose next clock step is at or before `now`, oldest first.
  virtual Result<std::vector<CaseId>> due_cases(int64_t now_at_ms, size_t limit) = 0;
  // All open cases, ascending; costs what is open.
  virtual Result<std::vector<CaseId>> open_cases() = 0;
  // The states of these cases, in this order; unknown -> unknown_case.
  virtual Result<std::vector<Case>> find_cases(const std::vector<CaseId>& ids) = 0;
  // Cases under supervision or proposed for it, whatever their phase, by id.
  virtual Result<std::vector<Case>> supervised_cases(CaseId after, size_t limit) = 0;
  // Newest cases whose masked words hold every term (a term of several bigrams as a phrase).
  virtual Result<std::vector<CaseId>> search(const std::string& words, CaseId before, size_t limit) = 0;
  // Brings the search file up to the log; true while there was something to do. Called by a background thread.
  virtual Result<bool> catch_up_search(size_t events_max) = 0;

  // --- numbers -------------------------------------------------------------------------------------------------
  virtual Result<std::vector<TallyRow>> tallies(const std::string& name, const std::string& period_from,
                                                const std::string& period_to, const std::string& subject) = 0;

  // The same summed over the periods: rows without a period.
  virtual Result<std::vector<TallyRow>> tally_sums(const std::string& name, const std::string& period_from,
                                                   const std::string& period_to) = 0;
  // Keeps the month's flow tallies as they stand now. A month frozen before stays as it is, and is answered. Not a
  // month -> invalid_input.
  virtual Result<Freeze> freeze(const std::string& month) = 0;
  virtual Result<std::vector<Freeze>> freezes() = 0;  // by month
  virtual Result<std::vector<TallyRow>> frozen_sums(const std::string& name, const std::string& period_from,
                                                    const std::string& period_to) = 0;

  // Cases opened since..before, by programme and quarter of an hour: the length no zone's hour begins within. Costs
  // every case of that time.
  virtual Result<std::vector<TakenSlot>> taken_slots(int64_t since_ms, int64_t before_ms) = 0;

  // --- proof ---------------------------------------------------------------------------------------------------
  // Rebuilds everything from event cores in bounded transactions; safe beside a running server.
  virtual Result<VerifyReport> verify(const Progress& progress) = 0;

  // --- definitions ---------------------------------------------------------------------------------------------
  // Stores the files content-addressed, adds an edition and the `adopted` event of case 0, in one commit.
  // `after_edition`: refuses with stale_version when the newest one is another; 0: whatever is there.
  virtual Result<Edition> adopt(const std::vector<DefinitionFile>& files, int64_t effective_at_ms, const By& by,
                                int64_t after_edition = 0) = 0;
  virtual Result<std::vector<Edition>> editions() = 0;
  virtual Result<int64_t> newest_edition() = 0;  // its number alone, cheap enough to ask every second; 0 = none yet
  virtual Result<Carried> carried() = 0;
  virtual Result<void> save_carried(const Carried& carried) = 0;
  virtual Result<std::vector<DefinitionFile>> files_of(int64_t edition) = 0;

  // --- people, keys, audit, outbox -----------------------------------------------------------------------------
  virtual Result<int64_t> save_account(const Account& account) = 0;    // id 0 = new; a taken login -> invalid_input
  virtual Result<Account> find_account(const std::string& login) = 0;  // unknown -> unknown_thing
  virtual Result<Account> account(int64_t id) = 0;
  virtual Result<std::vector<Account>> accounts() = 0;
  virtual Result<void> save_session(const Session& session) = 0;
  virtual Result<Session> find_session(const std::string& token_hash, int64_t now_at_ms) = 0;
  virtual Result<void> drop_session(const std::string& token_hash) = 0;
  // Those somebody is signed in to, ascending.
  virtual Result<std::vector<int64_t>> signed_in_accounts(int64_t now_at_ms) = 0;
  virtual Result<void> save_api_key(const ApiKey& key) = 0;
  virtual Result<ApiKey> find_api_key(const std::string& key_hash) = 0;
  // Deletes sessions and idempotency keys that have run out, at most `rows_max` of each; how many went.
  virtual Result<int64_t> expire(size_t rows_max) = 0;
  // Cases that still have a contact, by id; and what ends that.
  virtual Result<std::vector<Case>> cases_with_contact(CaseId after, size_t limit) = 0;
  virtual Result<void> drop_contacts(const std::vector<CaseId>& ids) = 0;
  virtual void audit(ReadAudit entry) = 0;  // queued, written with the next batch
  virtual Result<std::vector<ReadAudit>> audits(int64_t from_ms, int64_t to_ms, size_t limit) = 0;
  virtual Result<std::vector<QueuedMessage>> outbox(size_t limit) = 0;  // those that have not left, oldest first
  // Due messages of a kind for one sender, longest due first: each counts an attempt, and is not due again before
  // `again_at_ms`, whatever becomes of the sender.
  virtual Result<std::vector<QueuedMessage>> take_messages(const std::string& kind, int64_t now_at_ms,
                                                           int64_t again_at_ms, size_t limit) = 0;
  virtual Result<void> settle_messages(const std::vector<MessageOutcome>& outcomes) = 0;
  // Due at once, as if never tried. Unknown, or left already -> unknown_thing.
  virtual Result<void> resend_message(int64_t id, int64_t now_at_ms) = 0;
  // Closes those of a kind that were queued before then and never tried.
  virtual Result<void> expire_messages(const std::string& kind, int64_t before_ms, int64_t now_at_ms,
                                       const std::string& why) = 0;

  // --- whole ---------------------------------------------------------------------------------------------------
  // A consistent copy into the folder `to` while serving (keys are copied by app). Refuses a folder that is not empty.
  virtual Result<void> backup(const std::string& to, const Progress& progress) = 0;
  // Commits, statements, rows and bytes since the start, for /metrics and bench.
  struct Counters {
    std::atomic<int64_t> commits{0}, jobs{0}, events{0}, statements{0}, batch_ms_total{0}, failures{0};
  };
  virtual const Counters& counters() const = 0;
  virtual Result<void> ping() = 0;
};

// Restores a backup folder into an empty store. Not empty -> wrong_use.
Result<void> restore_store(const std::string& from, const StoreOptions& into, const Progress& progress);

}  // namespace huiyin
