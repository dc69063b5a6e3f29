#include "store/connection.h"

#include "store/postgres_connection.h"
#include "store/sqlite_connection.h"

namespace huiyin {
namespace {

constexpr std::string_view kSqliteScheme = "sqlite:";

Result<Rows> only(Result<std::vector<Rows>> answers) {
  if (!answers) return std::unexpected(std::move(answers.error()));
  return std::move(answers->front());
}

Result<void> dropped(const Result<Rows>& answer) {
  if (!answer) return std::unexpected(answer.error());
  return {};
}

}  // namespace

Result<Rows> Connection::query(Sql statement, Params params) {
  queue(statement, params);
  return only(flush());
}

Result<Rows> Connection::query_text(const std::string& sql, Params params) {
  queue_text(sql, params);
  return only(flush());
}

void Connection::queue_begin(Access access) {
  queue(access == Access::read ? Sql::begin_read : Sql::begin_write);
}

void Connection::queue_commit() {
  queue(Sql::commit);
}

Result<void> Connection::begin(Access access) {
  return dropped(query(access == Access::read ? Sql::begin_read : Sql::begin_write));
}

Result<void> Connection::commit() {
  return dropped(query(Sql::commit));
}

Result<Engine> engine_of(const std::string& url) {
  if (url.starts_with(kSqliteScheme)) return Engine::sqlite;
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return Engine::postgresql;
  return refuse(RefusalCode::wrong_use,
                "a store is \"sqlite:/path/file.db\" or \"postgresql://...\", not \"" + url + "\"");
}

std::string sqlite_path(const std::string& url) {
  return url.substr(kSqliteScheme.size());
}

Result<std::unique_ptr<Connection>> connect(const ConnectOptions& options) {
  const auto engine = engine_of(options.url);
  if (!engine) return std::unexpected(engine.error());
  if (*engine == Engine::sqlite) return connect_sqlite(sqlite_path(options.url), options.read_only);
  return connect_postgres(options.url, options.read_only);
}

}  // namespace huiyin
