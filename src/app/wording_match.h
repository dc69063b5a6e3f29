// Words that speak for a category: a cold start before triage has learnt anything. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/definitions.h"

namespace huiyin {

// The keywords of a category that occur in the words.
std::vector<std::string> keywords_in(std::string_view words, const Category& category);

// The leaf whose keywords cover most of the words; ties and no match abstain: the programme's default.
std::string category_of_words(std::string_view words, const Programme& programme, const Definitions& today);

}  // namespace huiyin
