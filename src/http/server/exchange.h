// One request on its way through gatekeeper, handler and answer. Internal to the server.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/server/server.h"
#include "http/server/worker_pool.h"

namespace huiyin::http {

using SteadyTime = std::chrono::steady_clock::time_point;

// The figures of one route; a counter for a status is made when the status first occurs.
class RouteFigures {
 public:
  RouteFigures(Metrics& metrics, std::string route);
  void count(int status, int64_t duration_us);

 private:
  static constexpr int kFirstStatus = 100;
  Metrics& metrics_;
  std::string route_;
  Histogram& durations_;
  std::array<std::atomic<Counter*>, 500> by_status_{};
};

// What every part of a running server shares; outlives it while an exchange is open.
struct ServerCore {
  ServerCore(ServerOptions options, Router router);
  std::string next_request_id();
  // Room for one more large body, given back when the last copy goes; null when there is none.
  std::shared_ptr<void> room_for_large_body();
  void count(const Route* route, int status, int64_t duration_us);

  ServerOptions options;
  Router router;
  std::shared_ptr<Metrics> metrics;
  Gauge& connections;
  Gauge& in_flight;
  Gauge& queued;
  Counter& accept_backoffs;
  std::atomic<bool> stopping{false};

  std::atomic<int64_t> open_count{0};  // of this server's connections; the gauge may be shared with another server
  // Closing connections tell stop() about it.
  std::mutex closing_mutex;
  std::condition_variable closed_one;

 private:
  std::string id_prefix_;
  std::atomic<uint64_t> last_id_{0};
  std::atomic<size_t> large_bodies_{0};
  RouteFigures unmatched_;
  std::unordered_map<const Route*, std::unique_ptr<RouteFigures>> figures_;
};

// How the answer is framed, known when the request has been read.
struct AnswerFrame {
  bool keep_alive = true;
  bool may_compress = true;
  SteadyTime started_at;
};

// Applies conditional answers and compression, counts, logs and serialises. `route` is null for unmatched requests.
Wire finished(ServerCore& core, const Request& request, const Route* route, Response response, AnswerFrame frame);

class Exchange {
 public:
  using Deliver = std::function<void(Wire)>;

  Exchange(std::shared_ptr<ServerCore> core, Request request, const Route& route, AnswerFrame frame, Deliver deliver);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  // Runs the exchange on the pool; a full pool answers 503.
  static void submit(const std::shared_ptr<Exchange>& exchange, WorkerPool& pool);
  // The first answer wins.
  void answer(Response response);

 private:
  static void run(const std::shared_ptr<Exchange>& exchange);
  void leave_queue();
  Result<void> pass_guard();
  void call_handler(const std::shared_ptr<Exchange>& self);
  void answer_exception(std::string_view what);

  std::shared_ptr<ServerCore> core_;
  Request request_;
  const Route& route_;
  AnswerFrame frame_;
  Deliver deliver_;
  std::atomic<bool> answered_{false};
  bool queued_ = false;
};

}  // namespace huiyin::http
