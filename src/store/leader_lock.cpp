#include "store/leader_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cstring>
#include <utility>

namespace huiyin {

Result<LeaderLock> LeaderLock::take(const std::string& database_path) {
  const auto path = database_path + ".lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return refuse(RefusalCode::store_unavailable, path + ": " + std::strerror(errno));
  LeaderLock lock{descriptor};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return refuse(RefusalCode::store_unavailable, "another program writes " + database_path + "; stop it first");
  }
  return lock;
}

LeaderLock::LeaderLock(LeaderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

LeaderLock::~LeaderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace huiyin
