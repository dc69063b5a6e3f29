#include <set>

#include "definitions/site_files.h"
#include "definitions/yaml.h"

namespace huiyin {
namespace {

Article read_article(const yaml::Value& value) {
  const yaml::Map map = value.map({"code", "category", "title", "answer", "words", "until"});
  Article article;
  if (!value.is_map()) return article;
  article.code = map.required("code").word();
  article.category = map.required("category").text(8);
  article.title = map.required("title").wording();
  article.answer = map.required("answer").wording();
  article.words = map.required("words").texts(30);
  if (const auto until = map["until"]) {
    const auto day = parse_date(until.text(10));
    if (day) article.valid_until = *day;
    if (!day) until.complain("must be a date like 2026-10-01");
  }
  return article;
}

}  // namespace

std::vector<Article> read_articles(const SourceFile& file, const CategoryTree* categories, Findings& findings) {
  const yaml::Document document{file, findings};
  std::vector<Article> articles;
  if (!document.root().is_map()) return articles;
  std::set<std::string> codes;
  for (const yaml::Value& item : document.root().map({"articles"}).required("articles").items()) {
    auto article = read_article(item);
    if (!codes.insert(article.code).second) item.complain(fmt::format("code {} is given twice", article.code));
    if (categories != nullptr && categories->by_code(article.category) == nullptr) {
      item.complain(fmt::format("there is no category {}", article.category));
    }
    articles.push_back(std::move(article));
  }
  return articles;
}

}  // namespace huiyin
