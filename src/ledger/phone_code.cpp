#include "ledger/phone_code.h"

#include <fmt/format.h>

#include <algorithm>

#include "ledger/sodium.h"

namespace huiyin {

namespace {

std::string code_of_span(int64_t blind, int64_t span, const KeyRing& ring) {
  std::string message = "huiyin.phone_code";
  ledger::append_number(message, blind);
  ledger::append_number(message, span);
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac;
  crypto_auth_hmacsha256(mac.data(), ledger::bytes_of(message), message.size(), ring.blind_secret.data());
  uint64_t bits = 0;
  for (size_t index = 0; index < 8; ++index) bits = bits << 8 | mac[index];
  return fmt::format("{:06}", bits % 1'000'000);
}

}  // namespace

std::string phone_code(int64_t blind, int64_t now_at_ms, const KeyRing& ring) {
  return code_of_span(blind, now_at_ms / kPhoneCodeMs, ring);
}

bool phone_code_matches(std::string_view shown, int64_t blind, int64_t now_at_ms, const KeyRing& ring) {
  std::string typed{shown};
  std::erase(typed, ' ');
  const auto span = now_at_ms / kPhoneCodeMs;
  bool matches = false;
  for (const auto& code : {code_of_span(blind, span, ring), code_of_span(blind, span - 1, ring)}) {
    const bool same = typed.size() == code.size() && sodium_memcmp(typed.data(), code.data(), code.size()) == 0;
    matches = matches || same;
  }
  return matches;
}

}  // namespace huiyin
