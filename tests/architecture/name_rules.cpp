#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <set>

#include "architecture/rules.h"
#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

constexpr std::string_view kEmptyName = "the name says nothing about the subject";

bool holds_own_words(const SourceFile& file) {  // the rules name what they forbid
  return file.path.starts_with("tests/architecture/");
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_empty_name(std::string_view name) {
  static constexpr std::array<std::string_view, 7> kEndings{"utils",  "util",    "helpers", "helper",
                                                            "common", "manager", "managers"};
  return std::ranges::any_of(kEndings, [&](auto ending) { return lower(name).ends_with(ending); });
}

void check_names(const SourceFile& file, Violations& found) {
  static const std::set<std::string_view> introduces{"class", "struct", "namespace"};
  const auto code = code_only(file.text);
  const auto words = words_of(code);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (!introduces.contains(words[i].text) || !is_empty_name(words[i + 1].text)) continue;
    found.push_back(at_line(file, line_of(code, words[i].offset), kEmptyName));
  }
}

bool stands_alone(std::string_view text, size_t at) {
  return at == 0 || std::string_view(" \n\t\"'`=(:").find(text[at - 1]) != std::string_view::npos;
}

void check_places(const SourceFile& file, Violations& found) {
  static constexpr std::array<std::string_view, 6> kFolders{"/work/", "/home/", "/root/", "/tmp/", "/Users/", "/mnt/"};
  static constexpr std::array<std::string_view, 3> kHosts{"registry.npm", "registry.yarn", "proxy.golang.org"};
  const std::string_view text = file.text;
  const auto note = [&](std::string_view place, size_t at) {
    found.push_back(at_line(file, line_of(text, at), fmt::format("a place of one machine: {}", place)));
  };
  for (const auto folder : kFolders) {
    for (auto at = text.find(folder); at != std::string_view::npos; at = text.find(folder, at + 1)) {
      if (stands_alone(text, at)) note(folder, at);
    }
  }
  for (const auto host : kHosts) {
    if (const auto at = text.find(host); at != std::string_view::npos) note(host, at);
  }
}

void check_patience(const SourceFile& file, Violations& found) {
  static const std::set<std::string_view> waits{"sleep_for", "sleep_until", "usleep", "nanosleep", "sleep"};
  const auto code = code_only(file.text);
  for (const auto& word : words_of(code)) {
    const auto line = [&] { return line_of(code, word.offset); };
    const auto next = word.offset + word.text.size();
    if (waits.contains(word.text) && next < code.size() && code[next] == '(') {
      found.push_back(at_line(file, line(), "a test waits for an event, not for time"));
    }
    if (word.text == "GTEST_SKIP" || word.text.starts_with("DISABLED_")) {
      found.push_back(at_line(file, line(), "a test runs or is deleted"));
    }
  }
}

}  // namespace

Violations names_say_what_things_are(const Root& root) {
  static const std::regex in_path(R"((^|[/_.-])(utils?|helpers?|managers?|common)([/_.-]|$))");
  Violations found;
  for (const auto& file : files_under(root, {"src", "tests", "bench", "sim", "cmake", "scripts", "web"},
                                      {".h", ".cpp", ".cmake", ".sh", ".sql", ".ts", ".vue", ".mjs"})) {
    if (holds_own_words(file)) continue;
    if (std::regex_search(file.path, in_path)) found.push_back(fmt::format("{}: {}", file.path, kEmptyName));
    if (file.path.ends_with(".h") || file.path.ends_with(".cpp")) check_names(file, found);
  }
  return found;
}

Violations no_place_of_this_machine(const Root& root) {
  Violations found;
  const std::vector<std::string> texts{".h",   ".cpp", ".txt", ".cmake", ".json", ".yaml", ".yml", ".md", ".sh",
                                       ".sql", ".ts",  ".vue", ".mjs",   ".svg",  ".html", ".csv", "run", "test"};
  for (const auto& file : files_under(root, {"."}, texts)) {
    if (!holds_own_words(file)) check_places(file, found);
  }
  return found;
}

Violations tests_never_sleep_or_skip(const Root& root) {
  Violations found;
  for (const auto& file : files_under(root, {"tests"}, {".h", ".cpp"})) check_patience(file, found);
  return found;
}

}  // namespace huiyin::architecture
