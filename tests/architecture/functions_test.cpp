#include "architecture/functions.h"

#include <gtest/gtest.h>

namespace huiyin::architecture {
namespace {

struct Row {
  const char* text;
  std::vector<size_t> lengths;
};

TEST(Functions, are_found_with_their_lengths) {
  const std::vector<Row> rows{
      {"int f() {\n  return 1;\n}\n", {3}},
      {"namespace a {\nint f() { return 1; }\nint g();\nint h() {\n}\n}\n", {1, 2}},
      {"class A : public B {\n public:\n  A() : a_{1}, b_(2) {\n  }\n  int c() const {\n  }\n};\n", {3, 2}},
      {"struct A {\n  int a = 1;\n  std::vector<int> b{1, 2};\n  bool operator==(const A&) const { return true; "
       "}\n};\n",
       {1}},
      {"const std::map<int, int> kMap{\n  {1, 2},\n};\nconstexpr auto f = [](int a) {\n return a;\n};\n", {}},
      {"template <class T, class U = int>\nT f(U a = {}) {\n}\n", {3}},
      {"enum class E { a, b };\nauto f() -> int {\n  if (a) {\n  }\n  return g([] {\n  });\n}\n", {6}},
      {"// void f() {\nconst char* a = \"{\";\nchar b = '{';\nlong c = 1'000;\nint f() {\n}\n", {2}},
      {"#define X(a) { \\\n  a }\nauto a = R\"q({ ( \")q\";\nint f() {\n}\n", {2}},
      {"MACRO(a, (), (b))\n\nstruct A {\n  int f() {\n  }\n};\n", {2}},
  };
  for (const auto& row : rows) {
    std::vector<size_t> lengths;
    for (const auto& function : functions_of(row.text)) lengths.push_back(function.lines_count);
    EXPECT_EQ(lengths, row.lengths) << row.text;
  }
}

}  // namespace
}  // namespace huiyin::architecture
