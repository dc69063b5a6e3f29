// Text messages to requesters' phones, sent beside whoever asked for them: how long the gateway takes tells nobody
// whether a number is known.
#pragma once

#include <boost/asio/thread_pool.hpp>
#include <functional>
#include <string>

#include "base/result.h"

namespace huiyin {

// Takes one message to one phone; blocks until it is handed over.
using TextGateway = std::function<Result<void>(const std::string& phone, const std::string& text)>;

// Into the server's log, the number masked: to try things out, and for sites without a gateway.
TextGateway log_gateway();
// Runs `program PHONE TEXT`, at most ten seconds. Any exit code but 0 -> wrong_use with what it said.
TextGateway program_gateway(std::string program);

// One message after the other on a thread of its own; what a gateway refuses is logged without number and text. Safe
// from any thread. Ending waits for what is being sent.
class TextSender {
 public:
  explicit TextSender(TextGateway gateway);
  ~TextSender();
  void send(std::string phone, std::string text);

 private:
  TextGateway gateway_;
  boost::asio::thread_pool thread_{1};
};

}  // namespace huiyin
