#include "ledger/photo_key.h"

#include "ledger/chain.h"
#include "ledger/sodium.h"

namespace huiyin {
namespace {

constexpr size_t kRandomBytes = 16;
constexpr size_t kIdDigits = 32;
constexpr int kAlphabet = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string base64_of(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), kAlphabet), '\0');
  sodium_bin2base64(text.data(), text.size(), ledger::bytes_of(bytes), bytes.size(), kAlphabet);
  text.pop_back();
  return text;
}

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

Hash derived(std::string_view purpose, std::string_view key) {
  return sha256(std::string{purpose} + std::string{key});
}

std::string binding(std::string_view size_name) {
  return "huiyin.photo." + std::string{size_name};
}

// The second part of a key is the hash of its picture.
bool is_picture_of(std::string_view bytes, std::string_view key) {
  const auto hash = sha256(bytes);
  std::string both(kRandomBytes + hash.size(), '\0');
  size_t decoded_bytes = 0;
  const bool reads = sodium_base642bin(ledger::bytes_of(both), both.size(), key.data(), key.size(), nullptr,
                                       &decoded_bytes, nullptr, kAlphabet) == 0;
  return reads && decoded_bytes == both.size() && std::string_view{both}.substr(kRandomBytes) == view_of(hash);
}

}  // namespace

std::string new_photo_key(std::string_view picture) {
  ledger::start_sodium();
  std::string bytes(kRandomBytes, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  bytes += view_of(sha256(picture));
  return base64_of(bytes);
}

std::string photo_id(std::string_view key) {
  return hex(derived("huiyin.photo.id.", key)).substr(0, kIdDigits);
}

std::string seal_photo(std::string_view bytes, std::string_view key, std::string_view size_name) {
  return ledger::seal(bytes, binding(size_name), derived("huiyin.photo.key.", key));
}

Result<std::string> open_photo(std::string_view sealed, std::string_view key, std::string_view size_name) {
  auto plain = ledger::open(sealed, binding(size_name), derived("huiyin.photo.key.", key));
  if (!plain) return refuse(RefusalCode::corrupt, "the picture does not open", photo_id(key));
  if (size_name == "full" && !is_picture_of(*plain, key)) {
    return refuse(RefusalCode::corrupt, "the picture is not the one its key was made for", photo_id(key));
  }
  return std::move(*plain);
}

}  // namespace huiyin
