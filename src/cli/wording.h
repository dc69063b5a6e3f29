// Every text the command line prints, zh first, en complete. Placeholders are numbered so that a language may turn
// them.
#pragma once

#include <string_view>
#include <vector>

#include "http/wording/titles.h"

namespace huiyin::cli {

// Empty for a key the catalogue does not know.
std::string_view text_of(std::string_view key, http::Language language);

}  // namespace huiyin::cli
