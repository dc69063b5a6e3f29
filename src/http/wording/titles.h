// The words of problems in the languages a client may ask for. zh first, en complete.
#pragma once

#include <string_view>

namespace huiyin::http {

enum class Language { zh, en };

// The best of zh and en by an Accept-Language header with its weights; zh where the header is silent.
Language language_of(std::string_view accept_language);
std::string_view language_tag(Language language);

// The title of a problem code; empty for a code the catalogue does not know (a test walks all codes).
std::string_view title_of(std::string_view problem_code, Language language);

}  // namespace huiyin::http
