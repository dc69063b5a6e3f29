#include "ledger/sodium.h"

#include <cstdlib>

namespace huiyin::ledger {
namespace {

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(sizeof(Key32) == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

}  // namespace

void start_sodium() {
  static const bool started = [] {
    if (sodium_init() < 0) std::abort();
    return true;
  }();
  (void)started;
}

void append_number(std::string& out, int64_t number) {
  const auto bits = static_cast<uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>((bits >> shift) & 0xff);
}

std::string seal(std::string_view plain, std::string_view bound_to, const Key32& key) {
  start_sodium();
  std::string sealed(kNonceBytes + plain.size() + kTagBytes, '\0');
  unsigned char* nonce = bytes_of(sealed);
  randombytes_buf(nonce, kNonceBytes);
  crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + kNonceBytes, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(bound_to), bound_to.size(), nullptr, nonce, key.data());
  return sealed;
}

std::optional<std::string> open(std::string_view sealed, std::string_view bound_to, const Key32& key) {
  start_sodium();
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  std::string plain(sealed.size() - kNonceBytes - kTagBytes, '\0');
  const unsigned char* nonce = bytes_of(sealed);
  const int refused = crypto_aead_xchacha20poly1305_ietf_decrypt(bytes_of(plain), nullptr, nullptr, nonce + kNonceBytes,
                                                                 sealed.size() - kNonceBytes, bytes_of(bound_to),
                                                                 bound_to.size(), nonce, key.data());
  if (refused != 0) return std::nullopt;
  return plain;
}

}  // namespace huiyin::ledger
