#include "store/migrator.h"

#include <fmt/format.h>

#include <regex>

#include "ledger/chain.h"

namespace huiyin {
namespace {

constexpr const char* kVersionTable =
    "CREATE TABLE IF NOT EXISTS schema_version (version bigint NOT NULL PRIMARY KEY, name text NOT NULL);";
// Two servers starting at once migrate one after the other; the number is this program's own.
constexpr const char* kMigrationLock = "SELECT pg_advisory_xact_lock(7482139560217);";

Result<int64_t> version_of(Connection& connection) {
  const auto rows = connection.query(Sql::schema_versions);
  if (!rows) return std::unexpected(rows.error());
  const int64_t version = rows->empty() ? 0 : (*rows)[rows->size() - 1].integer(0);
  const int64_t newest = migrations().back().version;
  if (version > newest) {
    return refuse(
        RefusalCode::broken_definition,
        fmt::format("the store has schema {}, this program knows up to {}; use the newer program", version, newest));
  }
  return version;
}

Result<void> run_migration(Connection& connection, const Migration& migration) {
  const bool sqlite = connection.engine() == Engine::sqlite;
  if (auto ok = connection.run_script(sqlite ? migration.text : postgresql_schema(migration.text)); !ok) return ok;
  const auto noted = connection.query(Sql::insert_schema_version, {migration.version, migration.name});
  if (!noted) return std::unexpected(noted.error());
  return {};
}

Result<void> ensure_head(Connection& connection) {
  const auto head = connection.query(Sql::lock_head);
  if (!head) return std::unexpected(head.error());
  if (!head->empty()) return {};
  const auto inserted = connection.query(Sql::insert_head, {Param::bytes(Hash{})});
  if (!inserted) return std::unexpected(inserted.error());
  return {};
}

Result<void> migrate_within(Connection& connection) {
  if (connection.engine() == Engine::postgresql) {
    if (auto ok = connection.run_script(kMigrationLock); !ok) return ok;
  }
  if (auto ok = connection.run_script(kVersionTable); !ok) return ok;
  const auto version = version_of(connection);
  if (!version) return std::unexpected(version.error());
  for (const auto& migration : migrations()) {
    if (migration.version <= *version) continue;
    if (auto ok = run_migration(connection, migration); !ok) return ok;
  }
  return ensure_head(connection);
}

}  // namespace

std::string postgresql_schema(const std::string& text) {
  auto schema = std::regex_replace(text, std::regex{R"(\bINTEGER\b)"}, "bigint");
  schema = std::regex_replace(schema, std::regex{R"(\bTEXT\b)"}, "text COLLATE \"C\"");
  schema = std::regex_replace(schema, std::regex{R"(\bBLOB\b)"}, "bytea");
  return std::regex_replace(schema, std::regex{R"(\) STRICT(, WITHOUT ROWID)?;)"}, ");");
}

Result<void> migrate(Connection& connection) {
  auto ok = connection.begin(Access::write);
  if (ok) ok = migrate_within(connection);
  if (ok) ok = connection.commit();
  if (!ok) connection.rollback();
  return ok;
}

Result<void> check_schema(Connection& connection) {
  const auto version = version_of(connection);
  if (!version) return std::unexpected(version.error());
  if (*version == migrations().back().version) return {};
  return refuse(RefusalCode::broken_definition,
                fmt::format("the store has schema {}; start the server once to bring it to {}", *version,
                            migrations().back().version));
}

}  // namespace huiyin
