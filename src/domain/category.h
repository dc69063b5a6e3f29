// The tree of matter categories. Codes are two digits a level ("01", "0106"); keys are the stable English identifiers.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/programme.h"

namespace huiyin {

struct Category {
  std::string code;
  std::string key;
  Wording title;
  std::vector<Duration> answer;  // staged deadlines, ascending; empty on inner nodes
  Duration contact;              // the requester is contacted within
  Precision precision = Precision::street;
  std::vector<std::string> keywords;  // cold start of triage
  bool urgent = false;
};

class CategoryTree {
 public:
  // Duplicate code or key, a leaf without a deadline, a child without its parent -> broken_definition.
  static Result<CategoryTree> of(std::vector<Category> categories);
  const Category* by_code(std::string_view code) const;
  const Category* by_key(std::string_view key) const;
  // No other category's code begins with this one's: cases are filed under leaves.
  bool is_leaf(const Category& category) const;
  const std::vector<Category>& all() const { return categories_; }

 private:
  std::vector<Category> categories_;
  std::map<std::string, size_t, std::less<>> by_code_, by_key_;
};

}  // namespace huiyin
