// The body of an answer that goes on after its head, as server-sent events do: the handler's side pushes, the
// connection writes. Ends with close(), with the client, with the server, or when the client falls too far behind. Safe
// from any thread.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace huiyin::http {

class Stream {
 public:
  // `beat` is written when nothing else was for a while, so that proxies keep the connection and a client that has gone
  // is noticed.
  explicit Stream(std::string beat, size_t pending_bytes_max = 1 << 18);

  void push(std::string_view bytes);
  void close();
  bool is_closed() const;

  // --- the connection's side -----------------------------------------------------------------------------------------
  // Called after each push and close, on that thread.
  void on_change(std::function<void()> changed);
  std::string take();
  const std::string& beat() const { return beat_; }

 private:
  void tell();

  const std::string beat_;
  const size_t pending_bytes_max_;
  mutable std::mutex mutex_;
  std::string pending_;
  std::function<void()> changed_;
  bool closed_ = false;
};

}  // namespace huiyin::http
