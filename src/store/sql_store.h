// The store over either engine. Writing goes through `writer_`, reading through `readers_`; the methods are spread over
// files by subject: sql_store.cpp (open, write), and read_*.cpp beside it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "store/case_serials.h"
#include "store/checkpointer.h"
#include "store/connection_pool.h"
#include "store/fresh.h"
#include "store/leader_lock.h"
#include "store/search_index.h"
#include "store/store.h"
#include "store/writer.h"

namespace huiyin {

class SqlStore final : public Store {
 public:
  static Result<std::unique_ptr<SqlStore>> open(StoreOptions options);
  explicit SqlStore(StoreOptions options);
  ~SqlStore() override;

  // Rows of the operational tables, in a transaction on the writer's thread; waits for the commit.
  Result<void> write(WriteTask task);

  void submit(Job job, std::function<void(Result<Outcome>)> done) override;
  Result<CaseId> next_case_id(LocalDate opened_on) override;
  Result<void> load(std::vector<Draft> drafts) override;
  Result<std::vector<CaseId>> imported(const std::string& source, const std::vector<std::string>& numbers) override;
  void stop() override;
  const Counters& counters() const override { return counters_; }
  Result<void> ping() override;

  Result<Case> find_case(CaseId id) override;
  Result<std::vector<StoredEvent>> events_of(CaseId id) override;
  Result<int64_t> last_log_seq() override;
  Result<std::vector<StoredEvent>> events_after(int64_t log_seq, size_t limit) override;
  Result<Key32> case_key(CaseId id) override;
  Result<std::optional<std::string>> contact(CaseId id) override;
  Result<Page> list(const CaseFilter& filter, CaseOrder order, const std::string& cursor, size_t limit,
                    int64_t now_at_ms) override;
  Result<std::vector<Case>> candidates(const std::string& grid, const std::string& category, int64_t since_ms,
                                       size_t limit) override;
  Result<std::vector<CaseId>> cases_of_blind(int64_t blind, int64_t since_ms) override;
  Result<std::vector<CaseId>> due_cases(int64_t now_at_ms, size_t limit) override;
  Result<std::vector<CaseId>> open_cases() override;
  Result<std::vector<Case>> find_cases(const std::vector<CaseId>& ids) override;
  Result<std::vector<CaseId>> search(const std::string& words, CaseId before, size_t limit) override;
  Result<bool> catch_up_search(size_t events_max) override;
  Result<std::vector<TallyRow>> tallies(const std::string& name, const std::string& period_from,
                                        const std::string& period_to, const std::string& subject) override;
  Result<std::vector<TallyRow>> tally_sums(const std::string& name, const std::string& period_from,
                                           const std::string& period_to) override;
  Result<Freeze> freeze(const std::string& month) override;
  Result<std::vector<Freeze>> freezes() override;
  Result<std::vector<TallyRow>> frozen_sums(const std::string& name, const std::string& period_from,
                                            const std::string& period_to) override;
  Result<std::vector<TakenSlot>> taken_slots(int64_t since_ms, int64_t before_ms) override;
  Result<VerifyReport> verify(const Progress& progress) override;
  Result<Edition> adopt(const std::vector<DefinitionFile>& files, int64_t effective_at_ms, const By& by,
                        int64_t after_edition = 0) override;
  Result<std::vector<Edition>> editions() override;
  Result<int64_t> newest_edition() override;
  Result<Carried> carried() override;
  Result<void> save_carried(const Carried& carried) override;
  Result<std::vector<DefinitionFile>> files_of(int64_t edition) override;
  Result<int64_t> save_account(const Account& account) override;
  Result<Account> find_account(const std::string& login) override;
  Result<Account> account(int64_t id) override;
  Result<std::vector<Account>> accounts() override;
  Result<void> save_session(const Session& session) override;
  Result<Session> find_session(const std::string& token_hash, int64_t now_at_ms) override;
  Result<void> drop_session(const std::string& token_hash) override;
  Result<std::vector<int64_t>> signed_in_accounts(int64_t now_at_ms) override;
  Result<void> save_api_key(const ApiKey& key) override;
  Result<ApiKey> find_api_key(const std::string& key_hash) override;
  Result<int64_t> expire(size_t rows_max) override;
  Result<std::vector<Case>> cases_with_contact(CaseId after, size_t limit) override;
  Result<void> drop_contacts(const std::vector<CaseId>& ids) override;
  Result<std::vector<Case>> supervised_cases(CaseId after, size_t limit) override;
  void audit(ReadAudit entry) override;
  Result<std::vector<ReadAudit>> audits(int64_t from_ms, int64_t to_ms, size_t limit) override;
  Result<std::vector<QueuedMessage>> outbox(size_t limit) override;
  Result<std::vector<QueuedMessage>> take_messages(const std::string& kind, int64_t now_at_ms, int64_t again_at_ms,
                                                   size_t limit) override;
  Result<void> settle_messages(const std::vector<MessageOutcome>& outcomes) override;
  Result<void> resend_message(int64_t id, int64_t now_at_ms) override;
  Result<void> expire_messages(const std::string& kind, int64_t before_ms, int64_t now_at_ms,
                               const std::string& why) override;
  Result<void> backup(const std::string& to, const Progress& progress) override;

 private:
  Result<void> start();
  Result<void> start_writing(std::unique_ptr<Connection> connection);
  Result<void> check_last_event();

  StoreOptions options_;
  Counters counters_;
  std::optional<LeaderLock> leader_;  // SQLite, unless read_only
  ConnectionPool readers_;
  Fresh<std::string, Session> sessions_;
  Fresh<int64_t, Account> accounts_;
  SearchIndex search_;
  std::unique_ptr<Checkpointer> checkpointer_;  // SQLite, unless read_only
  std::unique_ptr<Writer> writer_;              // none when read_only
  std::unique_ptr<CaseSerials> serials_;
};

}  // namespace huiyin
