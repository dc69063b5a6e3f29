// The request target taken apart and decoded once, here; nothing behind it decodes again. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/server/request.h"

namespace huiyin::http {

// Percent-decoding; '+' becomes a space only in queries. A broken escape, text that is not UTF-8 or a control
// character -> invalid_input.
Result<std::string> percent_decoded(std::string_view text, bool plus_is_space);
// Everything but unreserved characters (RFC 3986) is escaped.
std::string percent_encoded(std::string_view text);

// Fills path, segments and query. Origin form and absolute form; "*" is a path of its own without segments.
// "/a/b" has the segments a, b; "/" has none; an empty segment stays an empty one.
Result<void> read_target(std::string_view target, Request& into);

}  // namespace huiyin::http
