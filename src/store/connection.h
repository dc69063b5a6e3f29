// One connection to one engine, as the store's own code sees it: statements by name (src/store/sql), typed parameters,
// rows as values, bursts of statements in one round trip. Not thread-safe: a connection belongs to one thread at a
// time.
//
// Every failure is a Refusal: store_unavailable when the engine is not to be had (lost, full, read-only, busy) and the
// same call may work later; corrupt when these rows are not acceptable to the engine (a constraint, a bad value).
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/rows.h"
#include "store/sql_text.h"  // generated from src/store/sql by cmake/embed_sql.cmake: enum class Sql

namespace huiyin {

enum class Engine { sqlite, postgresql };

// One parameter. Text and bytes are looked at until the call returns, not longer.
class Param {
 public:
  enum class Kind { null, integer, text, bytes };

  Param(std::nullptr_t) {}  // NOLINT: implicit
  template <std::integral T>
  Param(T value) : kind_(Kind::integer), integer_(static_cast<int64_t>(value)) {}  // NOLINT: implicit
  Param(std::string_view text) : kind_(Kind::text), text_(text) {}                 // NOLINT: implicit
  Param(const std::string& text) : kind_(Kind::text), text_(text) {}               // NOLINT: implicit
  Param(const char* text) : kind_(Kind::text), text_(text) {}                      // NOLINT: implicit

  static Param bytes(std::string_view bytes) {
    Param param{bytes};
    param.kind_ = Kind::bytes;
    return param;
  }
  template <size_t kSize>
  static Param bytes(const std::array<unsigned char, kSize>& bytes) {
    return Param::bytes(std::string_view{reinterpret_cast<const char*>(bytes.data()), kSize});
  }
  // Empty bytes as NULL: an absent private part takes no room.
  static Param bytes_or_null(std::string_view bytes) { return bytes.empty() ? Param{nullptr} : Param::bytes(bytes); }

  Kind kind() const { return kind_; }
  int64_t integer() const { return integer_; }
  std::string_view text() const { return text_; }

 private:
  Kind kind_ = Kind::null;
  int64_t integer_ = 0;
  std::string_view text_;
};

class Params {
 public:
  Params() = default;
  Params(std::initializer_list<Param> list) : span_(list.begin(), list.size()) {}
  Params(const std::vector<Param>& list) : span_(list) {}  // NOLINT: implicit
  size_t size() const { return span_.size(); }
  const Param& operator[](size_t index) const { return span_[index]; }

 private:
  std::span<const Param> span_;
};

// read: one snapshot for all its statements. write: SQLite takes the write lock at once, PostgreSQL is READ COMMITTED.
enum class Access { read, write };

class Connection {
 public:
  virtual ~Connection() = default;
  virtual Engine engine() const = 0;

  // A burst: `queue` hands statements over (PostgreSQL: nothing is waited for; SQLite: run at once), `flush` answers
  // with one Rows for each statement queued, in order, or the first failure; the statements after a failure were not
  // run. Parameters may be dropped when `queue` returns.
  virtual void queue(Sql statement, Params params = {}) = 0;
  // A statement made while running (lists with optional filters). Prepared once per text: keep the number of texts
  // small and never put values into them.
  virtual void queue_text(const std::string& sql, Params params = {}) = 0;
  virtual Result<std::vector<Rows>> flush() = 0;

  // A burst of one.
  Result<Rows> query(Sql statement, Params params = {});
  Result<Rows> query_text(const std::string& sql, Params params = {});

  // Between `begin` and `commit` or `rollback`. The first statement after the connection was lost fails or reconnects;
  // inside a transaction it always fails.
  Result<void> begin(Access access);
  Result<void> commit();
  // Never fails: what cannot be rolled back is gone with its connection.
  virtual void rollback() = 0;
  void queue_begin(Access access);
  void queue_commit();

  // Several statements without parameters, separated by semicolons: migrations and settings.
  virtual Result<void> run_script(const std::string& sql) = 0;
  // The peer hung up; the next burst outside a transaction reconnects by itself.
  virtual bool lost() const = 0;
  virtual int64_t statements_count() const = 0;
};

// "sqlite:/path/file.db" or "postgresql://...". Connects; does not migrate.
struct ConnectOptions {
  std::string url;
  bool read_only = false;
};
Result<std::unique_ptr<Connection>> connect(const ConnectOptions& options);
Result<Engine> engine_of(const std::string& url);  // neither -> wrong_use
// The file of "sqlite:/path/file.db".
std::string sqlite_path(const std::string& url);

}  // namespace huiyin
