#include <fmt/format.h>

#include <algorithm>
#include <regex>
#include <set>

#include "architecture/rules.h"
#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

namespace fs = std::filesystem;

std::string all_text(const std::vector<SourceFile>& files) {
  std::string text;
  for (const auto& file : files) text += file.text;
  return text;
}

// Every x of "Sql::x".
std::set<std::string> statements_named_in(const std::string& text) {
  std::set<std::string> names;
  const auto words = words_of(text);
  for (size_t i = 0; i + 1 < words.size(); ++i) {
    if (words[i].text == "Sql") names.emplace(words[i + 1].text);
  }
  return names;
}

bool leads_out_of_the_repository(const std::string& target) {
  static const std::regex scheme(R"(^[a-zA-Z][a-zA-Z0-9+.-]*:)");
  return target.empty() || target.front() == '#' || std::regex_search(target, scheme);
}

std::string without_code_blocks(const std::string& text) {
  static const std::regex fence("```[\\s\\S]*?```|`[^`\\n]*`");
  return std::regex_replace(text, fence, "");
}

void check_links(const Root& root, const SourceFile& page, Violations& found) {
  static const std::regex link(R"rx(\]\(([^)\s]+)[^)]*\)|(?:src|srcset|href)="([^"]+)")rx");
  const auto text = without_code_blocks(page.text);
  for (auto at = std::sregex_iterator(text.begin(), text.end(), link); at != std::sregex_iterator(); ++at) {
    auto target = (*at)[1].matched ? (*at)[1].str() : (*at)[2].str();
    target = target.substr(0, target.find('#'));
    if (leads_out_of_the_repository(target)) continue;
    const auto path = (fs::path(page.path).parent_path() / target).lexically_normal();
    if (!fs::exists(root / path)) found.push_back(fmt::format("{}: {} leads nowhere", page.path, target));
  }
}

}  // namespace

Violations every_sql_file_is_used(const Root& root) {
  const auto names = statements_named_in(all_text(files_under(root, {"src"}, {".h", ".cpp"})));
  Violations found;
  for (const auto& file : files_under(root, {"src/store/sql"}, {".sql"})) {
    const fs::path path(file.path);
    if (path.parent_path().filename() == "migrations") continue;
    const auto name = path.filename().string().substr(0, path.filename().string().find('.'));
    if (!names.contains(name)) found.push_back(file.path + ": nothing runs it");
  }
  return found;
}

Violations decisions_are_listed_and_whole(const Root& root) {
  const auto index = all_text(files_under(root, {"docs/adr"}, {"README.md"}));
  Violations found;
  for (const auto& file : files_under(root, {"docs/adr"}, {".md"})) {
    const auto name = fs::path(file.path).filename().string();
    if (name == "README.md") continue;
    if (index.find("](" + name + ")") == std::string::npos) found.push_back(file.path + ": not listed in README.md");
    for (const auto* part :
         {"Status:", "## Context", "## Decision", "## Consequences", "## What would make us change our mind"}) {
      if (file.text.find(part) == std::string::npos) found.push_back(fmt::format("{}: no '{}'", file.path, part));
    }
  }
  return found;
}

Violations links_resolve(const Root& root) {
  Violations found;
  for (const auto& page : files_under(root, {"."}, {".md"})) check_links(root, page, found);
  return found;
}

}  // namespace huiyin::architecture
