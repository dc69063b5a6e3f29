// Events as bytes: canonical cores, the hash chain of a case, sealed private parts, the site's running head.
// Pure but for randomness (salts, nonces, from libsodium); safe from any thread.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/event.h"
#include "ledger/keys.h"

namespace huiyin {

using Hash = std::array<unsigned char, 32>;

Hash sha256(std::string_view bytes);
std::string hex(const Hash& hash);

// The stored form of one event: `core` is canonical JSON (RFC 8785), hash = SHA-256(core).
struct EncodedEvent {
  std::string core;
  std::string sealed;  // empty when there is no private part
  Hash hash{};
};

// Fills format, prev and commitment into the draft's core (case_id and n are the caller's), seals its private part
// under the case key. `prev` is nothing for the first event of a case.
EncodedEvent encode(DraftEvent& draft, const std::optional<Hash>& prev, const Key32& case_key);

// Reads a stored core through the upcasters. Unknown format or kind of shape -> corrupt (the server must not start).
Result<Event> decode(std::string_view core);

// Opens a sealed part and checks it against the core's commitment. Changed bytes or another key -> corrupt.
Result<PrivatePart> open_private(std::string_view sealed, const Event& core, const Key32& case_key);

// Contact data, sealed under the case key apart from the events.
std::string seal_bytes(std::string_view plain, CaseId case_id, std::string_view purpose, const Key32& case_key);
Result<std::string> open_bytes(std::string_view sealed, CaseId case_id, std::string_view purpose,
                               const Key32& case_key);

// head' = SHA-256(head || hash of the event).
Hash advance_head(const Hash& head, const Hash& event_hash);

}  // namespace huiyin
