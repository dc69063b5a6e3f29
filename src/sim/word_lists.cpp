#include "sim/word_lists.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/private_file.h"

namespace huiyin::sim {
namespace {

bool is_balanced(std::string_view line) {
  int open = 0, slots = 0;
  for (const char c : line) {
    open += (c == '(') - (c == ')');
    slots += (c == '{') - (c == '}');
    if (open < 0 || slots < 0 || slots > 1) return false;
  }
  return open == 0 && slots == 0;
}

// The end of the choice that begins after `at`, and where its alternatives are parted.
struct Choice {
  size_t end = 0;  // of the closing bracket
  std::vector<std::string_view> alternatives;
};

Choice choice_at(std::string_view pattern, size_t open) {
  Choice choice;
  size_t from = open + 1;
  int depth = 0;
  for (size_t at = from; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (depth == 0 && (c == '|' || c == ')')) {
      choice.alternatives.push_back(pattern.substr(from, at - from));
      from = at + 1;
    }
    if (c == ')' && depth-- == 0) {
      choice.end = at;
      return choice;
    }
    if (c == '(') ++depth;
  }
  choice.end = pattern.size();
  return choice;
}

}  // namespace

Result<WordLists> read_word_lists(std::string_view text, const std::string& file) {
  WordLists lists;
  std::vector<std::string>* section = nullptr;
  int line_number = 0;
  const auto broken = [&](std::string detail) {
    return refuse(RefusalCode::broken_definition, std::move(detail), fmt::format("{}:{}", file, line_number));
  };
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line_number;
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[' && line.back() == ']') {
      section = &lists[std::string{line.substr(1, line.size() - 2)}];
      continue;
    }
    if (section == nullptr) return broken("the first line must name a [section]");
    if (!is_balanced(line)) return broken("the brackets of this line do not match");
    section->emplace_back(line);
  }
  for (const auto& [name, lines] : lists) {
    if (lines.empty()) return broken(fmt::format("section [{}] is empty", name));
  }
  return lists;
}

Result<WordLists> load_word_lists(const std::string& share, const std::string& name) {
  const std::string path = fmt::format("{}/sites/sample/words/{}", share, name);
  const auto bytes = read_whole_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  return read_word_lists(*bytes, name);
}

std::string spoken(std::string_view pattern, const Fill& fill, Rng& rng) {
  std::string said;
  for (size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] == '{') {
      const size_t end = pattern.find('}', at);
      said += fill(pattern.substr(at + 1, end - at - 1));
      at = end;
    } else if (pattern[at] == '(') {
      const Choice choice = choice_at(pattern, at);
      said += spoken(rng.pick(choice.alternatives), fill, rng);
      at = choice.end;
    } else {
      said += pattern[at];
    }
  }
  return said;
}

}  // namespace huiyin::sim
