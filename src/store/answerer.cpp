#include "store/answerer.h"

#include <utility>

namespace huiyin {

Answerer::Answerer() : thread_([this] { loop(); }) {}

Answerer::~Answerer() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  posted_.notify_one();
  thread_.join();
}

void Answerer::post(std::function<void()> call) {
  {
    const std::lock_guard lock{mutex_};
    calls_.push_back(std::move(call));
  }
  posted_.notify_one();
}

void Answerer::loop() {
  for (;;) {
    std::vector<std::function<void()>> calls;
    {
      std::unique_lock lock{mutex_};
      posted_.wait(lock, [this] { return stopping_ || !calls_.empty(); });
      if (calls_.empty()) return;
      calls.swap(calls_);
    }
    for (const auto& call : calls) call();
  }
}

}  // namespace huiyin
