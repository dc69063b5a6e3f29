#include <map>
#include <set>

#include "definitions/site_files.h"
#include "definitions/yaml.h"

namespace huiyin {
namespace {

// How long about, to tell that staged deadlines ascend.
int64_t about_minutes(Duration duration) {
  constexpr int64_t kWorkedDay = 480;
  switch (duration.unit) {
    case TimeUnit::minute:
    case TimeUnit::working_minute: return duration.amount;
    case TimeUnit::hour:
    case TimeUnit::working_hour: return duration.amount * 60;
    case TimeUnit::day: return duration.amount * 1440;
    case TimeUnit::working_day: return duration.amount * kWorkedDay;
  }
  return 0;
}

std::vector<Duration> read_stages(const yaml::Value& value) {
  std::vector<Duration> stages;
  for (const yaml::Value& item : value.items()) {
    const Duration stage = item.duration();
    if (stage.amount == 0) item.complain("must be longer than nothing");
    if (!stages.empty() && stage.unit == stages.back().unit && about_minutes(stage) <= about_minutes(stages.back())) {
      item.complain("staged deadlines must ascend");
    }
    stages.push_back(stage);
  }
  return stages;
}

Category read_category(const yaml::Value& value) {
  const yaml::Map map = value.map({"code", "key", "title", "answer", "contact", "precision", "urgent", "keywords"});
  Category category;
  if (!value.is_map()) return category;
  category.code = map.required("code").text(8);
  category.key = map.required("key").word();
  category.title = map.required("title").wording();
  category.answer = read_stages(map["answer"]);
  category.contact = map["contact"] ? map["contact"].duration() : Duration{24, TimeUnit::hour};
  if (map["precision"]) category.precision = map["precision"].one_of<Precision>();
  if (map["urgent"]) category.urgent = map["urgent"].boolean();
  category.keywords = map["keywords"].texts(30);
  return category;
}

// What CategoryTree::of would refuse one at a time, all at once.
void check_codes(const std::vector<std::pair<Category, yaml::Value>>& read) {
  std::set<std::string> codes, keys;
  for (const auto& [category, value] : read) {
    if (!codes.insert(category.code).second) value.complain(fmt::format("code {} is given twice", category.code));
    if (!keys.insert(category.key).second) value.complain(fmt::format("key {} is given twice", category.key));
  }
  for (const auto& [category, value] : read) {
    if (category.code.size() > 2 && !codes.contains(category.code.substr(0, category.code.size() - 2))) {
      value.complain(fmt::format("category {} has no parent", category.code));
    }
  }
}

}  // namespace

std::optional<CategoryTree> read_categories(const SourceFile& file, Findings& findings) {
  const size_t findings_before = findings.size();
  const yaml::Document document{file, findings};
  const yaml::Map map = document.root().map({"categories"});
  std::vector<std::pair<Category, yaml::Value>> read;
  if (document.root().is_map()) {
    for (const yaml::Value& item : map.required("categories").items()) read.emplace_back(read_category(item), item);
  }
  if (findings.size() > findings_before) return std::nullopt;
  check_codes(read);
  if (findings.size() > findings_before) return std::nullopt;
  std::vector<Category> categories;
  for (const auto& [category, value] : read) categories.push_back(category);
  auto tree = CategoryTree::of(std::move(categories));
  if (tree) return *tree;
  for (const auto& [category, value] : read) {
    if (category.code == tree.error().where) value.complain(tree.error().detail);
  }
  if (findings.size() == findings_before) findings.push_back({file.path, 0, "", tree.error().detail});
  return std::nullopt;
}

}  // namespace huiyin
