#include "architecture/rules.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "architecture/sample_tree.h"
#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

struct Sample {
  std::string path;
  std::string text;
};

struct Rule {
  std::string name;
  Violations (*broken_by)(const Root&);
  std::vector<Sample> kept;    // all of them together break nothing
  std::vector<Sample> broken;  // each of them alone, beside `kept`, is found
};

void PrintTo(const Rule& rule, std::ostream* out) {
  *out << rule.name;
}

std::string repeated(std::string_view line, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += line;
  return text;
}

std::vector<Rule> rules_of_code() {
  return {
      {"includes_point_inwards",
       includes_point_inwards,
       {{"src/base/ids.h", "#include <map>\n#include \"base/time.h\"\n"},
        {"src/store/rows.cpp", "#include \"triage/match.h\"\n#include \"definitions/site.h\"\n"},
        {"src/cli/main.cpp", "#include \"http/routes.h\"\n"}},
       {{"src/base/up.h", "#include \"domain/case.h\"\n"},
        {"src/ledger/aside.cpp", "#include \"triage/match.h\"\n"},
        {"src/http/up.cpp", "#include \"cli/options.h\"\n"},
        {"src/domain/bare.cpp", "  # include \"case.h\"\n"},
        {"src/domain/back.cpp", "#include \"../base/ids.h\"\n"},
        {"src/unheard/of.h", "#include \"base/ids.h\"\n"}}},
      {"coroutines_keep_their_rule",
       coroutines_keep_their_rule,
       {{"src/http/session.cpp", "auto named = [v] {};\nco_await spawn(ex, std::move(named)); f(list[i]);\n"},
        {"src/app/words.cpp", "// co_await is for the server\n"}},
       {{"src/http/captures.cpp", "co_await spawn(ex,\n    [v = std::move(v)] { return v; });\n"},
        {"src/app/waits.cpp", "co_return 1;\n"}}},
  };
}

std::vector<Rule> rules_of_size() {
  return {
      {"files_stay_short",
       files_stay_short,
       {{"src/base/full.h", repeated("// a line\n", 400)}},
       {{"src/base/over.h", repeated("// a line\n", 401)}, {"tests/base/over_test.cpp", repeated("\n", 401)}}},
      {"functions_stay_short",
       functions_stay_short,
       {{"src/base/full.cpp", "void f() {\n" + repeated("  g();\n", 58) + "}\n"},
        {"src/base/table.cpp", "const int kTable[] = {\n" + repeated("  f(1),\n", 80) + "};\n"},
        {"src/base/type.h", "template <class T>\nclass A {\n" + repeated("  int f() { return 1; }\n", 80) + "};\n"}},
       {{"src/base/over.cpp", "void f() {\n" + repeated("  g();\n", 59) + "}\n"},
        {"tests/base/over_test.cpp", "TEST(A, b) {\n" + repeated("  g();\n", 60) + "}\n"}}},
  };
}

std::vector<Rule> rules_of_names() {
  return {
      {"names_say_what_things_are",
       names_say_what_things_are,
       {{"src/base/text.h", "// no helpers here\nstruct CommonName {};\n"}, {"src/domain/commons.cpp", ""}},
       {{"src/base/string_utils.h", ""},
        {"src/common/ids.h", ""},
        {"src/app/case.h", "class CaseManager {};\n"},
        {"tests/store/helpers/store.cpp", ""}}},
      {"no_place_of_this_machine",
       no_place_of_this_machine,
       {{"README.md", "./run, then http://127.0.0.1:12345 and docs/home/page.md, /usr/lib/postgresql\n"}},
       {{"docs/start.md", "cd /home/somebody/huiyin\n"},
        {"src/app/key.cpp", "const char* kFolder = \"/tmp/keys\";\n"},
        {"web/package-lock.json", "\"resolved\": \"https://registry.npmjs.org/vue\"\n"}}},
      {"tests_never_sleep_or_skip",
       tests_never_sleep_or_skip,
       {{"tests/base/calm_test.cpp", "// it must not sleep(1)\nTEST(Calm, sleeps_never) { wait_until(done); }\n"}},
       {{"tests/base/tired_test.cpp", "std::this_thread::sleep_for(1s);\n"},
        {"tests/base/lazy_test.cpp", "TEST(A, b) { GTEST_SKIP(); }\n"},
        {"tests/base/off_test.cpp", "TEST(A, DISABLED_b) {}\n"}}},
  };
}

