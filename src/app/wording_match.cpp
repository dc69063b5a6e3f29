#include "app/wording_match.h"

namespace huiyin {

std::vector<std::string> keywords_in(std::string_view words, const Category& category) {
  std::vector<std::string> found;
  for (const auto& keyword : category.keywords) {
    if (!keyword.empty() && words.find(keyword) != words.npos) found.push_back(keyword);
  }
  return found;
}

std::string category_of_words(std::string_view words, const Programme& programme, const Definitions& today) {
  const Category* best = nullptr;
  size_t best_bytes = 0;
  bool tied = false;
  for (const auto& category : today.categories.all()) {
    if (category.answer.empty()) continue;  // an inner node promises nothing
    size_t bytes = 0;
    for (const auto& keyword : keywords_in(words, category)) bytes += keyword.size();
    if (bytes == 0 || bytes < best_bytes) continue;
    tied = bytes == best_bytes;
    best = &category;
    best_bytes = bytes;
  }
  return best != nullptr && !tied ? best->code : programme.default_category;
}

}  // namespace huiyin
