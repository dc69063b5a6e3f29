#include <fmt/format.h>

#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

#include "architecture/rules.h"
#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

using Layers = std::set<std::string>;

const std::map<std::string, Layers>& layers_seen_from() {
  static const std::map<std::string, Layers> table{
      {"base", {}},
      {"domain", {"base"}},
      {"ledger", {"base", "domain"}},
      {"triage", {"base", "domain"}},
      {"definitions", {"base", "domain"}},
      {"store", {"base", "domain", "ledger", "triage", "definitions"}},
      {"app", {"base", "domain", "ledger", "triage", "definitions", "store"}},
      {"sim", {"base", "domain", "ledger", "triage", "definitions", "store", "app"}},
      {"http", {"base", "domain", "ledger", "triage", "definitions", "store", "app"}},
      {"cli", {"base", "domain", "ledger", "triage", "definitions", "store", "app", "sim", "http"}},
  };
  return table;
}

std::string layer_of(const std::string& path) {  // "src/base/ids.h" -> "base"
  const auto from = std::string_view("src/").size();
  return path.substr(from, path.find('/', from) - from);
}

// Why `layer` may not write #include "included"; nothing when it may.
std::optional<std::string> objection(const std::string& layer, const std::string& included) {
  const auto& table = layers_seen_from();
  const auto own = table.find(layer);
  if (own == table.end()) return fmt::format("'{}' is not a layer", layer);
  const auto target = included.substr(0, included.find('/'));
  if (target == included || !table.contains(target)) return fmt::format("\"{}\" is not written from src/", included);
  if (target == layer || own->second.contains(target)) return std::nullopt;
  return fmt::format("{} may not include {} (\"{}\")", layer, target, included);
}

// The "..." of an include line; nothing for other lines.
std::optional<std::string> included_by(std::string_view line) {
  const auto hash = line.find_first_not_of(" \t");
  if (hash == std::string_view::npos || line[hash] != '#') return std::nullopt;
  const auto word = line.find_first_not_of(" \t", hash + 1);
  if (word == std::string_view::npos || !line.substr(word).starts_with("include")) return std::nullopt;
  const auto open = line.find('"', word);
  const auto close = open == std::string_view::npos ? open : line.find('"', open + 1);
  if (close == std::string_view::npos) return std::nullopt;
  return std::string(line.substr(open + 1, close - open - 1));
}

void check_includes(const SourceFile& file, Violations& found) {
  std::istringstream lines(file.text);
  size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const auto included = included_by(line);
    if (!included) continue;
    if (const auto why = objection(layer_of(file.path), *included)) found.push_back(at_line(file, number, *why));
  }
}

// A lambda with captures among the arguments of the co_await that begins at `offset`.
bool awaits_lambda(std::string_view code, size_t offset) {
  static const std::regex lambda(R"([(,]\s*\[[^\]]+\]\s*[({])");
  const std::string statement(code.substr(offset, code.find(';', offset) - offset));
  return std::regex_search(statement, lambda);
}

void check_coroutines(const SourceFile& file, Violations& found) {
  static const std::set<std::string_view> keywords{"co_await", "co_return", "co_yield"};
  const bool in_server = file.path.starts_with("src/http/") || file.path.starts_with("tests/http/");
  const auto code = code_only(file.text);
  for (const auto& word : words_of(code)) {
    if (!keywords.contains(word.text)) continue;
    const auto line = line_of(code, word.offset);
    if (!in_server) found.push_back(at_line(file, line, "coroutines stay in the HTTP server"));
    if (word.text == "co_await" && awaits_lambda(code, word.offset)) {
      found.push_back(at_line(file, line, "name the lambda before co_await takes it"));
    }
  }
}

}  // namespace

Violations includes_point_inwards(const Root& root) {
  Violations found;
  for (const auto& file : files_under(root, {"src"}, {".h", ".cpp"})) check_includes(file, found);
  return found;
}

Violations coroutines_keep_their_rule(const Root& root) {
  Violations found;
  for (const auto& file : files_under(root, {"src", "tests", "bench", "sim"}, {".h", ".cpp"})) {
    check_coroutines(file, found);
  }
  return found;
}

}  // namespace huiyin::architecture
