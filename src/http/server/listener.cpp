#include "http/server/listener.h"

#include <fmt/format.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace huiyin::http {
namespace {

using boost::system::error_code;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;
constexpr asio::as_tuple_t<asio::use_awaitable_t<IoExecutor>> kToken{asio::use_awaitable_t<IoExecutor>{}};
constexpr std::chrono::milliseconds kBackoff{50};
constexpr int64_t kTurnedAwayMax = 64;  // connections beyond the bound that are told so; the rest is closed unheard

bool is_exhaustion(const error_code& error) {
  return error == asio::error::no_descriptors || error == asio::error::no_memory ||
         error == asio::error::no_buffer_space || error == boost::system::errc::too_many_files_open_in_system;
}

// SO_REUSEPORT would let two servers share a port unnoticed; a bind without it notices.
error_code probe(asio::io_context& io, const asio::ip::tcp::endpoint& endpoint) {
  error_code error;
  asio::basic_socket_acceptor<asio::ip::tcp, IoExecutor> acceptor(io);
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  return error;
}

}  // namespace

Listener::Listener(Lane& lane) : lane_(lane), acceptor_(*lane.io), backoff_(*lane.io) {}

Result<void> Listener::open(const std::string& address, uint16_t port, bool first) {
  error_code error;
  const auto ip = asio::ip::make_address(address, error);
  if (error) return refuse(RefusalCode::wrong_use, fmt::format("'{}' is not an address", address));
  const asio::ip::tcp::endpoint endpoint{ip, port};
  if (first && port != 0) error = probe(*lane_.io, endpoint);
  if (!error) acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.set_option(ReusePort(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (!error) acceptor_.non_blocking(true, error);
  if (!error) return {};
  return refuse(RefusalCode::wrong_use, fmt::format("cannot listen on {}:{}: {}", address, port, error.message()));
}

uint16_t Listener::port() const {
  error_code error;
  return acceptor_.local_endpoint(error).port();
}

void Listener::start() {
  asio::co_spawn(*lane_.io, accept_all(), asio::detached);
}

void Listener::close() {
  error_code ignored;
  acceptor_.close(ignored);
  backoff_.cancel();
}

Task<void> Listener::accept_all() {
  while (acceptor_.is_open()) {
    const auto [error] = co_await acceptor_.async_wait(asio::socket_base::wait_read, kToken);
    if (error) co_return;
    while (accept_one()) {
    }
    if (!exhausted_) continue;
    exhausted_ = false;
    lane_.core->accept_backoffs.add();
    backoff_.expires_after(kBackoff);
    [[maybe_unused]] const auto [waited] = co_await backoff_.async_wait(kToken);
  }
}

bool Listener::accept_one() {
  error_code error;
  Socket socket(*lane_.io);
  acceptor_.accept(socket, error);
  exhausted_ = is_exhaustion(error);
  if (!error) admit(std::move(socket));
  return !error || error == asio::error::connection_aborted;
}

void Listener::admit(Socket socket) {
  const auto excess = lane_.core->open_count - static_cast<int64_t>(lane_.core->options.connections_max);
  if (excess >= kTurnedAwayMax) return;
  auto connection = std::make_shared<Connection>(std::move(socket), lane_);
  auto work = excess >= 0 ? Connection::turn_away(std::move(connection)) : Connection::serve(std::move(connection));
  asio::co_spawn(*lane_.io, std::move(work), asio::detached);
}

}  // namespace huiyin::http
