// SQLite's own online copy, page by page, inside one read transaction: writers go on, the copy stays of one moment.
#include <filesystem>

#include "base/text.h"
#include "store/backup.h"
#include "store/sqlite_connection.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFileName = "store.db";
constexpr int kPagesPerStep = 1'024;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

Result<Database> new_database(const std::string& path) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  Database database{opened};
  if (code != SQLITE_OK) return refuse(RefusalCode::store_unavailable, "cannot write the backup " + path);
  return database;
}

Result<void> copy_pages(sqlite3* from, sqlite3* into, const Progress& progress) {
  sqlite3_backup* copy = sqlite3_backup_init(into, "main", from, "main");
  if (copy == nullptr) return refuse(RefusalCode::store_unavailable, std::string{"backup: "} + sqlite3_errmsg(into));
  bool stopped = false;
  int code = SQLITE_OK;
  while (code == SQLITE_OK && !stopped) {
    code = sqlite3_backup_step(copy, kPagesPerStep);
    const int total = sqlite3_backup_pagecount(copy);
    stopped = progress && !progress(total - sqlite3_backup_remaining(copy), total);
  }
  sqlite3_backup_finish(copy);
  if (code == SQLITE_DONE) return {};
  if (code == SQLITE_OK) return refuse(RefusalCode::wrong_use, "the backup was stopped");
  return refuse(RefusalCode::store_unavailable, std::string{"backup: "} + sqlite3_errmsg(into));
}

}  // namespace

Result<void> backup_sqlite(const std::string& url, const std::string& to, const Progress& progress,
                           BackupManifest& manifest) {
  const auto source = SqliteConnection::open(sqlite_path(url), true);
  if (!source) return std::unexpected(source.error());
  const auto path = to + "/" + kFileName;
  if (auto ok = (*source)->begin(Access::read); !ok) return ok;
  const auto head = (*source)->query(Sql::find_head);  // takes the snapshot
  if (!head) return std::unexpected(head.error());
  manifest.log_seq = head->front().integer(0);
  manifest.head = to_hex(head->front().view(1));
  {
    const auto copy = new_database(path);
    if (!copy) return std::unexpected(copy.error());
    if (auto ok = copy_pages((*source)->handle(), copy->get(), progress); !ok) return ok;
  }
  (*source)->rollback();
  if (auto ok = sync_to_disk(path); !ok) return ok;
  auto hash = hash_of_file(path);
  if (!hash) return std::unexpected(std::move(hash.error()));
  manifest.files[kFileName] = std::move(*hash);
  return {};
}

Result<void> restore_sqlite(const std::string& from, const std::string& url, const Progress& progress) {
  const auto path = sqlite_path(url);
  std::error_code error;
  if (fs::exists(path, error)) return refuse(RefusalCode::wrong_use, "there is a store already: " + path);
  // What a store that was here before left behind must not be taken for the restored one's.
  for (const char* left : {"-wal", "-shm", ".search", ".search-wal", ".search-shm"}) fs::remove(path + left, error);
  const auto unfinished = path + ".restoring";
  if (!fs::copy_file(from + "/" + kFileName, unfinished, fs::copy_options::overwrite_existing, error)) {
    return refuse(RefusalCode::store_unavailable, "cannot copy the backup: " + error.message());
  }
  if (auto ok = sync_to_disk(unfinished); !ok) return ok;
  fs::rename(unfinished, path, error);
  if (error) return refuse(RefusalCode::store_unavailable, "cannot name the restored store: " + error.message());
  if (progress) static_cast<void>(progress(1, 1));
  const auto folder = fs::path{path}.parent_path();
  return sync_to_disk(folder.empty() ? "." : folder.string());
}

}  // namespace huiyin
