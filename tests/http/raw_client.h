// A client that sends exactly the bytes it is given. Waits for events; a deadline turns a hang into a failure.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "http/server/headers.h"

namespace huiyin::http::testing {

struct RawResponse {
  int status = 0;  // 0: the connection ended before a complete answer
  Headers headers;
  std::string body;
  std::string header(std::string_view name) const { return std::string{headers.get(name).value_or("")}; }
};

class RawClient {
 public:
  explicit RawClient(uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval hang_deadline{.tv_sec = 20, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &hang_deadline, sizeof hang_deadline);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  RawClient(RawClient&& other) noexcept
      : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_), buffer_(std::move(other.buffer_)) {}
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { close(); }

  bool connected() const { return connected_; }
  void close() {
    if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  }

  // False when the server has gone away.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
    return true;
  }

  RawResponse ask(std::string_view bytes) {
    send(bytes);
    return read_response();
  }

  // Reads one answer. `of_head`: the request was HEAD, so no body follows whatever the length says.
  RawResponse read_response(bool of_head = false) {
    size_t end = 0;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
      if (!fill()) return {};
    }
    RawResponse response = parsed_head(buffer_.substr(0, end));
    buffer_.erase(0, end + 4);
    size_t length = 0;
    const auto text = response.header("Content-Length");
    std::from_chars(text.data(), text.data() + text.size(), length);
    if (of_head) length = 0;
    while (buffer_.size() < length) {
      if (!fill()) return {};
    }
    response.body = buffer_.substr(0, length);
    buffer_.erase(0, length);
    return response;
  }

  // Waits until the server ends the connection; what came before is dropped. False when it stays open for too long.
  bool wait_for_close() {
    buffer_.clear();
    char bytes[4096];
    while (true) {
      const auto count = ::recv(socket_, bytes, sizeof bytes, 0);
      if (count == 0) return true;
      if (count < 0) return errno == ECONNRESET;
    }
  }

  // Reads on until `text` has come; what came up to its end is dropped. False when the connection ended before.
  bool read_until(std::string_view text) {
    size_t at = 0;
    while ((at = buffer_.find(text)) == std::string::npos) {
      if (!fill()) return false;
    }
    buffer_.erase(0, at + text.size());
    return true;
  }

  // What has arrived and was not read as an answer.
  const std::string& rest() const { return buffer_; }

 private:
  static RawResponse parsed_head(std::string_view head) {
    RawResponse response;
    const auto lines = split_list(head, '\n');
    const auto status = lines[0].substr(lines[0].find(' ') + 1, 3);
    std::from_chars(status.data(), status.data() + status.size(), response.status);
    for (size_t i = 1; i < lines.size(); ++i) {
      const auto colon = lines[i].find(':');
      auto value = lines[i].substr(colon + 1);
      if (value.ends_with('\r')) value.remove_suffix(1);
      response.headers.add(std::string{lines[i].substr(0, colon)}, std::string{trimmed(value)});
    }
    return response;
  }

  bool fill() {
    char bytes[65536];
    auto count = ::recv(socket_, bytes, sizeof bytes, 0);
    while (count < 0 && errno == EINTR) count = ::recv(socket_, bytes, sizeof bytes, 0);  // a child process ended
    if (count <= 0) return false;
    buffer_.append(bytes, static_cast<size_t>(count));
    return true;
  }

  int socket_;
  bool connected_ = false;
  std::string buffer_;
};

inline std::string get(std::string_view target, std::string_view more_headers = {}) {
  return "GET " + std::string{target} + " HTTP/1.1\r\nHost: site\r\n" + std::string{more_headers} + "\r\n";
}

inline std::string post(std::string_view target, std::string_view body, std::string_view more_headers = {}) {
  return "POST " + std::string{target} + " HTTP/1.1\r\nHost: site\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n" + std::string{more_headers} + "\r\n" + std::string{body};
}

}  // namespace huiyin::http::testing
