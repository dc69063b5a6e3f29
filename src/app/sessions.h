// Signing in and out, and what a token or key stands for.
#pragma once

#include <string>

#include "app/app.h"
#include "app/attempt_limit.h"
#include "app/caller.h"

namespace huiyin {

inline constexpr int64_t kSessionMs = 12 * kHourMs;

struct SignedIn {
  std::string token;  // shown once; the store keeps its hash
  int64_t expires_at_ms = 0;
  Account account;  // without its password hash
  Caller caller;
};

// Wrong login, wrong password and a disabled account give the same signed_out after the same work; a shut door
// too_many. Posts are those held at that moment, here and below; where all of them have ended or not begun: signed_out.
Result<SignedIn> sign_in(App& app, AttemptLimit& failures, const std::string& login, const std::string& password);
Result<void> sign_out(App& app, const std::string& token);
// Unknown, expired, or its account disabled -> signed_out.
Result<Caller> caller_of_session(App& app, const std::string& token);
// Unknown or disabled -> signed_out.
Result<Caller> caller_of_api_key(App& app, const std::string& key);

}  // namespace huiyin
