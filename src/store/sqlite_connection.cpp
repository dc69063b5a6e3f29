#include "store/sqlite_connection.h"

#include <fmt/format.h>

#include <cstdlib>

namespace huiyin {
namespace {

constexpr int kBusyTimeoutMs = 5'000;
constexpr size_t kTextsMax = 128;  // prepared texts made while running

// The write-ahead log is checkpointed by a thread of its own (checkpointer.h), never inside a commit.
constexpr const char* kSettings =
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA cache_size = -65536;"
    "PRAGMA temp_store = MEMORY;"
    "PRAGMA foreign_keys = ON;"
    "PRAGMA wal_autocheckpoint = 0;";

bool engine_is_away(int code) {
  switch (code & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_NOMEM:
    case SQLITE_PERM:
    case SQLITE_PROTOCOL:
    case SQLITE_INTERRUPT: return true;
    default: return false;
  }
}

void read_row(sqlite3_stmt* statement, int columns_count, Rows& rows) {
  for (int column = 0; column < columns_count; ++column) {
    switch (sqlite3_column_type(statement, column)) {
      case SQLITE_NULL: rows.add_null(); break;
      case SQLITE_INTEGER: rows.add_integer(sqlite3_column_int64(statement, column)); break;
      default: {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
        const auto size = static_cast<size_t>(sqlite3_column_bytes(statement, column));
        rows.add_bytes(size == 0 ? std::string_view{} : std::string_view{bytes, size});
      }
    }
  }
}

int bind_one(sqlite3_stmt* statement, int position, const Param& param) {
  const auto text = param.text();
  switch (param.kind()) {
    case Param::Kind::null: return sqlite3_bind_null(statement, position);
    case Param::Kind::integer: return sqlite3_bind_int64(statement, position, param.integer());
    case Param::Kind::text:
      return sqlite3_bind_text(statement, position, text.data() ? text.data() : "", static_cast<int>(text.size()),
                               SQLITE_STATIC);
    case Param::Kind::bytes:
      return sqlite3_bind_blob(statement, position, text.data() ? text.data() : "", static_cast<int>(text.size()),
                               SQLITE_STATIC);
  }
  return SQLITE_MISUSE;
}

}  // namespace

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& path, bool read_only) {
  sqlite3* database = nullptr;
  // A reader too opens for writing: WAL needs its shared memory. query_only holds it to reading.
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  std::unique_ptr<SqliteConnection> connection{new SqliteConnection(database)};
  if (code != SQLITE_OK) return connection->failure(path.c_str());
  if (auto ok = connection->configure(read_only); !ok) return std::unexpected(ok.error());
  return connection;
}

Result<void> SqliteConnection::configure(bool read_only) {
  sqlite3_extended_result_codes(database_, 1);
  sqlite3_busy_timeout(database_, kBusyTimeoutMs);
  if (auto ok = run_script(kSettings); !ok) return ok;
  // Only now: wal_autocheckpoint is itself kept in the hook.
  sqlite3_wal_hook(
      database_,
      [](void* self, sqlite3*, const char*, int pages) {
        static_cast<SqliteConnection*>(self)->wal_pages_ = pages;
        return SQLITE_OK;
      },
      this);
  return read_only ? run_script("PRAGMA query_only = ON;") : Result<void>{};
}

SqliteConnection::~SqliteConnection() {
  for (auto& prepared : named_) sqlite3_finalize(prepared.statement);
  for (auto& [sql, prepared] : texts_) sqlite3_finalize(prepared.statement);
  sqlite3_close_v2(database_);
}

std::unexpected<Refusal> SqliteConnection::failure(const char* doing) const {
  const int code = database_ ? sqlite3_extended_errcode(database_) : SQLITE_NOMEM;
  const char* message = database_ ? sqlite3_errmsg(database_) : "out of memory";
  return refuse(engine_is_away(code) ? RefusalCode::store_unavailable : RefusalCode::corrupt,
                fmt::format("SQLite: {} (code {}) in: {}", message, code, doing));
}

