#include "domain/category.h"

#include <fmt/format.h>

#include <algorithm>

namespace huiyin {
namespace {

std::unexpected<Refusal> broken(std::string detail, const std::string& code) {
  return refuse(RefusalCode::broken_definition, std::move(detail), code);
}

bool is_code(std::string_view code) {
  return !code.empty() && code.size() % 2 == 0 && code.size() <= 8 &&
         std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_key(std::string_view key) {
  return !key.empty() &&
         std::ranges::all_of(key, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

Result<void> check_shape(const Category& category) {
  if (!is_code(category.code)) {
    return broken(fmt::format("category code '{}' is not two digits a level", category.code), category.code);
  }
  if (!is_key(category.key)) {
    return broken(fmt::format("key '{}' of category {} is not made of a-z, 0-9 and _", category.key, category.code),
                  category.code);
  }
  return {};
}

}  // namespace

Result<CategoryTree> CategoryTree::of(std::vector<Category> categories) {
  CategoryTree tree;
  tree.categories_ = std::move(categories);
  for (size_t i = 0; i < tree.categories_.size(); ++i) {
    const Category& category = tree.categories_[i];
    if (auto ok = check_shape(category); !ok) return std::unexpected(std::move(ok.error()));
    if (!tree.by_code_.emplace(category.code, i).second) {
      return broken(fmt::format("category code {} is given twice", category.code), category.code);
    }
    if (!tree.by_key_.emplace(category.key, i).second) {
      return broken(fmt::format("key '{}' is given twice", category.key), category.code);
    }
  }
  for (const Category& category : tree.categories_) {
    const std::string parent = category.code.substr(0, category.code.size() - 2);
    if (!parent.empty() && !tree.by_code(parent)) {
      return broken(fmt::format("category {} has no parent {}", category.code, parent), category.code);
    }
    if (tree.is_leaf(category) && category.answer.empty()) {
      return broken(fmt::format("category {} has no deadline", category.code), category.code);
    }
  }
  return tree;
}

const Category* CategoryTree::by_code(std::string_view code) const {
  const auto found = by_code_.find(code);
  return found == by_code_.end() ? nullptr : &categories_[found->second];
}

const Category* CategoryTree::by_key(std::string_view key) const {
  const auto found = by_key_.find(key);
  return found == by_key_.end() ? nullptr : &categories_[found->second];
}

bool CategoryTree::is_leaf(const Category& category) const {
  const auto next = by_code_.upper_bound(category.code);
  return next == by_code_.end() || !next->first.starts_with(category.code);
}

}  // namespace huiyin
