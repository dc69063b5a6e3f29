#include "ledger/keys.h"

#include <algorithm>

#include "base/json.h"
#include "ledger/sodium.h"

namespace huiyin {
namespace {

constexpr std::string_view kCrockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr size_t kReceiptSize = 26;
constexpr size_t kMobileDigits = 11;
using Mac = std::array<unsigned char, crypto_auth_hmacsha256_BYTES>;

// The key file as it is written.
struct KeyRingText {
  std::string current_master;
  std::map<std::string, std::string> masters;
  std::string receipt_secret;
  std::string blind_secret;
};
BOOST_DESCRIBE_STRUCT(KeyRingText, (), (current_master, masters, receipt_secret, blind_secret))

Key32 random_key() {
  ledger::start_sodium();
  Key32 key;
  randombytes_buf(key.data(), key.size());
  return key;
}

std::string key_hex(const Key32& key) {
  std::string text(key.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), key.data(), key.size());
  text.pop_back();
  return text;
}

Result<Key32> key_from(std::string_view text, const std::string& where) {
  Key32 key;
  size_t size = 0;
  const char* end = nullptr;
  const int failed = sodium_hex2bin(key.data(), key.size(), text.data(), text.size(), nullptr, &size, &end);
  if (failed != 0 || size != key.size() || end != text.data() + text.size()) {
    return refuse(RefusalCode::corrupt, "a key is 64 hexadecimal digits", where);
  }
  return key;
}

std::string wrap_binding(CaseId case_id) {
  std::string text = "huiyin.case_key";
  ledger::append_number(text, case_id);
  return text;
}

Mac mac_of(std::string_view message, const Key32& secret) {
  Mac mac;
  crypto_auth_hmacsha256(mac.data(), ledger::bytes_of(message), message.size(), secret.data());
  return mac;
}

// The first 130 bits, five to a character.
std::string crockford(const Mac& mac) {
  std::string text;
  for (size_t index = 0; index < kReceiptSize; ++index) {
    const size_t bit = index * 5;
    const unsigned pair = static_cast<unsigned>(mac[bit / 8]) << 8 | mac[bit / 8 + 1];
    text += kCrockford[(pair >> (11 - bit % 8)) & 31];
  }
  return text;
}

// People copy receipts by hand: any case, dashes and spaces between, O for 0, I and L for 1.
std::string receipt_as_written(std::string_view shown) {
  std::string text;
  for (char c : shown) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    text += c;
  }
  return text;
}

// Full-width digits and plus sign (U+FF10..FF19, U+FF0B), as Chinese keyboards give them, become plain ones.
std::string half_width(std::string_view text) {
  std::string plain;
  for (size_t index = 0; index < text.size(); ++index) {
    const bool full_width = text.substr(index).starts_with("\xEF\xBC") && index + 2 < text.size();
    const auto last = full_width ? static_cast<unsigned char>(text[index + 2]) : 0;
    if (full_width && ((last >= 0x90 && last <= 0x99) || last == 0x8B)) {
      plain += last == 0x8B ? '+' : static_cast<char>('0' + (last - 0x90));
      index += 2;
    } else {
      plain += text[index];
    }
  }
  return plain;
}

// One number, one text: without country code, trunk zero and whatever stands between the digits.
std::string phone_digits(std::string_view phone) {
  const std::string plain = half_width(phone);
  std::string digits;
  std::ranges::copy_if(plain, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  bool abroad = plain.find('+') != std::string::npos;
  if (digits.starts_with("00")) {
    abroad = true;
    digits.erase(0, 2);
  }
  const bool mobile_with_code = digits.size() == kMobileDigits + 2 && digits.starts_with("861");
  if (digits.starts_with("86") && (abroad || mobile_with_code)) digits.erase(0, 2);
  if (digits.starts_with('0')) digits.erase(0, 1);
  return digits;
}

}  // namespace

KeyRing generate_key_ring() {
  KeyRing ring;
  ring.current_master = "m1";
  ring.masters[ring.current_master] = random_key();
  ring.receipt_secret = random_key();
  ring.blind_secret = random_key();
  return ring;
}

std::string write_key_ring(const KeyRing& ring) {
  KeyRingText text{ring.current_master, {}, key_hex(ring.receipt_secret), key_hex(ring.blind_secret)};
  for (const auto& [name, key] : ring.masters) text.masters[name] = key_hex(key);
  return json::write(text, json::Form::full) + "\n";
}

Result<KeyRing> read_key_ring(std::string_view text) {
  auto written = json::read_text<KeyRingText>(text);
  if (!written) return refuse(RefusalCode::corrupt, "the key file: " + written.error().detail, written.error().where);
  KeyRing ring;
  ring.current_master = written->current_master;
  for (const auto& [name, hex_text] : written->masters) {
    const auto key = key_from(hex_text, "/masters/" + name);
    if (!key) return std::unexpected(key.error());
    ring.masters[name] = *key;
  }
  if (!ring.masters.contains(ring.current_master)) {
    return refuse(RefusalCode::corrupt, "the current master key is not among the masters", "/current_master");
  }
  const auto receipt_secret = key_from(written->receipt_secret, "/receipt_secret");
  const auto blind_secret = key_from(written->blind_secret, "/blind_secret");
  if (!receipt_secret) return std::unexpected(receipt_secret.error());
  if (!blind_secret) return std::unexpected(blind_secret.error());
  ring.receipt_secret = *receipt_secret;
  ring.blind_secret = *blind_secret;
  return ring;
}

Key32 new_case_key() {
  return random_key();
}

WrappedKey wrap(const Key32& key, CaseId case_id, const KeyRing& ring) {
  const std::string_view plain{reinterpret_cast<const char*>(key.data()), key.size()};
  return {ring.current_master, ledger::seal(plain, wrap_binding(case_id), ring.masters.at(ring.current_master))};
}

Result<Key32> unwrap(const WrappedKey& wrapped, CaseId case_id, const KeyRing& ring) {
  const auto master = ring.masters.find(wrapped.master);
  if (master == ring.masters.end()) {
    return refuse(RefusalCode::corrupt, fmt::format("no master key is named '{}'", wrapped.master),
                  fmt::format("case {}", case_id));
  }
  const auto plain = ledger::open(wrapped.bytes, wrap_binding(case_id), master->second);
  if (!plain || plain->size() != sizeof(Key32)) {
    return refuse(RefusalCode::corrupt, "the key of this case does not open", fmt::format("case {}", case_id));
  }
  Key32 key;
  std::ranges::copy(*plain, key.begin());
  return key;
}

std::string receipt(CaseId case_id, int32_t generation, const KeyRing& ring) {
  std::string message = "huiyin.receipt";
  ledger::append_number(message, case_id);
  ledger::append_number(message, generation);
  return crockford(mac_of(message, ring.receipt_secret));
}

bool receipt_matches(std::string_view shown, CaseId case_id, int32_t generation, const KeyRing& ring) {
  const std::string wanted = receipt(case_id, generation, ring);
  const std::string given = receipt_as_written(shown);
  return given.size() == wanted.size() && sodium_memcmp(given.data(), wanted.data(), wanted.size()) == 0;
}

int64_t blind_index(std::string_view phone, const KeyRing& ring) {
  const std::string digits = phone_digits(phone);
  if (digits.empty()) return 0;
  const Mac mac = mac_of("huiyin.phone" + digits, ring.blind_secret);
  uint64_t bits = 0;
  for (size_t index = 0; index < 8; ++index) bits = bits << 8 | mac[index];
  return bits == 0 ? 1 : static_cast<int64_t>(bits);  // 0 means none
}

}  // namespace huiyin
