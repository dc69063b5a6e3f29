// Who asks: a session token or API key as `Authorization: Bearer`, a receipt with the number of its case, or a session
// cookie, in this order. What is shown and does not hold is refused, also at public doors. Safe from any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/sessions.h"
#include "http/server/server.h"

namespace huiyin::http {

inline constexpr std::string_view kSessionCookie = "huiyin_session";
inline constexpr std::string_view kApiKeyPrefix = "hyk_";
inline constexpr std::string_view kReceiptHeader = "Huiyin-Receipt";
// The case of a shown receipt where the path names none.
inline constexpr std::string_view kCaseHeader = "Huiyin-Case";

// The token of `Authorization: Bearer`, else of the cookie; empty when neither is there.
std::string token_of(const Request& request);

// An unsafe request that only the browser's cookie speaks for must come from a page of this site, as the browser tells
// by Sec-Fetch-Site or Origin; else not_your_role.
Result<void> check_same_origin(const Request& request);

class Gate {
 public:
  explicit Gate(App& app) : app_(app) {}

  Result<Caller> caller_of(const Request& request) const;
  // The server's gatekeeper: beyond public doors somebody signed in is needed (signed_out), with one of the guard's
  // roles (not_your_role); sets the principal to the Caller.
  Result<void> pass(Request& request, const Route& route) const;

 private:
  Result<Caller> caller_of_token(const std::string& token) const;
  App& app_;
};

}  // namespace huiyin::http
