#include <fmt/format.h>

#include <algorithm>

#include "architecture/rules.h"
#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

constexpr size_t kFileLinesMax = 400;
constexpr size_t kFunctionLinesMax = 60;

std::vector<SourceFile> cpp_files(const Root& root) {
  return files_under(root, {"src", "tests", "bench", "sim"}, {".h", ".cpp"});
}

}  // namespace

Violations files_stay_short(const Root& root) {
  Violations found;
  for (const auto& file : cpp_files(root)) {
    const auto lines = static_cast<size_t>(std::ranges::count(file.text, '\n'));
    if (lines > kFileLinesMax) found.push_back(at_line(file, lines, fmt::format("over {} lines", kFileLinesMax)));
  }
  return found;
}

Violations functions_stay_short(const Root& root) {
  Violations found;
  for (const auto& file : cpp_files(root)) {
    for (const auto& function : functions_of(file.text)) {
      if (function.lines_count <= kFunctionLinesMax) continue;
      found.push_back(
          at_line(file, function.first_line, fmt::format("{} lines: {}", function.lines_count, function.head)));
    }
  }
  return found;
}

std::vector<FunctionSpan> all_functions(const Root& root) {
  std::vector<FunctionSpan> all;
  for (const auto& file : files_under(root, {"src"}, {".h", ".cpp"})) {
    std::ranges::move(functions_of(file.text), std::back_inserter(all));
  }
  return all;
}

}  // namespace huiyin::architecture
