// The listening socket of one lane. Runs on the lane's io thread but for open().
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "http/server/connection.h"

namespace huiyin::http {

class Listener {
 public:
  explicit Listener(Lane& lane);

  // Port 0 takes a free one. Not an address, or taken by anybody (also by a server of ours) -> wrong_use.
  Result<void> open(const std::string& address, uint16_t port, bool first);
  uint16_t port() const;
  // Accepts until close(); the listener outlives the lane's io thread.
  void start();
  void close();

 private:
  Task<void> accept_all();
  bool accept_one();  // false: nothing to accept now
  void admit(Socket socket);

  Lane& lane_;
  asio::basic_socket_acceptor<asio::ip::tcp, IoExecutor> acceptor_;
  Timer backoff_;
  bool exhausted_ = false;
};

}  // namespace huiyin::http
