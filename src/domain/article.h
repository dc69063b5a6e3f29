// Knowledge: what a desk may answer on the spot, and a resident may read before asking. Of the site, dated, by
// category.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/lifecycle.h"

namespace huiyin {

struct Article {
  std::string code;      // "bulky_waste"
  std::string category;  // a code of the tree; inner nodes too
  Wording title, answer;
  std::vector<std::string> words;  // what people say when they mean it
  std::optional<LocalDate> valid_until;
};

// Those the words speak of and that still hold on that day, best first, at most `most`: by the bytes of their own words
// that are found; of equals those of the category (or above it), then by code. An article none of whose words is
// found is not among them, unless the category alone was asked for (`text` empty).
std::vector<const Article*> fitting_articles(const std::vector<Article>& articles, const std::string& text,
                                             const std::string& category, LocalDate day, size_t most);

}  // namespace huiyin
