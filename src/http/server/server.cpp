#include "http/server/server.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>

#include "http/server/connection.h"
#include "http/server/listener.h"

namespace huiyin::http {
namespace {

struct RunningLane {
  Lane lane;
  Listener listener{lane};
  std::thread thread;
};

}  // namespace

struct Server::Impl {
  std::shared_ptr<ServerCore> core;
  std::vector<std::unique_ptr<RunningLane>> lanes;
  std::unique_ptr<WorkerPool> pool;  // after the lanes: its last jobs are gone before they are
  uint16_t port = 0;
  std::mutex stop_mutex;

  Result<void> listen();
  void run();
  void on_each_lane(void (*action)(RunningLane&));
  size_t wait_for_connections(int64_t grace_ms);
  size_t stop(int64_t grace_ms);
};

Result<void> Server::Impl::listen() {
  const auto& options = core->options;
  port = options.port;
  for (size_t i = 0; i < std::max<size_t>(options.threads, 1); ++i) {
    auto& running = *lanes.emplace_back(std::make_unique<RunningLane>());
    running.lane.core = core;
    if (auto ok = running.listener.open(options.address, port, i == 0); !ok) return ok;
    port = running.listener.port();
  }
  return {};
}

void Server::Impl::run() {
  pool =
      std::make_unique<WorkerPool>(std::max<size_t>(core->options.worker_threads, 1), core->options.worker_queue_max);
  for (const auto& running : lanes) {
    running->lane.pool = pool.get();
    running->listener.start();
    running->thread = std::thread([io = running->lane.io] { io->run(); });
  }
}

void Server::Impl::on_each_lane(void (*action)(RunningLane&)) {
  for (const auto& running : lanes) {
    asio::post(*running->lane.io, [&lane = *running, action] { action(lane); });
  }
}

// The number of connections still open when the grace is over.
size_t Server::Impl::wait_for_connections(int64_t grace_ms) {
  std::unique_lock lock(core->closing_mutex);
  core->closed_one.wait_for(lock, std::chrono::milliseconds{grace_ms}, [this] { return core->open_count == 0; });
  return static_cast<size_t>(core->open_count);
}

size_t Server::Impl::stop(int64_t grace_ms) {
  const std::lock_guard lock(stop_mutex);
  if (core->stopping.exchange(true)) return 0;
  on_each_lane([](RunningLane& running) {
    running.listener.close();
    for (Connection* connection : running.lane.connections) connection->close_if_idle();
  });
  const size_t cut_count = wait_for_connections(grace_ms);
  on_each_lane([](RunningLane& running) {
    for (Connection* connection : running.lane.connections) connection->cut();
  });
  for (const auto& running : lanes) running->thread.join();
  pool->stop();
  return cut_count;
}

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Server::~Server() {
  stop(0);
}

Result<std::unique_ptr<Server>> Server::start(ServerOptions options, Router router) {
  if (auto ok = router.check(); !ok) return std::unexpected(std::move(ok.error()));
  try {
    auto impl = std::make_unique<Impl>();
    impl->core = std::make_shared<ServerCore>(std::move(options), std::move(router));
    if (auto ok = impl->listen(); !ok) return std::unexpected(std::move(ok.error()));
    impl->run();
    return std::unique_ptr<Server>(new Server(std::move(impl)));
  } catch (const std::exception& error) {
    return refuse(RefusalCode::wrong_use, fmt::format("the server cannot start: {}", error.what()));
  }
}

uint16_t Server::port() const {
  return impl_->port;
}
Metrics& Server::metrics() const {
  return *impl_->core->metrics;
}
size_t Server::stop(int64_t grace_ms) {
  return impl_->stop(grace_ms);
}

}  // namespace huiyin::http
