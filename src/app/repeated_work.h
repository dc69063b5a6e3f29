// Work done over and over on a thread of its own, a pause between one time and the next.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>

namespace huiyin {

class RepeatedWork {
 public:
  RepeatedWork(int64_t pause_ms, std::function<void()> work);
  ~RepeatedWork();  // stop()
  RepeatedWork(const RepeatedWork&) = delete;
  RepeatedWork& operator=(const RepeatedWork&) = delete;

  // Twice is once.
  void start();
  // Returns after the time under way. From any thread but the work's own.
  void stop();
  // For long work to ask between its parts; from any thread.
  bool is_stopping() const { return stopping_; }

 private:
  bool wait_until_next();

  int64_t pause_ms_;
  std::function<void()> work_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace huiyin
