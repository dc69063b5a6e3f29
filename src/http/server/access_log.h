// One line a request, without anything that opens a door or names a person: no query, no header values of secrets, the
// client only as the network it comes from. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "http/server/request.h"

namespace huiyin::http {

struct AccessFacts {
  std::string_view route;  // the route's name, or "unmatched"
  int status = 0;
  size_t body_bytes = 0;
  int64_t duration_us = 0;
};

// "method=GET path=/api/v1/cases/1 route=case_page status=200 bytes=512 us=830 client=203.0.113.0/24 id=..."
std::string access_line(const Request& request, const AccessFacts& facts);

// "203.0.113.9" -> "203.0.113.0/24", IPv6 -> its /48; other text -> "-".
std::string network_of(std::string_view client_address);

// All headers for a line about an error; the values of Authorization, Cookie, Huiyin-Receipt and their kin are "***".
std::string scrubbed_headers(const Headers& headers);

}  // namespace huiyin::http
