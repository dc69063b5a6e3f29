// One client connection on its lane: reads requests, hands them to the pool, writes the answers in order. Everything
// here runs on the lane's io thread. Coroutines live in this file and listener only; see the rule in connection.cpp.
#pragma once

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/wait_traits.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>

#include "http/server/exchange.h"
#include "http/server/head_scan.h"
#include "http/server/message_parser.h"
#include "http/server/worker_pool.h"

namespace huiyin::http {

namespace asio = boost::asio;

using IoExecutor = asio::io_context::executor_type;
template <class T>
using Task = asio::awaitable<T, IoExecutor>;
using Socket = asio::basic_stream_socket<asio::ip::tcp, IoExecutor>;
using Timer =
    asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, IoExecutor>;

class Connection;

// One io thread with its connections.
struct Lane {
  std::shared_ptr<asio::io_context> io = std::make_shared<asio::io_context>(1);
  std::shared_ptr<ServerCore> core;
  WorkerPool* pool = nullptr;
  std::unordered_set<Connection*> connections;
  std::array<char, 65'536> scratch{};  // what a read fills first, so that an idle connection holds no buffer
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Socket socket, Lane& lane);
  ~Connection();

  static Task<void> serve(std::shared_ptr<Connection> self);
  // One connection too many: says so and closes.
  static Task<void> turn_away(std::shared_ptr<Connection> self);

  void close_if_idle();
  void cut();

 private:
  enum class Fill { some, closed, timed_out };

  Task<void> serve_one();
  Task<void> read_head();
  Task<bool> await_head();
  Task<void> read_body();
  Task<bool> fill();
  Task<void> call_handler();
  Task<void> write_answer();
  Task<void> stream_out();
  Task<void> flush();
  Task<void> linger();

  void begin_request();
  bool accept_head();
  void route_request();
  void refuse_parse(const Refusal& refusal);
  void refuse_timeout();
  void answer_now(Response response, bool keep_alive);
  void submit();
  void deliver(Wire wire);
  bool is_trusted_proxy() const;
  std::string client_address() const;
  size_t body_bytes_max() const;

  void set_deadline(SteadyTime at);
  void set_deadline_in(int64_t duration_ms);
  void set_body_deadline(SteadyTime begun_at);
  void clear_deadline();
  void watch();
  void on_timer();

  Lane& lane_;
  ServerCore& core_;
  Socket socket_;
  std::string peer_address_;
  std::string buffer_;  // read and not yet used

  HeadScan scan_;
  std::optional<MessageParser> parser_;
  HeadFacts facts_;
  Request request_;
  const Route* route_ = nullptr;
  SteadyTime started_at_;
  size_t requests_count_ = 0;

  std::optional<Wire> wire_;  // the answer to write
  std::string_view pending_write_;
  std::string streamed_;  // of wire_->stream, being written
  Timer answered_;        // never expires; cancelled when the answer is there

  Timer timer_;
  SteadyTime deadline_ = SteadyTime::max();
  SteadyTime armed_until_ = SteadyTime::max();
  bool armed_ = false;
  Fill last_fill_ = Fill::some;
  bool timed_out_ = false;

  bool open_ = true;
  bool idle_ = true;  // nobody would miss it
};

}  // namespace huiyin::http
