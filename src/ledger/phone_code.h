// The code that proves a phone: six digits over HMAC-SHA-256(blind secret, blind index, span of time). Nothing is
// stored: every server of a site knows it, and it is worth nothing once its time is over.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "ledger/keys.h"

namespace huiyin {

inline constexpr int64_t kPhoneCodeMs = 5 * kMinuteMs;

// The code of the phone with that blind index at that moment; good for kPhoneCodeMs at least and twice that at most.
std::string phone_code(int64_t blind, int64_t now_at_ms, const KeyRing& ring);
// Spaces in what was typed do not matter. Constant time.
bool phone_code_matches(std::string_view shown, int64_t blind, int64_t now_at_ms, const KeyRing& ring);

}  // namespace huiyin
