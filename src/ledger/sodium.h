// libsodium in the ledger's words: started once, sealing with a fresh nonce in front. Safe from any thread.
#pragma once

#include <sodium.h>

#include <optional>
#include <string>
#include <string_view>

#include "ledger/keys.h"

namespace huiyin::ledger {

// Starts libsodium; cheap after the first call. A machine without randomness cannot run this program: it ends here.
void start_sodium();

inline const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
inline unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

// Eight bytes, most significant first, so that texts under a hash or a seal never depend on the machine.
void append_number(std::string& out, int64_t number);

// XChaCha20-Poly1305: nonce || ciphertext || tag. `bound_to` must be the same when opening.
std::string seal(std::string_view plain, std::string_view bound_to, const Key32& key);
std::optional<std::string> open(std::string_view sealed, std::string_view bound_to, const Key32& key);

}  // namespace huiyin::ledger