std::vector<Rule> rules_of_documents() {
  return {
      {"every_sql_file_is_used",
       every_sql_file_is_used,
       {{"src/store/sql/find_case.sql", "SELECT 1"},
        {"src/store/sql/find_case.postgresql.sql", "SELECT 1"},
        {"src/store/sql/migrations/0001_first.sql", "SELECT 1"},
        {"src/store/cases.cpp", "run(Sql::find_case);\n"}},
       {{"src/store/sql/find.sql", "SELECT 1"}}},
      {"decisions_are_listed_and_whole",
       decisions_are_listed_and_whole,
       {{"docs/adr/README.md", "[0001](0001-one.md) [0002](0002-two.md)"},
        {"docs/adr/0001-one.md",
         "Status: accepted\n## Context\n## Decision\n## Consequences\n"
         "## What would make us change our mind\n"}},
       {{"docs/adr/0002-two.md", "Status: accepted\n## Context\n## Decision\n## Consequences\n"},
        {"docs/adr/0003-three.md",
         "Status: accepted\n## Context\n## Decision\n## Consequences\n"
         "## What would make us change our mind\n"}}},
      {"links_resolve",
       links_resolve,
       {{"README.md", "[a](docs/a.md#part) [b](#here) [c](https://example.org) `[d](gone.md)`\n"},
        {"docs/a.md", "![p](picture.svg) <img src=\"../README.md\">"},
        {"docs/picture.svg", "<svg/>"}},
       {{"docs/b.md", "[a](gone.md)\n"}, {"docs/c.md", "<img src=\"gone.svg\">\n"}}},
  };
}

std::vector<Rule> rules() {
  std::vector<Rule> all;
  for (const auto& group : {rules_of_code(), rules_of_size(), rules_of_names(), rules_of_documents()}) {
    all.insert(all.end(), group.begin(), group.end());
  }
  return all;
}

std::map<std::string, std::string> tree_of(const std::vector<Sample>& samples) {
  std::map<std::string, std::string> files;
  for (const auto& sample : samples) files[sample.path] = sample.text;
  return files;
}

std::string told(const Violations& violations) {
  std::string text;
  for (const auto& violation : violations) text += "\n  " + violation;
  return text;
}

class Rules : public testing::TestWithParam<Rule> {};

TEST_P(Rules, holds_in_this_repository) {
  const auto found = GetParam().broken_by(HUIYIN_SOURCE_DIR);
  EXPECT_TRUE(found.empty()) << told(found);
}

TEST_P(Rules, lets_a_good_sample_pass) {
  const SampleTree tree(tree_of(GetParam().kept));
  const auto found = GetParam().broken_by(tree.root());
  EXPECT_TRUE(found.empty()) << told(found);
}

TEST_P(Rules, finds_each_bad_sample_and_names_its_file) {
  for (const auto& bad : GetParam().broken) {
    auto samples = GetParam().kept;
    samples.push_back(bad);
    const SampleTree tree(tree_of(samples));
    const auto found = GetParam().broken_by(tree.root());
    ASSERT_EQ(found.size(), 1u) << bad.path << told(found);
    EXPECT_TRUE(found.front().starts_with(bad.path)) << told(found);
  }
}

INSTANTIATE_TEST_SUITE_P(Architecture, Rules, testing::ValuesIn(rules()),
                         [](const auto& rule) { return rule.param.name; });

TEST(Functions, are_mostly_shorter_than_twenty_lines) {
  const auto all = all_functions(HUIYIN_SOURCE_DIR);
  const auto is_short = [](const FunctionSpan& function) { return function.lines_count < 20; };
  const auto short_count = std::ranges::count_if(all, is_short);
  const auto percent = all.empty() ? 0 : 100 * short_count / static_cast<int64_t>(all.size());
  fmt::print("{} functions, {} % of them under 20 lines\n", all.size(), percent);
  EXPECT_GE(percent, 80);
}

}  // namespace
}  // namespace huiyin::architecture
