// Moves SQLite's write-ahead log into the database file beside the writer, so that no commit pays for it, and keeps the
// log's size within a bound.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "store/sqlite_connection.h"

namespace huiyin {

class Checkpointer {
 public:
  static Result<std::unique_ptr<Checkpointer>> start(const std::string& path);
  explicit Checkpointer(std::unique_ptr<SqliteConnection> connection);
  ~Checkpointer();

  // On the writer's thread, between transactions. Wakes the checkpointing thread when the log has grown; past the bound
  // it waits (shortly) until the log starts over, unless a long reader holds it.
  void after_commit(Connection& writer);

 private:
  void loop();

  const std::unique_ptr<SqliteConnection> connection_;
  int next_restart_pages_;
  std::mutex mutex_;
  std::condition_variable grown_;
  bool due_ = false;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace huiyin
