// Text as it enters the system: UTF-8 that holds, bounded, without control characters. Pure; safe from any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace huiyin {

// True when `text` is well-formed UTF-8 without NUL.
bool is_utf8(std::string_view text);

// The number of code points of well-formed UTF-8.
size_t code_points(std::string_view text);

// Checks one text field: UTF-8, no control characters but tab and newline, at most `code_points_max` characters.
// Otherwise invalid_input (or too_large) at `where`.
Result<void> check_text(std::string_view text, size_t code_points_max, const std::string& where);

// Words masked for search and triage: runs of at least 7 digits (phones, ids, two phones in a row; also with single
// spaces or dashes between) and mail addresses become "＊". The rest stays as it is.
std::string masked(std::string_view text);

// The search terms of a text, space-joined: CJK runs as overlapping bigrams (a run of one character as itself), other
// runs of letters and digits lower-cased. The same function feeds FTS5, tsvector and queries.
std::string bigrams(std::string_view text);

// The same terms as a list, each once, in order of first appearance.
std::vector<std::string> terms_of(std::string_view text);

std::string to_hex(std::string_view bytes);
// Odd length or other characters -> invalid_input.
Result<std::string> from_hex(std::string_view hex);

}  // namespace huiyin
