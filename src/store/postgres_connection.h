// PostgreSQL as a Connection: libpq in pipeline mode, statements prepared once per session, answers in binary.
// A lost session is opened anew by the next burst that does not belong to a lost transaction.
#pragma once

#include <libpq-fe.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/connection.h"

namespace huiyin {

class PostgresConnection final : public Connection {
 public:
  PostgresConnection(std::string url, bool read_only);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  Result<void> open();
  Engine engine() const override { return Engine::postgresql; }
  void queue(Sql statement, Params params) override;
  void queue_text(const std::string& sql, Params params) override;
  Result<std::vector<Rows>> flush() override;
  void rollback() override;
  Result<void> run_script(const std::string& sql) override;
  bool lost() const override { return session_ == nullptr; }
  int64_t statements_count() const override { return statements_count_; }

 private:
  enum class Readiness { unknown, asked, ready };
  struct Statement {
    std::string name;  // of the prepared statement, within the session
    Readiness readiness = Readiness::unknown;
  };
  struct Pending {
    Statement* preparing = nullptr;  // an answer to PREPARE; nullptr: to a statement
    bool commits = false;
  };

  void ensure_session();
  void send(Statement& statement, const char* sql, const Params& params, bool commits);
  void fill_slots(const Params& params);
  Result<Rows> read_answer(const Pending& pending);
  void drain_answer();
  void take(const Pending& pending, std::vector<Rows>& answers);
  void fail(Refusal refusal);
  void drop_session();
  Refusal session_refusal() const;

  std::string url_;
  bool read_only_;
  PGconn* session_ = nullptr;
  bool in_transaction_ = false;
  std::vector<Statement> named_;
  std::unordered_map<std::string, Statement> texts_;
  std::vector<Pending> pending_;
  std::optional<Refusal> failed_;
  int64_t statements_count_ = 0;
  // Slots of one statement's parameters, reused.
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
  std::vector<std::array<char, 24>> digits_;
};

Result<std::unique_ptr<Connection>> connect_postgres(const std::string& url, bool read_only);

}  // namespace huiyin
