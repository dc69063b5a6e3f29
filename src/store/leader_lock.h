// Keeps a second program from writing the same SQLite file: a lock on "<file>.lock", gone with the process.
#pragma once

#include <string>

#include "base/result.h"

namespace huiyin {

class LeaderLock {
 public:
  // Held by another -> store_unavailable.
  static Result<LeaderLock> take(const std::string& database_path);
  LeaderLock(LeaderLock&& other) noexcept;
  LeaderLock& operator=(LeaderLock&&) = delete;
  ~LeaderLock();

 private:
  explicit LeaderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace huiyin
