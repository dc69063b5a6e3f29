// Token buckets per client address class (an IPv4 address, an IPv6 /64) in bounded memory, for the intake door.
// Safe from any thread. When more classes arrive than there is room for, the longest unseen are forgotten: a forgotten
// class starts with a full bucket, so pressure makes the limit milder, never unjust.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace huiyin::http {

struct RateLimit {
  int64_t per_minute = 60;
  int64_t burst = 20;
  size_t classes_max = 65'536;  // 24 bytes each
};

class RateLimiter {
 public:
  explicit RateLimiter(RateLimit limit);

  // Takes one token of the address's class. None left -> too_many; retry_after_s() says when there
  // will be one.
  // `now_ms` from a steady clock.
  Result<void> take(std::string_view client_address, int64_t now_ms);
  // Whole seconds until a token comes back to an empty bucket.
  int64_t retry_after_s() const;

 private:
  struct Bucket {
    uint64_t class_hash = 0;
    int64_t seen_at_ms = 0;
    int64_t units = 0;
  };
  Bucket& bucket_of(uint64_t class_hash, int64_t now_ms);

  RateLimit limit_;
  uint64_t seed_;
  std::mutex mutex_;
  std::vector<Bucket> buckets_;
};

// The class of an address: IPv4 as it is, IPv6 its first 64 bits; other text as it is.
std::string address_class(std::string_view client_address);

}  // namespace huiyin::http
