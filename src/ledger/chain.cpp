#include "ledger/chain.h"

#include <openssl/evp.h>

#include <cstdlib>
#include <memory>

#include "base/json_compact.h"
#include "ledger/sodium.h"
#include "ledger/upcast.h"

namespace huiyin {
namespace {

constexpr size_t kSaltBytes = 32;

struct FreeDigest {
  void operator()(EVP_MD* digest) const { EVP_MD_free(digest); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

// Fetched once: OpenSSL 3 looks an implicitly fetched algorithm up again on every use, which costs more than the hash.
const EVP_MD* sha256_digest() {
  static const std::unique_ptr<EVP_MD, FreeDigest> digest{EVP_MD_fetch(nullptr, "SHA256", nullptr)};
  return digest.get();
}

std::string_view view_of(const Hash& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

std::string event_binding(CaseId case_id, int64_t n) {
  std::string text = "huiyin.event";
  ledger::append_number(text, case_id);
  ledger::append_number(text, n);
  return text;
}

std::string bytes_binding(CaseId case_id, std::string_view purpose) {
  std::string text = "huiyin.bytes";
  ledger::append_number(text, case_id);
  text += purpose;
  return text;
}

// salt || private bytes: what the commitment is taken over and what is sealed, so that the salt is secret as well.
std::string salted(const PrivatePart& secret) {
  ledger::start_sodium();
  std::string plain(kSaltBytes, '\0');
  randombytes_buf(plain.data(), kSaltBytes);
  json::detail::write(plain, secret, json::Form::compact);
  return plain;
}

std::string place_of(const Event& core) {
  return fmt::format("case {} event {}", core.case_id, core.n);
}

}  // namespace

Hash sha256(std::string_view bytes) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeDigest> context{EVP_MD_CTX_new()};
  Hash hash;
  const bool done = EVP_DigestInit_ex2(context.get(), sha256_digest(), nullptr) == 1 &&
                    EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) == 1 &&
                    EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1;
  if (!done) std::abort();  // no memory or no SHA-256: a made-up hash would be worse than no program
  return hash;
}

std::string hex(const Hash& hash) {
  std::string text(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), hash.data(), hash.size());
  text.pop_back();
  return text;
}

EncodedEvent encode(DraftEvent& draft, const std::optional<Hash>& prev, const Key32& case_key) {
  EncodedEvent encoded;
  draft.core.format = kCurrentFormat;
  draft.core.prev = prev ? hex(*prev) : std::string{};
  draft.core.commitment.clear();
  if (!draft.secret.empty()) {
    const std::string plain = salted(draft.secret);
    draft.core.commitment = hex(sha256(plain));
    encoded.sealed = ledger::seal(plain, event_binding(draft.core.case_id, draft.core.n), case_key);
  }
  encoded.core.reserve(1024);
  json::detail::write(encoded.core, draft.core, json::Form::compact);
  encoded.hash = sha256(encoded.core);
  return encoded;
}

Result<Event> decode(std::string_view core) {
  if (auto event = json::read_compact<Event>(core); event && event->format == kCurrentFormat) return std::move(*event);
  auto value = json::parse(core);
  if (!value) return refuse(RefusalCode::corrupt, "an event core: " + value.error().detail, value.error().where);
  if (auto ok = upcast(*value, upcasters()); !ok) return std::unexpected(std::move(ok.error()));
  auto event = json::read<Event>(*value);
  if (!event) return refuse(RefusalCode::corrupt, "an event core: " + event.error().detail, event.error().where);
  return event;
}

Result<PrivatePart> open_private(std::string_view sealed, const Event& core, const Key32& case_key) {
  const auto plain = ledger::open(sealed, event_binding(core.case_id, core.n), case_key);
  if (!plain || plain->size() < kSaltBytes) {
    return refuse(RefusalCode::corrupt, "the private part does not open", place_of(core));
  }
  if (hex(sha256(*plain)) != core.commitment) {
    return refuse(RefusalCode::corrupt, "the private part is not the one the event committed to", place_of(core));
  }
  const auto words = std::string_view{*plain}.substr(kSaltBytes);
  if (auto secret = json::read_compact<PrivatePart>(words)) return std::move(*secret);
  auto secret = json::read_text<PrivatePart>(words);
  if (!secret) return refuse(RefusalCode::corrupt, "the private part: " + secret.error().detail, place_of(core));
  return secret;
}

std::string seal_bytes(std::string_view plain, CaseId case_id, std::string_view purpose, const Key32& case_key) {
  return ledger::seal(plain, bytes_binding(case_id, purpose), case_key);
}

Result<std::string> open_bytes(std::string_view sealed, CaseId case_id, std::string_view purpose,
                               const Key32& case_key) {
  auto plain = ledger::open(sealed, bytes_binding(case_id, purpose), case_key);
  if (!plain) {
    return refuse(RefusalCode::corrupt, fmt::format("the sealed {} does not open", purpose),
                  fmt::format("case {}", case_id));
  }
  return std::move(*plain);
}

Hash advance_head(const Hash& head, const Hash& event_hash) {
  std::array<char, sizeof(Hash) * 2> both;
  std::ranges::copy(view_of(head), both.begin());
  std::ranges::copy(view_of(event_hash), both.begin() + sizeof(Hash));
  return sha256({both.data(), both.size()});
}

}  // namespace huiyin
