#include "store/connection_pool.h"

namespace huiyin {

ConnectionPool::ConnectionPool(ConnectOptions options, size_t connections_max)
    : options_(std::move(options)), connections_max_(std::max<size_t>(connections_max, 1)) {}

ConnectionPool::Lease::~Lease() {
  if (!connection_) return;
  connection_->rollback();
  pool_->give_back(std::move(connection_));
}

Result<ConnectionPool::Lease> ConnectionPool::checkout() {
  {
    std::unique_lock lock{mutex_};
    freed_.wait(lock, [this] { return !idle_.empty() || opened_count_ < connections_max_; });
    if (!idle_.empty()) {
      Lease lease{this, std::move(idle_.back())};
      idle_.pop_back();
      return lease;
    }
    ++opened_count_;
  }
  auto connection = connect(options_);
  if (connection) return Lease{this, std::move(*connection)};
  {
    const std::lock_guard lock{mutex_};
    --opened_count_;
  }
  freed_.notify_one();
  return std::unexpected(std::move(connection.error()));
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard lock{mutex_};
    idle_.push_back(std::move(connection));
  }
  freed_.notify_one();
}

}  // namespace huiyin
