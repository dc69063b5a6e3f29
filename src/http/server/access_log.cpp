#include "http/server/access_log.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "http/server/target.h"

namespace huiyin::http {
namespace {

constexpr std::string_view kSecrets[] = {"Authorization",  "Proxy-Authorization", "Cookie",
                                         "Huiyin-Receipt", "X-Api-Key",           "Referer",
                                         "X-Csrf-Token",   "X-Forwarded-For",     "Forwarded"};

bool is_secret(std::string_view name) {
  return std::ranges::any_of(kSecrets, [&](std::string_view secret) { return same_token(secret, name); });
}

}  // namespace

std::string network_of(std::string_view client_address) {
  const std::string text{client_address};
  char buffer[INET6_ADDRSTRLEN];
  in_addr v4{};
  if (inet_pton(AF_INET, text.c_str(), &v4) == 1) {
    v4.s_addr &= htonl(0xffffff00U);
    inet_ntop(AF_INET, &v4, buffer, sizeof buffer);
    return std::string{buffer} + "/24";
  }
  in6_addr v6{};
  if (inet_pton(AF_INET6, text.c_str(), &v6) != 1) return "-";
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return network_of(std::string_view{text}.substr(text.rfind(':') + 1));
  std::fill_n(v6.s6_addr + 6, 10, uint8_t{0});
  inet_ntop(AF_INET6, &v6, buffer, sizeof buffer);
  return std::string{buffer} + "/48";
}

std::string access_line(const Request& request, const AccessFacts& facts) {
  return fmt::format("method={} path={} route={} status={} bytes={} us={} client={} id={}", request.method,
                     request.path, facts.route, facts.status, facts.body_bytes, facts.duration_us,
                     network_of(request.client_address), request.request_id);
}

std::string scrubbed_headers(const Headers& headers) {
  std::string out;
  for (const auto& [name, value] : headers.all()) {
    if (!out.empty()) out += ' ';
    fmt::format_to(std::back_inserter(out), "{}={}", name, is_secret(name) ? "***" : percent_encoded(value));
  }
  return out;
}

}  // namespace huiyin::http
