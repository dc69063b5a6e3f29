// Tells signed-in people which of their cases have just changed: the number, never the matter. One thread follows the
// log while somebody listens, so that changes made by another server of the same store are told as well.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "http/server/stream.h"

namespace huiyin::http {

class CaseHints {
 public:
  explicit CaseHints(App& app, int64_t period_ms = 300);
  ~CaseHints();
  CaseHints(const CaseHints&) = delete;
  CaseHints& operator=(const CaseHints&) = delete;

  // Server-sent events: `ready` at once, then `case` with {"case_no","version","state"} for each case that changed and
  // that the caller may see by a post. It ends after five minutes, so that posts and sessions are looked at again; who
  // listens connects anew and reads his lists again. Safe from any thread.
  std::shared_ptr<Stream> follow(const Caller& caller);

 private:
  struct Listener {
    Caller caller;
    std::shared_ptr<Stream> stream;
    int64_t until_at_ms = 0;
  };

  void run();
  bool wait_for_round();
  void round();
  std::vector<Listener> current();
  void tell(const std::vector<Listener>& listeners, const Case& state) const;

  App& app_;
  const int64_t period_ms_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Listener> listeners_;
  bool stopping_ = false;
  int64_t log_seq_ = -1;  // told up to here; -1: nobody has listened yet. The thread's own.
  std::thread thread_;
};

}  // namespace huiyin::http
