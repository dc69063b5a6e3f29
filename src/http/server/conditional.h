// ETag and If-None-Match (RFC 9110 §13): polled boards and pages cost nothing while they stay the same. Pure.
#pragma once

#include <string>
#include <string_view>

#include "http/server/request.h"
#include "http/server/response.h"

namespace huiyin::http {

// A weak tag of the bytes (weak, for the same tag serves the compressed form). 64 bits: it tells a page from its own
// past, it protects nothing.
std::string etag_of(std::string_view body);

// True when the If-None-Match list holds the tag or "*"; weak comparison.
bool matches_etag(std::string_view if_none_match, std::string_view etag);

// A 200 to GET or HEAD whose ETag the client already has becomes a 304. The server does this for every answer; a
// handler that wants it sets the ETag header, or calls with_etag.
void answer_conditionally(const Request& request, Response& response);
Response with_etag(Response response);

}  // namespace huiyin::http
