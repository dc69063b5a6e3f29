// Calls back those whose commit is done, on a thread of its own and in the order of the commits, so that the writer is
// at its next batch while their answers are made. Safe from any thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace huiyin {

class Answerer {
 public:
  Answerer();
  ~Answerer();  // after the last call
  void post(std::function<void()> call);

 private:
  void loop();

  std::mutex mutex_;
  std::condition_variable posted_;
  std::vector<std::function<void()>> calls_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace huiyin
