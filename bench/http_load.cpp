#include "http_load.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <random>

namespace huiyin::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr size_t kReadBytes = 64 * 1024;
constexpr int kEventsMax = 256;
constexpr size_t kWaitingMax = 200'000;  // an open loop that far behind is not going to catch up

double ms_between(Clock::time_point from, Clock::time_point to) {
  return std::chrono::duration<double, std::milli>(to - from).count();
}

struct Line {
  int socket = -1;
  std::string received;
  std::optional<Ask> ask;
  Clock::time_point due_at;
};

class Loader {
 public:
  Loader(const LoadPlan& plan, const NextAsk& next)
      : plan_(plan), next_(next), random_(plan.seed), poll_(epoll_create1(0)), lines_(plan.connections) {
    for (size_t index = 0; index < lines_.size(); ++index) connect_line(index);
  }
  ~Loader() {
    for (const auto& line : lines_) close(line.socket);
    close(poll_);
  }
  Loader(const Loader&) = delete;
  Loader& operator=(const Loader&) = delete;

  LoadReport run() {
    const auto started = Clock::now();
    counted_from_ = started + std::chrono::microseconds{static_cast<int64_t>(plan_.warm_up_s * 1e6)};
    const auto end = counted_from_ + std::chrono::microseconds{static_cast<int64_t>(plan_.seconds * 1e6)};
    next_due_ = started;
    while (Clock::now() < end) {
      feed();
      wait();
    }
    report_.seconds = plan_.seconds;
    return std::move(report_);
  }

 private:
  void connect_line(size_t index) {
    auto& line = lines_[index];
    line.socket = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(plan_.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(line.socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      fmt::print(stderr, "load: cannot connect to port {}: {}\n", plan_.port, std::strerror(errno));
      std::exit(1);
    }
    const int yes = 1;
    setsockopt(line.socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    epoll_event event{.events = EPOLLIN, .data = {.u64 = index}};
    epoll_ctl(poll_, EPOLL_CTL_ADD, line.socket, &event);
    line.received.clear();
    idle_.push_back(index);
  }

  // Puts what is due on idle connections.
  void feed() {
    const auto now = Clock::now();
    if (plan_.rate_per_s <= 0) {
      while (!idle_.empty() && start_on_idle(now)) continue;
      return;
    }
    while (next_due_ <= now && waiting_.size() < kWaitingMax) {
      waiting_.push_back(next_due_);
      const double share = (static_cast<double>(random_() >> 11) + 1.0) / 9007199254740993.0;
      next_due_ += std::chrono::nanoseconds{static_cast<int64_t>(-std::log(share) / plan_.rate_per_s * 1e9)};
    }
    while (!idle_.empty() && !waiting_.empty() && start_on_idle(waiting_.front())) waiting_.pop_front();
  }

  bool start_on_idle(Clock::time_point due_at) {
    auto ask = next_();
    if (!ask) return false;
    const size_t index = idle_.front();
    idle_.pop_front();
    auto& line = lines_[index];
    line.ask = std::move(ask);
    line.due_at = due_at;
    const auto& bytes = line.ask->bytes;
    const auto sent = send(line.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(bytes.size())) broke(index);
    return true;
  }

  void wait() {
    int timeout_ms = 20;
    if (plan_.rate_per_s > 0) {
      timeout_ms = static_cast<int>(std::clamp(ms_between(Clock::now(), next_due_), 0.0, 20.0));
    }
    epoll_event events[kEventsMax];
    const int count = epoll_wait(poll_, events, kEventsMax, timeout_ms);
    for (int i = 0; i < count; ++i) read_line(events[i].data.u64);
  }

  void read_line(size_t index) {
    auto& line = lines_[index];
    char chunk[kReadBytes];
    const auto got = recv(line.socket, chunk, sizeof chunk, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got <= 0) return broke(index);
    line.received.append(chunk, static_cast<size_t>(got));
    const auto head_end = line.received.find("\r\n\r\n");
    if (head_end == std::string::npos) return;
    const std::string_view head{line.received.data(), head_end};
    const size_t body_size = content_length(head);
    if (line.received.size() < head_end + 4 + body_size) return;
    int status = 0;
    std::from_chars(head.data() + 9, head.data() + 12, status);
    const bool closes = head.find("Connection: close") != std::string_view::npos;
    answer(line, {status, std::string_view{line.received}.substr(head_end + 4, body_size)});
    line.received.clear();
    if (closes) return reconnect(index);
    idle_.push_back(index);
  }

  static size_t content_length(std::string_view head) {
    constexpr std::string_view kName = "Content-Length: ";
    const auto at = head.find(kName);
    size_t size = 0;
    if (at != std::string_view::npos) std::from_chars(head.data() + at + kName.size(), head.data() + head.size(), size);
    return size;
  }

  void answer(Line& line, const Reply& reply) {
    const auto now = Clock::now();
    if (!line.ask) return;
    auto ask = std::move(*line.ask);
    line.ask.reset();
    if (ask.answered) ask.answered(reply);
    if (now < counted_from_) return;
    auto& told = report_.by_kind[ask.kind];
    ++report_.by_status[reply.status];
    if (reply.status == 200 || reply.status == 201) {
      told.waited_ms.push_back(static_cast<float>(ms_between(line.due_at, now)));
      return;
    }
    ++told.failed;
    if (report_.first_failure.empty())
      report_.first_failure = fmt::format("{}: {} {}", ask.kind, reply.status, reply.body);
  }

  void broke(size_t index) {
    answer(lines_[index], {});
    reconnect(index);
  }

  void reconnect(size_t index) {
    close(lines_[index].socket);
    connect_line(index);
  }

  const LoadPlan& plan_;
  const NextAsk& next_;
  std::mt19937_64 random_;
  int poll_;
  std::vector<Line> lines_;
  std::deque<size_t> idle_;
  std::deque<Clock::time_point> waiting_;
  Clock::time_point next_due_, counted_from_;
  LoadReport report_;
};

}  // namespace

LoadReport run_load(const LoadPlan& plan, const NextAsk& next) {
  return Loader{plan, next}.run();
}

std::string get_request(const std::string& path, const std::string& headers) {
  return fmt::format("GET {} HTTP/1.1\r\nHost: localhost\r\n{}\r\n", path, headers);
}

std::string post_request(const std::string& path, const std::string& headers, const std::string& body) {
  return fmt::format(
      "POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{}", path,
      body.size(), headers, body);
}

}  // namespace huiyin::bench
