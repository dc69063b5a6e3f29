#include "store/postgres_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>

namespace huiyin {
namespace {

constexpr int kBinary = 1;
constexpr size_t kTextsMax = 128;

// Types of columns by their fixed numbers in pg_type.
enum TypeOid : Oid {
  kBool = 16,
  kBytea = 17,
  kName = 19,
  kInt8 = 20,
  kInt2 = 21,
  kInt4 = 23,
  kText = 25,
  kVarchar = 1043
};

// A server set to answer before its disk would break what a receipt promises; stronger settings are left alone.
constexpr const char* kSettings =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
    "SET client_min_messages = warning;"
    "SET jit = off;"
    "SET lock_timeout = '10s';"
    "SET idle_in_transaction_session_timeout = '60s';";

struct Answer {
  explicit Answer(PGresult* taken) : result(taken) {}
  ~Answer() { PQclear(result); }
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;
  PGresult* result;
};

std::string trimmed(const char* message) {
  std::string text = message ? message : "";
  while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  return text;
}

// Classes of SQLSTATE that speak of the server rather than of these rows.
bool engine_is_away(std::string_view sqlstate) {
  if (sqlstate.size() != 5) return true;
  constexpr std::string_view kClasses[] = {"08", "53", "57", "58", "40", "55", "F0"};
  if (sqlstate == "25006" || sqlstate == "25P03") return true;  // read-only; idle too long in a transaction
  return std::ranges::find(kClasses, sqlstate.substr(0, 2)) != std::end(kClasses);
}

Refusal refusal_of(const PGresult* result) {
  const char* sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const auto code = engine_is_away(sqlstate ? sqlstate : "") ? RefusalCode::store_unavailable : RefusalCode::corrupt;
  return {code, "PostgreSQL: " + trimmed(PQresultErrorMessage(result)), {}, {}};
}

int64_t big_endian(const char* bytes, int size) {
  uint64_t value = static_cast<signed char>(bytes[0]) < 0 ? ~uint64_t{0} : 0;
  for (int index = 0; index < size; ++index) value = value << 8 | static_cast<unsigned char>(bytes[index]);
  return static_cast<int64_t>(value);
}

bool add_cell(const PGresult* result, int row, int column, Rows& rows) {
  if (PQgetisnull(result, row, column)) {
    rows.add_null();
    return true;
  }
  const char* bytes = PQgetvalue(result, row, column);
  const int size = PQgetlength(result, row, column);
  switch (PQftype(result, column)) {
    case kBool:
    case kInt2:
    case kInt4:
    case kInt8: rows.add_integer(big_endian(bytes, size)); return true;
    case kBytea:
    case kName:
    case kText:
    case kVarchar: rows.add_bytes({bytes, static_cast<size_t>(size)}); return true;
    default: return false;
  }
}

Result<Rows> rows_of(const PGresult* result) {
  Rows rows;
  const int columns_count = PQnfields(result);
  rows.set_columns_count(static_cast<size_t>(columns_count));
  for (int row = 0; row < PQntuples(result); ++row) {
    for (int column = 0; column < columns_count; ++column) {
      if (add_cell(result, row, column, rows)) continue;
      return refuse(RefusalCode::corrupt,
                    fmt::format("column {} is of a type the store does not read; cast it to bigint, "
                                "text or bytea",
                                PQfname(result, column)));
    }
  }
  const char* affected = PQcmdTuples(const_cast<PGresult*>(result));
  int64_t count = 0;
  std::from_chars(affected, affected + std::strlen(affected), count);
  rows.set_affected(count);
  return rows;
}

}  // namespace

PostgresConnection::PostgresConnection(std::string url, bool read_only) : url_(std::move(url)), read_only_(read_only) {}

PostgresConnection::~PostgresConnection() {
  drop_session();
}

void PostgresConnection::drop_session() {
  if (session_) PQfinish(session_);
  session_ = nullptr;
  named_.clear();
  texts_.clear();
}

Refusal PostgresConnection::session_refusal() const {
  return {RefusalCode::store_unavailable,
          "PostgreSQL: " + trimmed(session_ ? PQerrorMessage(session_) : "not connected"),
          {},
          {}};
}

Result<void> PostgresConnection::open() {
  drop_session();
  // What stands in the URL (dbname, expanded) overrides what comes before it.
  const char* keywords[] = {"connect_timeout", "application_name", "dbname", "client_encoding", nullptr};
  const char* values[] = {"5", "huiyin", url_.c_str(), "UTF8", nullptr};
  session_ = PQconnectdbParams(keywords, values, 1);
  if (PQstatus(session_) != CONNECTION_OK) {
    auto refusal = session_refusal();
    drop_session();
    return std::unexpected(std::move(refusal));
  }
  PQsetNoticeProcessor(session_, [](void*, const char*) {}, nullptr);
  auto settings = std::string{kSettings};
  if (read_only_) settings += "SET default_transaction_read_only = on;";
  PQenterPipelineMode(session_);
  return run_script(settings);
}

void PostgresConnection::ensure_session() {
  if (session_ && PQstatus(session_) == CONNECTION_OK) return;
  if (in_transaction_ || !pending_.empty()) {
    fail({RefusalCode::store_unavailable, "PostgreSQL: the connection was lost within a transaction", {}, {}});
  } else if (auto ok = open(); !ok) {
    fail(std::move(ok.error()));
  }
}

void PostgresConnection::fail(Refusal refusal) {
  if (!failed_) failed_ = std::move(refusal);
}

void PostgresConnection::queue(Sql statement, Params params) {
  ensure_session();
  if (failed_) return;
  if (statement == Sql::begin_read || statement == Sql::begin_write) in_transaction_ = true;
  const bool commits = statement == Sql::commit;
  if (commits || statement == Sql::rollback) in_transaction_ = false;
  if (named_.empty()) named_.resize(sql_texts().size());
  const auto& text = sql_texts()[static_cast<size_t>(statement)];
  auto& prepared = named_[static_cast<size_t>(statement)];
  if (prepared.name.empty()) prepared.name = text.name;
  send(prepared, text.postgresql ? text.postgresql : text.text, params, commits);
}

void PostgresConnection::queue_text(const std::string& sql, Params params) {
  ensure_session();
  if (failed_) return;
  if (texts_.size() >= kTextsMax && pending_.empty()) {
    texts_.clear();
    if (auto ok = run_script("DEALLOCATE ALL"); !ok) return fail(std::move(ok.error()));
    named_.clear();
    named_.resize(sql_texts().size());
  }
  auto& prepared = texts_[sql];
  if (prepared.name.empty()) prepared.name = fmt::format("text_{}", texts_.size());
  send(prepared, sql.c_str(), params, false);
}

void PostgresConnection::fill_slots(const Params& params) {
  const size_t count = params.size();
  values_.resize(count);
  lengths_.resize(count);
  formats_.resize(count);
  if (digits_.size() < count) digits_.resize(count);
  for (size_t index = 0; index < count; ++index) {
    const auto& param = params[index];
    formats_[index] = kBinary;
    lengths_[index] = static_cast<int>(param.text().size());
    values_[index] = param.text().data() ? param.text().data() : "";
    if (param.kind() == Param::Kind::null) values_[index] = nullptr;
    if (param.kind() != Param::Kind::integer) continue;
    // Integers go as text: the server takes them for whatever width it found there.
    auto& digits = digits_[index];
    *std::to_chars(digits.data(), digits.data() + digits.size() - 1, param.integer()).ptr = '\0';
    values_[index] = digits.data();
    formats_[index] = 0;
  }
}

void PostgresConnection::send(Statement& statement, const char* sql, const Params& params, bool commits) {
  ++statements_count_;
  if (statement.readiness == Readiness::unknown) {
    if (!PQsendPrepare(session_, statement.name.c_str(), sql, 0, nullptr)) return fail(session_refusal());
    statement.readiness = Readiness::asked;
    pending_.push_back({.preparing = &statement});
  }
  fill_slots(params);
  if (!PQsendQueryPrepared(session_, statement.name.c_str(), static_cast<int>(params.size()), values_.data(),
                           lengths_.data(), formats_.data(), kBinary)) {
    return fail(session_refusal());
  }
  pending_.push_back({.commits = commits});
}

void PostgresConnection::drain_answer() {
  while (PQstatus(session_) == CONNECTION_OK) {
    const Answer rest{PQgetResult(session_)};
    if (!rest.result) return;
  }
}

Result<Rows> PostgresConnection::read_answer(const Pending& pending) {
  const Answer answer{PQgetResult(session_)};
  if (!answer.result) return std::unexpected(session_refusal());
  drain_answer();
  switch (PQresultStatus(answer.result)) {
    case PGRES_TUPLES_OK: return rows_of(answer.result);
    case PGRES_COMMAND_OK:
      // COMMIT of a failed transaction succeeds as a rollback.
      if (pending.commits && std::string_view{PQcmdStatus(answer.result)} != "COMMIT") {
        return refuse(RefusalCode::corrupt, "PostgreSQL: the transaction had failed and was rolled back");
      }
      return rows_of(answer.result);
    case PGRES_PIPELINE_ABORTED:
      return refuse(RefusalCode::corrupt, "PostgreSQL: not run, a statement before it failed");
    default: return std::unexpected(refusal_of(answer.result));
  }
}

void PostgresConnection::take(const Pending& pending, std::vector<Rows>& answers) {
  auto rows = read_answer(pending);
  if (pending.preparing) pending.preparing->readiness = rows ? Readiness::ready : Readiness::unknown;
  if (!rows) return fail(std::move(rows.error()));
  if (!pending.preparing) answers.push_back(std::move(*rows));
}

Result<std::vector<Rows>> PostgresConnection::flush() {
  std::vector<Rows> answers;
  answers.reserve(pending_.size());
  if (!pending_.empty() && session_) {
    if (!PQpipelineSync(session_)) fail(session_refusal());
    for (const auto& pending : pending_) {
      if (PQstatus(session_) != CONNECTION_OK) break;
      take(pending, answers);
    }
    if (PQstatus(session_) == CONNECTION_OK) PQclear(PQgetResult(session_));  // the sync point
  }
  pending_.clear();
  if (session_ && PQstatus(session_) != CONNECTION_OK) {
    fail(session_refusal());
    failed_->code = RefusalCode::store_unavailable;
    drop_session();
  }
  if (auto failed = std::exchange(failed_, std::nullopt)) return std::unexpected(std::move(*failed));
  return answers;
}

void PostgresConnection::rollback() {
  static_cast<void>(flush());
  in_transaction_ = false;
  if (!session_) return;
  if (PQtransactionStatus(session_) != PQTRANS_IDLE) static_cast<void>(query(Sql::rollback));
}

Result<void> PostgresConnection::run_script(const std::string& sql) {
  if (!session_ || !PQexitPipelineMode(session_)) return std::unexpected(session_refusal());
  const Answer answer{PQexec(session_, sql.c_str())};
  const auto status = PQresultStatus(answer.result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    auto refusal = refusal_of(answer.result);
    if (PQstatus(session_) == CONNECTION_OK) PQenterPipelineMode(session_);
    return std::unexpected(std::move(refusal));
  }
  PQenterPipelineMode(session_);
  return {};
}

Result<std::unique_ptr<Connection>> connect_postgres(const std::string& url, bool read_only) {
  auto connection = std::make_unique<PostgresConnection>(url, read_only);
  if (auto ok = connection->open(); !ok) return std::unexpected(ok.error());
  return std::unique_ptr<Connection>{std::move(connection)};
}

}  // namespace huiyin
