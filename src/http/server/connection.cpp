// The rule for coroutines here: g++ 12 destroys some temporaries of a co_await expression twice (capturing lambdas,
// aggregates). So nothing but names, and tokens without state, stands inside a co_await; what a step needs is a member.
#include "http/server/connection.h"

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "http/server/problem.h"

namespace huiyin::http {
namespace {

using boost::system::error_code;
constexpr asio::as_tuple_t<asio::use_awaitable_t<IoExecutor>> kToken{asio::use_awaitable_t<IoExecutor>{}};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr size_t kLingerBytesMax = 4 << 20;
constexpr size_t kIdleBufferBytesMax = 4'096;
constexpr size_t kJoinedBodyBytesMax = 65'536;  // head and body in one write

constexpr std::chrono::seconds kStreamBeat{20};

bool must_wait(const error_code& error) {
  return error == asio::error::would_block || error == asio::error::try_again;
}

}  // namespace

Connection::Connection(Socket socket, Lane& lane)
    : lane_(lane),
      core_(*lane.core),
      socket_(std::move(socket)),
      answered_(*lane.io, SteadyTime::max()),
      timer_(*lane.io) {
  error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto peer = socket_.remote_endpoint(ignored);
  if (!ignored) peer_address_ = peer.address().to_string(ignored);
  core_.connections.add(1);
  core_.open_count.fetch_add(1);
  lane_.connections.insert(this);
}

Connection::~Connection() {
  lane_.connections.erase(this);
  const std::lock_guard lock(core_.closing_mutex);
  core_.connections.add(-1);
  core_.open_count.fetch_sub(1);
  core_.closed_one.notify_all();
}

Task<void> Connection::serve(std::shared_ptr<Connection> self) {
  while (self->open_ && !(self->core_.stopping && self->buffer_.empty())) co_await self->serve_one();
  co_await self->linger();
}

Task<void> Connection::turn_away(std::shared_ptr<Connection> self) {
  self->begin_request();
  self->answer_now(problem(Fault::overloaded, "too many connections", self->request_), false);
  co_await self->write_answer();
  co_await self->linger();
}

Task<void> Connection::serve_one() {
  begin_request();
  co_await read_head();
  if (open_ && !wire_) co_await read_body();
  if (open_ && !wire_) co_await call_handler();
  if (wire_) co_await write_answer();
}

void Connection::begin_request() {
  if (buffer_.empty() && buffer_.capacity() > kIdleBufferBytesMax) std::string{}.swap(buffer_);
  scan_.reset();
  request_ = {};
  route_ = nullptr;
  facts_ = {};
  wire_.reset();
  started_at_ = std::chrono::steady_clock::now();
}

Task<void> Connection::read_head() {
  const bool complete = co_await await_head();
  clear_deadline();
  if (!complete) co_return;
  started_at_ = std::chrono::steady_clock::now();
  if (accept_head()) route_request();
}

// True when the buffer begins with a complete head; otherwise the connection is closed or a refusal waits.
Task<bool> Connection::await_head() {
  idle_ = buffer_.empty();
  idle_ ? set_deadline_in(core_.options.idle_timeout_ms) : set_deadline_in(core_.options.header_timeout_ms);
  while (true) {
    if (scan_.head_bytes() == 0 && buffer_.starts_with("\r\n")) buffer_.erase(0, 2);  // RFC 9112 §2.2: one is let pass
    const auto state = buffer_ == "\r" ? HeadScan::State::incomplete : scan_.feed(buffer_);
    if (state == HeadScan::State::refused) {
      answer_now(problem(Fault::malformed_request, std::string{scan_.reason()}, request_), false);
      co_return false;
    }
    if (scan_.head_bytes() > core_.options.header_bytes_max) {
      answer_now(problem(Fault::head_too_large, "the request head is too large", request_), false);
      co_return false;
    }
    if (state == HeadScan::State::complete) co_return true;
    if (!co_await fill()) {
      if (last_fill_ == Fill::timed_out && !idle_) refuse_timeout();
      co_return false;
    }
    if (idle_) set_deadline_in(core_.options.header_timeout_ms);
    idle_ = false;
  }
}

// Parses the head and decides on framing; false when a refusal waits.
bool Connection::accept_head() {
  request_.request_id = core_.next_request_id();
  const auto head = std::string_view{buffer_}.substr(0, scan_.head_bytes());
  auto facts = parser_.emplace().read_head(head, core_.options.header_fields_max, request_);
  buffer_.erase(0, scan_.head_bytes());
  request_.client_address = client_address();
  if (!facts) {
    refuse_parse(facts.error());
    return false;
  }
  facts_ = *facts;
  facts_.keep_alive = facts_.keep_alive && ++requests_count_ < core_.options.requests_per_connection_max;
  if (facts_.expects_more) {
    answer_now(problem(Fault::expectation_failed, "only 100-continue is understood", request_), false);
    return false;
  }
  return true;
}

// What needs no handler is answered here; the body of such a request is not read, so the connection ends with it.
void Connection::route_request() {
  const bool keep_alive = facts_.keep_alive && !facts_.has_body;
  if (request_.path == "*" && request_.method == "OPTIONS") return answer_now(Response::no_content(), keep_alive);
  auto match = core_.router.match(request_.method, request_.segments);
  if (request_.path == "*") match = {};
  route_ = match.route;
  request_.params = std::move(match.params);
  if (!route_) {
    if (match.allow.empty()) return answer_now(problem(Fault::unknown_path, {}, request_), keep_alive);
    std::string allow;
    for (const auto& method : match.allow) allow += (allow.empty() ? "" : ", ") + method;
    auto response = request_.method == "OPTIONS" ? Response::no_content()
                                                 : problem(Fault::method_not_allowed, "allowed: " + allow, request_);
    response.headers.add("Allow", allow);
    return answer_now(std::move(response), keep_alive);
  }
  if (facts_.content_bytes > body_bytes_max()) {
    const Refusal refusal{RefusalCode::too_large, "the body is too large", {}, {}};
    return answer_now(problem(refusal, request_), false);
  }
  if (!facts_.has_body || body_bytes_max() <= core_.options.body_bytes_max) return;
  request_.room = core_.room_for_large_body();
  if (!request_.room) {
    answer_now(problem(Fault::overloaded, "too many large bodies at once: try again", request_), false);
  }
}

size_t Connection::body_bytes_max() const {
  return route_->body_bytes_max > 0 ? route_->body_bytes_max : core_.options.body_bytes_max;
}

Task<void> Connection::read_body() {
  parser_->set_body_max(body_bytes_max());
  const auto begun_at = std::chrono::steady_clock::now();
  if (facts_.expects_continue && facts_.has_body && buffer_.empty()) {
    wire_ = Wire{std::string{kContinue}, {}, {}, false};
    co_await write_answer();
  }
  while (open_) {
    const auto used = parser_->read_body(buffer_);
    if (!used) {
      refuse_parse(used.error());
      co_return;
    }
    buffer_.erase(0, *used);
    if (parser_->done()) break;
    if (buffer_.size() > core_.options.header_bytes_max) {
      refuse_parse({RefusalCode::invalid_input, "a chunk's head or trailer is too long", {}, {}});
      co_return;
    }
    set_body_deadline(begun_at);
    if (!co_await fill()) {
      if (last_fill_ == Fill::timed_out) refuse_timeout();
      co_return;
    }
  }
  clear_deadline();
  request_.body = parser_->take_body();
}

// Reads what there is into the buffer. False: `last_fill_` says why; a closed connection is not open any more.
Task<bool> Connection::fill() {
  while (open_) {
    const auto [wait_error] = co_await socket_.async_wait(Socket::wait_read, kToken);
    if (timed_out_ || wait_error || !open_) break;
    error_code error;
    const size_t bytes = socket_.read_some(asio::buffer(lane_.scratch), error);
    if (must_wait(error)) continue;
    if (error) break;
    buffer_.append(lane_.scratch.data(), bytes);
    last_fill_ = Fill::some;
    co_return true;
  }
  last_fill_ = timed_out_ ? Fill::timed_out : Fill::closed;
  if (!timed_out_ || idle_) open_ = false;
  clear_deadline();
  co_return false;
}

Task<void> Connection::call_handler() {
  parser_.reset();
  submit();
  while (!wire_ && open_) {
    [[maybe_unused]] const auto [cancelled] = co_await answered_.async_wait(kToken);
  }
}

void Connection::submit() {
  // The lambda holds the io_context, not the connection: an answer may come after both are gone from the server.
  auto deliver = [io = lane_.io, weak = weak_from_this()](Wire wire) {
    asio::post(*io, [weak, ready = std::move(wire)]() mutable {
      if (const auto self = weak.lock()) self->deliver(std::move(ready));
    });
  };
  const AnswerFrame frame{facts_.keep_alive, true, started_at_};
  auto exchange = std::make_shared<Exchange>(lane_.core, std::move(request_), *route_, frame,
                                             Exchange::Deliver{std::move(deliver)});
  Exchange::submit(exchange, *lane_.pool);
}

void Connection::deliver(Wire wire) {
  wire_ = std::move(wire);
  answered_.cancel();
}

void Connection::answer_now(Response response, bool keep_alive) {
  if (request_.request_id.empty()) request_.request_id = core_.next_request_id();
  wire_ = finished(core_, request_, route_, std::move(response), {keep_alive, false, started_at_});
}

void Connection::refuse_parse(const Refusal& refusal) {
  if (refusal.code != RefusalCode::too_large) {
    answer_now(problem(Fault::malformed_request, refusal.detail, request_), false);
  } else if (route_) {
    answer_now(problem(refusal, request_), false);
  } else {
    answer_now(problem(Fault::head_too_large, refusal.detail, request_), false);
  }
}

void Connection::refuse_timeout() {
  timed_out_ = false;
  answer_now(problem(Fault::request_timeout, "the request did not arrive in time", request_), false);
}

Task<void> Connection::write_answer() {
  if (wire_->body.size() <= kJoinedBodyBytesMax) wire_->head += std::exchange(wire_->body, {});
  pending_write_ = wire_->head;
  co_await flush();
  pending_write_ = wire_->body;
  co_await flush();
  clear_deadline();
  if (wire_->stream) co_await stream_out();
  if (wire_->close) open_ = false;
  wire_.reset();
}

// Writes what is pushed, as it comes. Between two pushes nobody would miss this connection when the server stops.
Task<void> Connection::stream_out() {
  wire_->stream->on_change([io = lane_.io, weak = weak_from_this()] {
    asio::post(*io, [weak] {
      if (const auto self = weak.lock()) self->answered_.cancel();
    });
  });
  while (open_ && !core_.stopping) {
    streamed_ = wire_->stream->take();
    if (streamed_.empty() && wire_->stream->is_closed()) break;
    if (streamed_.empty()) {
      idle_ = true;
      answered_.expires_after(kStreamBeat);
      const auto [cancelled] = co_await answered_.async_wait(kToken);
      idle_ = false;
      if (cancelled) continue;
      streamed_ = wire_->stream->beat();
    }
    pending_write_ = streamed_;
    co_await flush();
    clear_deadline();
  }
  wire_->stream->close();
}

Task<void> Connection::flush() {
  while (!pending_write_.empty() && open_) {
    error_code error;
    pending_write_.remove_prefix(socket_.write_some(asio::buffer(pending_write_), error));
    if (!error) continue;
    if (!must_wait(error)) open_ = false;
    if (!open_) break;
    set_deadline_in(core_.options.write_gap_timeout_ms);
    const auto [wait_error] = co_await socket_.async_wait(Socket::wait_write, kToken);
    if (wait_error || timed_out_) open_ = false;
  }
}

// Ends our side, then reads on for a moment: closing with unread bytes would reset the connection, and the client
// would lose the answer that says what was wrong.
Task<void> Connection::linger() {
  error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
  open_ = !ignored && !core_.stopping;
  idle_ = true;
  set_deadline_in(core_.options.linger_timeout_ms);
  size_t read_bytes = 0;
  while (open_ && read_bytes < kLingerBytesMax) {
    buffer_.clear();
    if (co_await fill()) read_bytes += buffer_.size();
  }
  clear_deadline();
  socket_.close(ignored);
}

bool Connection::is_trusted_proxy() const {
  const auto& trusted = core_.options.trusted_proxies;
  return std::ranges::find(trusted, peer_address_) != trusted.end();
}

std::string Connection::client_address() const {
  const auto forwarded = request_.header("X-Forwarded-For");
  if (forwarded.empty() || !is_trusted_proxy()) return peer_address_;
  return std::string{split_list(forwarded, ',').back()};
}

void Connection::close_if_idle() {
  if (idle_) cut();
}

void Connection::cut() {
  open_ = false;
  error_code ignored;
  socket_.cancel(ignored);
  answered_.cancel();
}

void Connection::set_deadline_in(int64_t duration_ms) {
  set_deadline(std::chrono::steady_clock::now() + std::chrono::milliseconds{duration_ms});
}

// The gap between reads and the average rate, whichever ends first.
void Connection::set_body_deadline(SteadyTime begun_at) {
  const auto received_bytes = static_cast<int64_t>(parser_->body_bytes());
  const int64_t rate = std::max<int64_t>(core_.options.body_bytes_per_s_min, 1);
  const std::chrono::milliseconds gap{core_.options.body_gap_timeout_ms};
  const std::chrono::milliseconds earned{received_bytes * 1'000 / rate};
  set_deadline(std::min(std::chrono::steady_clock::now() + gap, begun_at + gap + earned));
}

// The timer is only armed anew for an earlier deadline; a later one is looked at when the timer fires. So the usual
// request, which is there at once, costs no timer work.
void Connection::set_deadline(SteadyTime at) {
  deadline_ = at;
  timed_out_ = false;
  if (!armed_ || deadline_ < armed_until_) watch();
}

void Connection::clear_deadline() {
  deadline_ = SteadyTime::max();
}

void Connection::watch() {
  armed_ = true;
  armed_until_ = deadline_;
  timer_.expires_at(deadline_);
  timer_.async_wait([weak = weak_from_this()](const error_code& error) {
    if (error) return;
    if (const auto self = weak.lock()) self->on_timer();
  });
}

void Connection::on_timer() {
  armed_ = false;
  if (deadline_ == SteadyTime::max()) return;
  if (std::chrono::steady_clock::now() < deadline_) return watch();
  timed_out_ = true;
  error_code ignored;
  socket_.cancel(ignored);
}

}  // namespace huiyin::http
