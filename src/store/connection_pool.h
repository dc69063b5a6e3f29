// Connections for reading, opened when first needed and lent out one at a time. Safe from any thread.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "store/connection.h"

namespace huiyin {

class ConnectionPool {
 public:
  ConnectionPool(ConnectOptions options, size_t connections_max);

  // Runs `read` on a connection of its own; waits for a free one. When the engine had hung up before the first answer
  // `read` runs once more on a new connection, so it must be free of side effects of its own.
  template <class Read>
  auto with(Read read) -> decltype(read(std::declval<Connection&>())) {
    auto lease = checkout();
    if (!lease) return std::unexpected(std::move(lease.error()));
    auto outcome = read(**lease);
    if (!outcome && (*lease)->lost()) {
      (*lease)->rollback();
      outcome = read(**lease);
    }
    return outcome;
  }

  // A connection until the Lease dies; a transaction left open is rolled back then.
  class Lease {
   public:
    Lease(ConnectionPool* pool, std::unique_ptr<Connection> connection)
        : pool_(pool), connection_(std::move(connection)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    ~Lease();
    Connection& operator*() const { return *connection_; }
    Connection* operator->() const { return connection_.get(); }

   private:
    ConnectionPool* pool_;
    std::unique_ptr<Connection> connection_;
  };
  Result<Lease> checkout();

 private:
  void give_back(std::unique_ptr<Connection> connection);

  const ConnectOptions options_;
  const size_t connections_max_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  size_t opened_count_ = 0;
};

}  // namespace huiyin
