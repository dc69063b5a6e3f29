#include "http/server/conditional.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

namespace huiyin::http {
namespace {

std::string_view without_weakness(std::string_view tag) {
  if (tag.starts_with("W/")) tag.remove_prefix(2);
  return tag;
}

}  // namespace

std::string etag_of(std::string_view body) {
  uint64_t hash = 0xcbf29ce484222325ULL;  // FNV-1a
  for (const char c : body) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
  return fmt::format("W/\"{:016x}\"", hash);
}

bool matches_etag(std::string_view if_none_match, std::string_view etag) {
  if (trimmed(if_none_match) == "*") return true;
  return std::ranges::any_of(split_list(if_none_match, ','), [&](std::string_view candidate) {
    return !candidate.empty() && without_weakness(candidate) == without_weakness(etag);
  });
}

void answer_conditionally(const Request& request, Response& response) {
  if (response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return;
  const auto etag = response.headers.get("ETag");
  const auto known = request.headers.get("If-None-Match");
  if (!etag || !known || !matches_etag(*known, *etag)) return;
  response.status = 304;
  response.body.clear();
}

Response with_etag(Response response) {
  response.headers.set("ETag", etag_of(response.body));
  return response;
}

}  // namespace huiyin::http
