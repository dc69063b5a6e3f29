#include "domain/article.h"

#include <algorithm>
#include <tuple>

namespace huiyin {

namespace {

struct Fit {
  size_t found_bytes = 0;
  bool is_of_category = false;
  const Article* article = nullptr;
};

Fit fit_of(const Article& article, const std::string& text, const std::string& category) {
  Fit fit{0, !category.empty() && category.starts_with(article.category), &article};
  for (const auto& word : article.words) {
    if (text.find(word) != text.npos) fit.found_bytes += word.size();
  }
  return fit;
}

}  // namespace

std::vector<const Article*> fitting_articles(const std::vector<Article>& articles, const std::string& text,
                                             const std::string& category, LocalDate day, size_t most) {
  std::vector<Fit> fits;
  for (const auto& article : articles) {
    if (article.valid_until && *article.valid_until < day) continue;
    const auto fit = fit_of(article, text, category);
    if (fit.found_bytes > 0 || (text.empty() && fit.is_of_category)) fits.push_back(fit);
  }
  std::ranges::sort(fits, [](const Fit& one, const Fit& other) {
    return std::tuple{other.found_bytes, other.is_of_category, one.article->code} <
           std::tuple{one.found_bytes, one.is_of_category, other.article->code};
  });
  std::vector<const Article*> best;
  for (const auto& fit : fits) {
    if (best.size() < most) best.push_back(fit.article);
  }
  return best;
}

}  // namespace huiyin
