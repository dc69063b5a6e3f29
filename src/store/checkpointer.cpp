#include "store/checkpointer.h"

namespace huiyin {
namespace {

// Pages of 4 KiB.
constexpr int kCheckpointPages = 16'000;
constexpr int kBoundPages = 64'000;
constexpr int kRestartWaitMs = 50;
constexpr int kUsualWaitMs = 5'000;

}  // namespace

Result<std::unique_ptr<Checkpointer>> Checkpointer::start(const std::string& path) {
  auto connection = SqliteConnection::open(path, false);
  if (!connection) return std::unexpected(connection.error());
  return std::make_unique<Checkpointer>(std::move(*connection));
}

Checkpointer::Checkpointer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), next_restart_pages_(kBoundPages), thread_([this] { loop(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  grown_.notify_one();
  thread_.join();
}

void Checkpointer::after_commit(Connection& writer) {
  auto& sqlite = static_cast<SqliteConnection&>(writer);
  const int pages = sqlite.wal_pages();
  if (pages < kCheckpointPages) {
    next_restart_pages_ = kBoundPages;
    return;
  }
  {
    const std::lock_guard lock{mutex_};
    due_ = true;
  }
  grown_.notify_one();
  if (pages < next_restart_pages_) return;
  sqlite3_busy_timeout(sqlite.handle(), kRestartWaitMs);
  const int code = sqlite3_wal_checkpoint_v2(sqlite.handle(), nullptr, SQLITE_CHECKPOINT_RESTART, nullptr, nullptr);
  sqlite3_busy_timeout(sqlite.handle(), kUsualWaitMs);
  // A reader that stays must not make every commit wait: the next try comes when the log has grown by a quarter.
  next_restart_pages_ = code == SQLITE_OK ? kBoundPages : pages + kBoundPages / 4;
}

void Checkpointer::loop() {
  while (true) {
    {
      std::unique_lock lock{mutex_};
      grown_.wait(lock, [this] { return due_ || stopping_; });
      if (stopping_) return;
      due_ = false;
    }
    sqlite3_wal_checkpoint_v2(connection_->handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  }
}

}  // namespace huiyin
