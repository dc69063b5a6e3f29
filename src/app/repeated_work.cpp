#include "app/repeated_work.h"

#include <chrono>

namespace huiyin {

RepeatedWork::RepeatedWork(int64_t pause_ms, std::function<void()> work)
    : pause_ms_(pause_ms), work_(std::move(work)) {}

RepeatedWork::~RepeatedWork() {
  stop();
}

void RepeatedWork::start() {
  if (thread_.joinable()) return;
  thread_ = std::thread{[this] {
    do {
      work_();
    } while (wait_until_next());
  }};
}

void RepeatedWork::stop() {
  {
    const std::scoped_lock lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
}

bool RepeatedWork::wait_until_next() {
  std::unique_lock lock{mutex_};
  return !wake_.wait_for(lock, std::chrono::milliseconds{pause_ms_}, [this] { return is_stopping(); });
}

}  // namespace huiyin
