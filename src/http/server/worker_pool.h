// Threads that run handlers, with a bounded queue before them. Safe from any thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace huiyin::http {

class WorkerPool {
 public:
  WorkerPool(size_t threads, size_t queue_max);
  ~WorkerPool();  // waits for the jobs that run; those that wait are dropped
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // False when the queue is full or the pool stops; the job was not taken. Jobs must not throw.
  bool submit(std::function<void()> job);
  // Takes no more jobs and drops those that wait; returns at once.
  void stop();

 private:
  void work();

  std::mutex mutex_;
  std::condition_variable wakened_;
  std::deque<std::function<void()>> jobs_;
  size_t queue_max_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace huiyin::http
