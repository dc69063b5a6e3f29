// gzip for answers that gain by it. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/server/request.h"
#include "http/server/response.h"

namespace huiyin::http {

inline constexpr size_t kGzipBytesMin = 1'024;

// True when Accept-Encoding names gzip (or *) with a weight above zero.
bool accepts_gzip(std::string_view accept_encoding);
// nullopt when zlib has no memory.
std::optional<std::string> gzipped(std::string_view body);

// Compresses the body in place where the client accepts it, the type is text, and it is kGzipBytesMin or longer.
void compress(const Request& request, Response& response);

}  // namespace huiyin::http
