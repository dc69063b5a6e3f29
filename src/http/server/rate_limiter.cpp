#include "http/server/rate_limiter.h"

#include <arpa/inet.h>

#include <algorithm>
#include <functional>
#include <random>

namespace huiyin::http {
namespace {

constexpr size_t kSlotsPerSet = 8;
// The unit of a bucket: per_minute of them arrive each millisecond, so refilling never rounds.
constexpr int64_t kUnitsPerToken = 60'000;

uint64_t mixed(uint64_t value) {
  value ^= value >> 33;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33;
  value *= 0xc4ceb9fe1a85ec53ULL;
  return value ^ (value >> 33);
}

uint64_t random_seed() {
  std::random_device device;
  return (static_cast<uint64_t>(device()) << 32) | device();
}

}  // namespace

std::string address_class(std::string_view client_address) {
  std::string text{client_address};
  in6_addr address{};
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
  if (IN6_IS_ADDR_V4MAPPED(&address)) return text.substr(text.rfind(':') + 1);
  std::fill_n(address.s6_addr + 8, 8, uint8_t{0});
  char buffer[INET6_ADDRSTRLEN];
  inet_ntop(AF_INET6, &address, buffer, sizeof buffer);
  return buffer;
}

RateLimiter::RateLimiter(RateLimit limit)
    : limit_(limit),
      seed_(random_seed()),
      buckets_(std::max(kSlotsPerSet, limit.classes_max / kSlotsPerSet * kSlotsPerSet)) {}

RateLimiter::Bucket& RateLimiter::bucket_of(uint64_t class_hash, int64_t now_ms) {
  const auto sets = buckets_.size() / kSlotsPerSet;
  const auto first = buckets_.begin() + static_cast<ptrdiff_t>((class_hash >> 8) % sets * kSlotsPerSet);
  const auto last = first + kSlotsPerSet;
  auto slot = std::find_if(first, last, [&](const Bucket& bucket) { return bucket.class_hash == class_hash; });
  if (slot == last) {
    slot = std::min_element(first, last, [](const Bucket& a, const Bucket& b) { return a.seen_at_ms < b.seen_at_ms; });
    *slot = {class_hash, now_ms, limit_.burst * kUnitsPerToken};
  }
  return *slot;
}

Result<void> RateLimiter::take(std::string_view client_address, int64_t now_ms) {
  const auto hash = mixed(std::hash<std::string>{}(address_class(client_address)) ^ seed_) | 1;  // 0 marks a free slot
  const std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(hash, now_ms);
  const int64_t full_units = limit_.burst * kUnitsPerToken;
  const int64_t full_after_ms = full_units / std::max<int64_t>(limit_.per_minute, 1) + 1;
  const int64_t elapsed_ms = std::clamp<int64_t>(now_ms - bucket.seen_at_ms, 0, full_after_ms);
  bucket.units = std::min(full_units, bucket.units + elapsed_ms * limit_.per_minute);
  bucket.seen_at_ms = std::max(bucket.seen_at_ms, now_ms);
  if (bucket.units < kUnitsPerToken) return refuse(RefusalCode::too_many, "the limit of this door is reached");
  bucket.units -= kUnitsPerToken;
  return {};
}

int64_t RateLimiter::retry_after_s() const {
  const int64_t per_minute = std::max<int64_t>(limit_.per_minute, 1);
  return std::max<int64_t>(1, (60 + per_minute - 1) / per_minute);
}

}  // namespace huiyin::http
