#include "domain/category.h"

#include <gtest/gtest.h>

namespace huiyin {
namespace {

Category node(std::string code, std::string key) {
  Category made;
  made.code = std::move(code);
  made.key = std::move(key);
  return made;
}

Category leaf(std::string code, std::string key) {
  Category made = node(std::move(code), std::move(key));
  made.answer = {{24, TimeUnit::hour}};
  return made;
}

TEST(Category, IsFoundByCodeAndByKeyAndKnowsWhetherCasesAreFiledUnderIt) {
  const auto tree = CategoryTree::of({node("01", "utility"), leaf("0102", "drainage"), leaf("99", "other")});
  ASSERT_TRUE(tree);
  EXPECT_EQ(tree->by_code("0102")->key, "drainage");
  EXPECT_EQ(tree->by_key("utility")->code, "01");
  EXPECT_EQ(tree->by_code("0103"), nullptr);
  EXPECT_EQ(tree->by_key("x"), nullptr);
  EXPECT_FALSE(tree->is_leaf(*tree->by_code("01")));
  EXPECT_TRUE(tree->is_leaf(*tree->by_code("0102")));
  EXPECT_TRUE(tree->is_leaf(*tree->by_code("99")));
}

TEST(Category, ATreeThatDoesNotHoldIsRefusedByName) {
  const std::vector<std::pair<std::vector<Category>, std::string>> rows{
      {{leaf("01", "a"), leaf("01", "b")}, "category code 01 is given twice"},
      {{leaf("01", "a"), leaf("02", "a")}, "key 'a' is given twice"},
      {{leaf("0101", "a")}, "category 0101 has no parent 01"},
      {{node("01", "a")}, "category 01 has no deadline"},
      {{leaf("011", "a")}, "category code '011' is not two digits a level"},
      {{leaf("0x", "a")}, "category code '0x' is not two digits a level"},
      {{leaf("", "a")}, "category code '' is not two digits a level"},
      {{leaf("01", "A b")}, "key 'A b' of category 01 is not made of a-z, 0-9 and _"},
  };
  for (const auto& [categories, detail] : rows) {
    const auto tree = CategoryTree::of(categories);
    ASSERT_FALSE(tree) << detail;
    EXPECT_EQ(tree.error().code, RefusalCode::broken_definition);
    EXPECT_EQ(tree.error().detail, detail);
  }
}

}  // namespace
}  // namespace huiyin
