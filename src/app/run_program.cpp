#include "app/run_program.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace huiyin {
namespace {

constexpr size_t kErrorBytesKept = 4'096;

class Pipe {
 public:
  Pipe() { broken_ = ::pipe2(ends_.data(), O_CLOEXEC) != 0; }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  bool broken() const { return broken_; }
  int reading() const { return ends_[0]; }
  int writing() const { return ends_[1]; }
  void close_end(size_t end) {
    if (ends_[end] >= 0) ::close(ends_[end]);
    ends_[end] = -1;
  }

 private:
  std::array<int, 2> ends_{-1, -1};
  bool broken_ = false;
};

// The child; killed with all it started, and waited for, when nobody has waited yet.
class Child {
 public:
  explicit Child(pid_t id) : id_(id), end_(static_cast<int>(::syscall(SYS_pidfd_open, id, 0))) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (id_ > 0) {
      ::kill(-id_, SIGKILL);
      wait();
    }
    if (end_ >= 0) ::close(end_);
  }
  // Readable once it has ended.
  int end() const { return end_; }
  int wait() {
    int status = 0;
    while (::waitpid(id_, &status, 0) < 0 && errno == EINTR) {
    }
    id_ = 0;
    return status;
  }

 private:
  pid_t id_;
  int end_;
};

Result<pid_t> spawned(const std::vector<std::string>& arguments, Pipe& output, Pipe& errors) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output.writing(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, errors.writing(), STDERR_FILENO);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
  std::vector<char*> pointers;
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  pid_t id = 0;
  const int failed = ::posix_spawnp(&id, pointers.front(), &actions, &attributes, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (failed == 0) return id;
  return refuse(failed == ENOENT ? RefusalCode::unknown_thing : RefusalCode::store_unavailable,
                fmt::format("{}: {}", arguments.front(), std::strerror(failed)));
}

// Reads what is there; false at the end.
bool read_some(int descriptor, std::string& into) {
  std::array<char, 65'536> bytes;
  const auto count = ::read(descriptor, bytes.data(), bytes.size());
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  into.append(bytes.data(), static_cast<size_t>(count));
  return count > 0;
}

// Until both pipes are closed and it has ended.
Result<ProgramAnswer> listen_to(const std::string& name, const Child& child, const Pipe& output, const Pipe& errors,
                                const ProgramLimits& limits) {
  using Clock = std::chrono::steady_clock;
  const auto until = Clock::now() + limits.time_max;
  ProgramAnswer answer;
  std::array<pollfd, 3> open{pollfd{output.reading(), POLLIN, 0}, pollfd{errors.reading(), POLLIN, 0},
                             pollfd{child.end(), POLLIN, 0}};
  while (std::ranges::any_of(open, [](const pollfd& each) { return each.fd >= 0; })) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
    if (left.count() <= 0) {
      return refuse(RefusalCode::too_many, fmt::format("{} took more than {} s and was ended", name,
                                                       std::chrono::duration<double>(limits.time_max).count()));
    }
    if (::poll(open.data(), open.size(), static_cast<int>(std::min<int64_t>(left.count(), 60'000))) <= 0) continue;
    if (open[0].revents != 0 && !read_some(open[0].fd, answer.output)) open[0].fd = -1;
    if (open[1].revents != 0 && !read_some(open[1].fd, answer.errors)) open[1].fd = -1;
    if (open[2].revents != 0) open[2].fd = -1;
    if (answer.output.size() > limits.output_bytes_max) {
      return refuse(RefusalCode::too_large,
                    fmt::format("{} gave more than {} MB and was ended", name, limits.output_bytes_max >> 20));
    }
    if (answer.errors.size() > kErrorBytesKept) answer.errors.resize(kErrorBytesKept);
  }
  return answer;
}

}  // namespace

Result<ProgramAnswer> run_program(const std::vector<std::string>& arguments, const ProgramLimits& limits) {
  Pipe output, errors;
  if (output.broken() || errors.broken()) return refuse(RefusalCode::store_unavailable, std::strerror(errno));
  const auto id = spawned(arguments, output, errors);
  if (!id) return std::unexpected(id.error());
  Child child{*id};
  output.close_end(1);
  errors.close_end(1);
  auto answer = listen_to(arguments.front(), child, output, errors, limits);
  if (!answer) return answer;
  const int status = child.wait();
  if (!WIFEXITED(status)) {
    return refuse(RefusalCode::corrupt, fmt::format("{} was ended by signal {}", arguments.front(), WTERMSIG(status)));
  }
  answer->exit_code = WEXITSTATUS(status);
  return answer;
}

}  // namespace huiyin
