// The HTTP/1.1 server: one io thread per lane with its own listener (SO_REUSEPORT), handlers on a worker pool.
// Its bounds hold against a client that means harm; every refusal is a problem document (problem.h) where the client
// can still be answered. TLS and HTTP/2 are a proxy's work.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/server/metrics.h"
#include "http/server/router.h"

namespace spdlog {
class logger;
}

namespace huiyin::http {

// Decides whether a request may pass the route's guard, on the worker thread before the handler, and sets
// `principal`. Without a gatekeeper only Door::everyone is served.
using Gatekeeper = std::function<Result<void>(Request& request, const Route& route)>;

struct ServerOptions {
  std::string address = "127.0.0.1";
  uint16_t port = 0;  // 0 = any free one, see Server::port()
  size_t threads = 1;
  size_t worker_threads = 4;
  size_t worker_queue_max = 4'096;  // beyond it: 503
  size_t connections_max = 10'000;  // beyond it: 503 and close

  size_t header_bytes_max = size_t{16} << 10;  // 431
  size_t header_fields_max = 100;              // 431
  size_t body_bytes_max = size_t{1} << 20;     // 413; a route may set its own
  size_t large_bodies_max = 16;  // at a time, of routes that allow more than body_bytes_max; beyond it: 503
  size_t requests_per_connection_max = 100'000;

  int64_t idle_timeout_ms = 60'000;       // between requests, and before the first: closed without a word
  int64_t header_timeout_ms = 10'000;     // from the first byte of a head to its last: 408
  int64_t body_gap_timeout_ms = 15'000;   // between two reads of a body: 408
  int64_t body_bytes_per_s_min = 512;     // on average, after the first gap time: 408
  int64_t write_gap_timeout_ms = 15'000;  // the client takes nothing for so long: cut
  int64_t linger_timeout_ms = 1'000;      // after a refusal, for the client to read it

  // Peers whose X-Forwarded-For is believed (its last entry becomes the client address).
  std::vector<std::string> trusted_proxies;
  Gatekeeper gatekeeper;
  std::shared_ptr<Metrics> metrics;            // null = the server makes its own
  std::shared_ptr<spdlog::logger> access_log;  // null = no access lines
  std::shared_ptr<spdlog::logger> error_log;   // null = nothing is said about exceptions of handlers
};

class Server {
 public:
  // Listens and serves when it returns. A router that does not hold (Router::check), an address that is not one, a
  // taken port -> wrong_use.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, Router router);
  ~Server();  // stop(0), then waits for handlers that still run

  uint16_t port() const;
  Metrics& metrics() const;

  // Takes no new connections, closes idle ones, lets running requests finish for at most grace_ms, then cuts.
  // Returns the number of connections cut. Safe from any thread, also twice; not from a handler.
  size_t stop(int64_t grace_ms);

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace huiyin::http
