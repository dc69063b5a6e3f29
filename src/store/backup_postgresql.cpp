// PostgreSQL by COPY in its binary form, a file a table, all in one REPEATABLE READ snapshot; back in one transaction.
#include <libpq-fe.h>

#include <fstream>
#include <memory>

#include "base/text.h"
#include "store/backup.h"
#include "store/migrator.h"

namespace huiyin {
namespace {

constexpr const char* kFileEnd = ".copy";
constexpr size_t kPieceBytes = 1 << 20;
// The schema's own version is made by migrating; search is built again.
constexpr const char* kTablesSql =
    "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE "
    "TABLE' AND table_name NOT IN ('schema_version', 'search_cursor', 'search_case') ORDER BY table_name";

struct CloseSession {
  void operator()(PGconn* session) const { PQfinish(session); }
};
using Session = std::unique_ptr<PGconn, CloseSession>;
struct ClearAnswer {
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using Answer = std::unique_ptr<PGresult, ClearAnswer>;

std::unexpected<Refusal> failure(PGconn* session) {
  return refuse(RefusalCode::store_unavailable, std::string{"PostgreSQL: "} + PQerrorMessage(session));
}

Result<Session> open_session(const std::string& url) {
  Session session{PQconnectdb(url.c_str())};
  if (PQstatus(session.get()) != CONNECTION_OK) return failure(session.get());
  return session;
}

Result<Answer> run(PGconn* session, const std::string& sql) {
  Answer answer{PQexec(session, sql.c_str())};
  switch (PQresultStatus(answer.get())) {
    case PGRES_COMMAND_OK:
    case PGRES_TUPLES_OK:
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT: return answer;
    default: return failure(session);
  }
}

// Table names come from the catalogue, but quoting costs nothing.
std::string quoted(const std::string& name) {
  return "\"" + name + "\"";
}

Result<std::vector<std::string>> tables_of(PGconn* session) {
  const auto answer = run(session, kTablesSql);
  if (!answer) return std::unexpected(answer.error());
  std::vector<std::string> names;
  for (int row = 0; row < PQntuples(answer->get()); ++row) names.emplace_back(PQgetvalue(answer->get(), row, 0));
  return names;
}

Result<void> copy_out(PGconn* session, const std::string& table, const std::string& path) {
  if (auto ok = run(session, "COPY " + quoted(table) + " TO STDOUT (FORMAT binary)"); !ok) {
    return std::unexpected(ok.error());
  }
  std::ofstream file{path, std::ios::binary};
  char* bytes = nullptr;
  int size = 0;
  while ((size = PQgetCopyData(session, &bytes, 0)) > 0) {
    file.write(bytes, size);
    PQfreemem(bytes);
  }
  const Answer ended{PQgetResult(session)};
  if (size != -1 || PQresultStatus(ended.get()) != PGRES_COMMAND_OK) return failure(session);
  while (const Answer rest{PQgetResult(session)}) {
  }
  file.close();
  if (!file) return refuse(RefusalCode::store_unavailable, "cannot write " + path);
  return sync_to_disk(path);
}

Result<void> copy_in(PGconn* session, const std::string& table, const std::string& path) {
  if (auto ok = run(session, "COPY " + quoted(table) + " FROM STDIN (FORMAT binary)"); !ok) {
    return std::unexpected(ok.error());
  }
  std::ifstream file{path, std::ios::binary};
  std::string piece(kPieceBytes, '\0');
  bool sent = static_cast<bool>(file);
  while (sent && (file.read(piece.data(), kPieceBytes), file.gcount() > 0)) {
    sent = PQputCopyData(session, piece.data(), static_cast<int>(file.gcount())) == 1;
  }
  if (PQputCopyEnd(session, sent ? nullptr : "the file does not read") != 1) return failure(session);
  const Answer ended{PQgetResult(session)};
  if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) return failure(session);
  while (const Answer rest{PQgetResult(session)}) {
  }
  return {};
}

Result<void> note_head(PGconn* session, BackupManifest& manifest) {
  const auto head = run(session, "SELECT log_seq, encode(running, 'hex') FROM head WHERE id = 1");
  if (!head) return std::unexpected(head.error());
  if (PQntuples(head->get()) != 1) return refuse(RefusalCode::corrupt, "the store has lost its head row");
  manifest.log_seq = std::atoll(PQgetvalue(head->get(), 0, 0));
  manifest.head = PQgetvalue(head->get(), 0, 1);
  return {};
}

Result<void> check_empty(PGconn* session, const std::vector<std::string>& tables) {
  for (const auto& table : tables) {
    if (table == "head") continue;
    const auto found = run(session, "SELECT 1 FROM " + quoted(table) + " LIMIT 1");
    if (!found) return std::unexpected(found.error());
    if (PQntuples(found->get()) > 0)
      return refuse(RefusalCode::wrong_use, "there is a store already: it has rows in " + table);
  }
  return {};
}

Result<void> migrate_store(const std::string& url, const BackupManifest& manifest) {
  if (manifest.schema != migrations().back().version) {
    return refuse(RefusalCode::broken_definition,
                  "this backup was made under another schema: restore it with the program that made it, then upgrade");
  }
  const auto connection = connect({url, false});
  if (!connection) return std::unexpected(connection.error());
  return migrate(**connection);
}

Result<void> fill_tables(PGconn* session, const std::string& from, const std::vector<std::string>& tables,
                         const Progress& progress) {
  int64_t done = 0;
  for (const auto& table : tables) {
    if (auto ok = run(session, "TRUNCATE " + quoted(table)); !ok) return std::unexpected(ok.error());
    if (auto ok = copy_in(session, table, from + "/" + table + kFileEnd); !ok) return ok;
    if (progress && !progress(++done, static_cast<int64_t>(tables.size()))) {
      return refuse(RefusalCode::wrong_use, "the restore was stopped");
    }
  }
  return {};
}

}  // namespace

Result<void> backup_postgresql(const std::string& url, const std::string& to, const Progress& progress,
                               BackupManifest& manifest) {
  const auto opened = open_session(url);
  if (!opened) return std::unexpected(opened.error());
  PGconn* session = opened->get();
  if (auto ok = run(session, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); !ok)
    return std::unexpected(ok.error());
  if (auto ok = note_head(session, manifest); !ok) return ok;
  const auto tables = tables_of(session);
  if (!tables) return std::unexpected(tables.error());
  int64_t done = 0;
  for (const auto& table : *tables) {
    const auto name = table + kFileEnd;
    if (auto ok = copy_out(session, table, to + "/" + name); !ok) return ok;
    auto hash = hash_of_file(to + "/" + name);
    if (!hash) return std::unexpected(std::move(hash.error()));
    manifest.files[name] = std::move(*hash);
    if (progress && !progress(++done, static_cast<int64_t>(tables->size()))) {
      return refuse(RefusalCode::wrong_use, "the backup was stopped");
    }
  }
  return {};
}

Result<void> restore_postgresql(const std::string& from, const std::string& url, const BackupManifest& manifest,
                                const Progress& progress) {
  if (auto ok = migrate_store(url, manifest); !ok) return ok;
  const auto opened = open_session(url);
  if (!opened) return std::unexpected(opened.error());
  PGconn* session = opened->get();
  if (auto ok = run(session, "BEGIN"); !ok) return std::unexpected(ok.error());
  const auto tables = tables_of(session);
  if (!tables) return std::unexpected(tables.error());
  if (auto ok = check_empty(session, *tables); !ok) return ok;
  if (auto ok = fill_tables(session, from, *tables, progress); !ok) return ok;
  if (auto ok = run(session, "COMMIT"); !ok) return std::unexpected(ok.error());
  return {};
}

}  // namespace huiyin