Result<SqliteConnection::Prepared> SqliteConnection::prepare(const char* sql) {
  Prepared prepared;
  if (sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared.statement, nullptr) != SQLITE_OK) {
    return failure(sql);
  }
  // SQLite numbers `$n` by first appearance, whatever n says; the name tells which parameter is meant.
  const int count = sqlite3_bind_parameter_count(prepared.statement);
  for (int position = 1; position <= count; ++position) {
    const char* name = sqlite3_bind_parameter_name(prepared.statement, position);
    prepared.ordinals.push_back(name ? std::atoi(name + 1) - 1 : -1);
  }
  return prepared;
}

Result<SqliteConnection::Prepared*> SqliteConnection::prepared(Sql statement) {
  if (named_.empty()) named_.resize(sql_texts().size());
  const auto index = static_cast<size_t>(statement);
  if (!named_[index].statement) {
    auto made = prepare(sql_texts()[index].text);
    if (!made) return std::unexpected(made.error());
    named_[index] = std::move(*made);
  }
  return &named_[index];
}

Result<SqliteConnection::Prepared*> SqliteConnection::prepared_text(const std::string& sql) {
  if (const auto found = texts_.find(sql); found != texts_.end()) return &found->second;
  if (texts_.size() >= kTextsMax) {
    for (auto& [text, old] : texts_) sqlite3_finalize(old.statement);
    texts_.clear();
  }
  auto made = prepare(sql.c_str());
  if (!made) return std::unexpected(made.error());
  return &texts_.emplace(sql, std::move(*made)).first->second;
}

Result<void> SqliteConnection::bind(const Prepared& prepared, const Params& params) {
  for (size_t index = 0; index < prepared.ordinals.size(); ++index) {
    const auto ordinal = static_cast<size_t>(prepared.ordinals[index]);
    if (ordinal >= params.size()) return refuse(RefusalCode::corrupt, "a statement lacks a parameter");
    if (bind_one(prepared.statement, static_cast<int>(index) + 1, params[ordinal]) != SQLITE_OK) {
      return failure(sqlite3_sql(prepared.statement));
    }
  }
  return {};
}

Result<Rows> SqliteConnection::step_through(const Prepared& prepared, const Params& params) {
  ++statements_count_;
  Rows rows;
  if (auto ok = bind(prepared, params); !ok) return std::unexpected(ok.error());
  const int columns_count = sqlite3_column_count(prepared.statement);
  rows.set_columns_count(static_cast<size_t>(columns_count));
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(prepared.statement)) == SQLITE_ROW) read_row(prepared.statement, columns_count, rows);
  if (code != SQLITE_DONE) {
    auto refused = failure(sqlite3_sql(prepared.statement));
    sqlite3_reset(prepared.statement);
    return refused;
  }
  sqlite3_reset(prepared.statement);
  rows.set_affected(sqlite3_changes64(database_));
  return rows;
}

void SqliteConnection::run(const Result<Prepared*>& prepared, const Params& params) {
  auto rows = prepared ? step_through(**prepared, params) : Result<Rows>{std::unexpected(prepared.error())};
  if (rows) {
    answers_.push_back(std::move(*rows));
  } else {
    failed_ = std::move(rows.error());
  }
}

void SqliteConnection::queue(Sql statement, Params params) {
  if (!failed_) run(prepared(statement), params);
}

void SqliteConnection::queue_text(const std::string& sql, Params params) {
  if (!failed_) run(prepared_text(sql), params);
}

Result<std::vector<Rows>> SqliteConnection::flush() {
  auto answers = std::exchange(answers_, {});
  if (auto failed = std::exchange(failed_, std::nullopt)) return std::unexpected(std::move(*failed));
  return answers;
}

void SqliteConnection::rollback() {
  static_cast<void>(flush());
  // A full disk may have rolled back by itself.
  if (!sqlite3_get_autocommit(database_)) static_cast<void>(query(Sql::rollback));
}

Result<void> SqliteConnection::run_script(const std::string& sql) {
  if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) return failure(sql.c_str());
  return {};
}

Result<std::unique_ptr<Connection>> connect_sqlite(const std::string& path, bool read_only) {
  auto opened = SqliteConnection::open(path, read_only);
  if (!opened) return std::unexpected(opened.error());
  return std::unique_ptr<Connection>{std::move(*opened)};
}

}  // namespace huiyin
