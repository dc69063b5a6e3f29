// Attempts of each name (a login, a phone) within fifteen minutes: after five the door stays shut for the rest of them.
// In memory, names whose time is over are let go when there are many: a restart forgets, and several servers count
// apart. Safe from any thread.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace huiyin {

class AttemptLimit {
 public:
  bool is_shut(const std::string& name, int64_t now_at_ms);
  void count(const std::string& name, int64_t now_at_ms);
  void forget(const std::string& name);

 private:
  struct Attempts {
    int count = 0;
    int64_t first_at_ms = 0;
  };
  std::mutex mutex_;
  std::map<std::string, Attempts> by_name_;
};

}  // namespace huiyin
