#include "http/server/cookies.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace huiyin::http {

std::optional<std::string_view> cookie_of(const Request& request, std::string_view name) {
  for (const auto& field : request.headers.all()) {
    if (!same_token(field.name, "Cookie")) continue;
    for (const auto& pair : split_list(field.value, ';')) {
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    }
  }
  return std::nullopt;
}

std::string set_cookie(const Cookie& cookie) {
  std::string out = fmt::format("{}={}; Path={}; HttpOnly; SameSite={}", cookie.name, cookie.value, cookie.path,
                                cookie.same_site == SameSite::strict ? "Strict" : "Lax");
  if (cookie.secure) out += "; Secure";
  if (cookie.max_age_s != 0) {
    fmt::format_to(std::back_inserter(out), "; Max-Age={}", std::max<int64_t>(cookie.max_age_s, 0));
  }
  return out;
}

}  // namespace huiyin::http
