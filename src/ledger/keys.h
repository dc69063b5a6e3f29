// The site's keys: named master keys that wrap case keys, and the secrets of receipts and blind indexes. Kept in one
// file of mode 0600 beside the site (app reads and writes it; here is no I/O). Backups carry it apart from the data.
#pragma once

#include <array>
#include <boost/describe.hpp>
#include <map>
#include <string>
#include <string_view>

#include "base/ids.h"
#include "base/result.h"

namespace huiyin {

using Key32 = std::array<unsigned char, 32>;

struct KeyRing {
  std::string current_master;  // name of the key that wraps new case keys
  std::map<std::string, Key32> masters;
  Key32 receipt_secret{};
  Key32 blind_secret{};
};

KeyRing generate_key_ring();
std::string write_key_ring(const KeyRing& ring);       // JSON, keys in hex
Result<KeyRing> read_key_ring(std::string_view text);  // malformed -> corrupt

// A case's own key, wrapped by a master key (XChaCha20-Poly1305, case id as associated data).
struct WrappedKey {
  std::string master;
  std::string bytes;
};
Key32 new_case_key();
WrappedKey wrap(const Key32& key, CaseId case_id, const KeyRing& ring);
// Unknown master, wrong case or changed bytes -> corrupt.
Result<Key32> unwrap(const WrappedKey& wrapped, CaseId case_id, const KeyRing& ring);

// Access secret of a case: 26 characters of Crockford base32 over HMAC-SHA-256(receipt secret, case id, generation).
std::string receipt(CaseId case_id, int32_t generation, const KeyRing& ring);
bool receipt_matches(std::string_view shown, CaseId case_id, int32_t generation, const KeyRing& ring);  // constant time

// Keyed blind index of a phone number (digits only, country code dropped): 8 bytes as a signed integer.
int64_t blind_index(std::string_view phone, const KeyRing& ring);

}  // namespace huiyin
