#include "domain/place_code.h"

#include <array>

namespace huiyin {
namespace {

constexpr std::array<uint64_t, 4> kFilling{1'000'000'000, 1'000'000, 1'000, 1};  // by groups after the district's

}  // namespace

std::optional<PlaceCode> PlaceCode::parse(std::string_view text) {
  if (text.size() < kDistrictDigits || text.size() > kGridDigits || text.size() % 3 != 0) return std::nullopt;
  uint64_t digits = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    digits = digits * 10 + static_cast<uint64_t>(c - '0');
  }
  const size_t groups = (text.size() - kDistrictDigits) / 3;
  return PlaceCode{digits * kFilling[groups] * 4 + groups};
}

std::string PlaceCode::text() const {
  // Fifteen digits fit a string without memory of its own; halves of 32 bits divide faster.
  std::string text(kGridDigits, '0');
  const uint64_t all = number_ / 4;
  auto high = static_cast<uint32_t>(all / 100'000'000), low = static_cast<uint32_t>(all % 100'000'000);
  for (size_t at = 7; at-- > 0; high /= 10) text[at] = static_cast<char>('0' + high % 10);
  for (size_t at = kGridDigits; at-- > 7; low /= 10) text[at] = static_cast<char>('0' + low % 10);
  text.resize(digits());
  return text;
}

std::optional<PlaceCode> PlaceCode::parent() const {
  const uint64_t groups = number_ & 3;
  if (groups == 0) return std::nullopt;
  const uint64_t above = number_ / 4 / kFilling[groups] / 1'000;
  return PlaceCode{above * kFilling[groups - 1] * 4 + groups - 1};
}

}  // namespace huiyin
