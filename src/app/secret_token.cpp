#include "app/secret_token.h"

#include <sodium.h>

#include "base/text.h"
#include "ledger/chain.h"

namespace huiyin {

std::string new_token(std::string_view prefix) {
  std::string bytes(32, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return std::string{prefix} + to_hex(bytes);
}

std::string token_hash(std::string_view token) {
  return hex(sha256(token));
}

std::string new_password() {
  constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";
  std::string password;
  for (int count = 0; count < 16; ++count) password += kLetters[randombytes_uniform(kLetters.size())];
  return password;
}

}  // namespace huiyin
