// SQLite as a Connection: WAL, synchronous=FULL. Statements are prepared once and bound by the number in `$n`.
#pragma once

#include <sqlite3.h>

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "store/connection.h"

namespace huiyin {

class SqliteConnection final : public Connection {
 public:
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& path, bool read_only);
  ~SqliteConnection() override;

  Engine engine() const override { return Engine::sqlite; }
  void queue(Sql statement, Params params) override;
  void queue_text(const std::string& sql, Params params) override;
  Result<std::vector<Rows>> flush() override;
  void rollback() override;
  Result<void> run_script(const std::string& sql) override;
  bool lost() const override { return false; }
  int64_t statements_count() const override { return statements_count_; }

  sqlite3* handle() const { return database_; }
  // Pages in the write-ahead log after this connection's last commit.
  int wal_pages() const { return wal_pages_; }

 private:
  struct Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> ordinals;  // position in the statement -> index into Params
  };

  explicit SqliteConnection(sqlite3* database) : database_(database) {}
  Result<void> configure(bool read_only);
  Result<Prepared> prepare(const char* sql);
  Result<Prepared*> prepared(Sql statement);
  Result<Prepared*> prepared_text(const std::string& sql);
  void run(const Result<Prepared*>& prepared, const Params& params);
  Result<Rows> step_through(const Prepared& prepared, const Params& params);
  Result<void> bind(const Prepared& prepared, const Params& params);
  std::unexpected<Refusal> failure(const char* doing) const;

  sqlite3* database_;
  std::vector<Prepared> named_;
  std::unordered_map<std::string, Prepared> texts_;
  std::vector<Rows> answers_;
  std::optional<Refusal> failed_;
  int64_t statements_count_ = 0;
  int wal_pages_ = 0;
};

Result<std::unique_ptr<Connection>> connect_sqlite(const std::string& path, bool read_only);

}  // namespace huiyin
