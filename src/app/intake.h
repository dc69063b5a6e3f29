// What a door hands in, checked and completed: the opening as the engine wants it. Used by open_case.
#pragma once

#include "app/open_case.h"
#include "domain/decide.h"

namespace huiyin {

struct Intake {
  Opening opening;             // without id
  std::vector<CaseId> linked;  // cases it is opened on
  std::string contact_json;    // empty = none
  int64_t contact_blind = 0;
  std::string phone;
  int64_t occurred_at_ms = 0;  // 0 = now
};

// Digits, at least five, and what people write between them; at most 20 characters -> invalid_input at `where`.
Result<void> check_phone(const std::string& phone, const char* where);

// Refusals as open_case's, before the store is asked anything.
Result<Intake> read_intake(const Caller& caller, const OpenInput& input, const Definitions& today,
                           const Categoriser& categoriser, const KeyRing& keys);

}  // namespace huiyin
