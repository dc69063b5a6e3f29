// Cookies in and out (RFC 6265). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/server/request.h"

namespace huiyin::http {

// The cookie's value as sent; the first of that name.
std::optional<std::string_view> cookie_of(const Request& request, std::string_view name);

enum class SameSite { strict, lax };

// Always HttpOnly: no script of ours reads a cookie.
struct Cookie {
  std::string name;
  std::string value;      // of token characters: base64url or hex
  int64_t max_age_s = 0;  // 0 = until the browser closes; negative = delete it now
  std::string path = "/";
  bool secure = true;  // false only on a site without TLS
  SameSite same_site = SameSite::strict;
};

// The value of a Set-Cookie header.
std::string set_cookie(const Cookie& cookie);

}  // namespace huiyin::http
