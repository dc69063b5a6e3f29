// The files of a source tree as the architecture rules read them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::architecture {

struct SourceFile {
  std::string path;  // from the root, with '/'
  std::string text;
};

// The files under `folders` of `root` whose names end with one of `endings`, sorted by path; folders that do not exist
// count as empty. Build output, installed packages and version control are never looked at. "." means the root itself.
std::vector<SourceFile> files_under(const std::filesystem::path& root, const std::vector<std::string>& folders,
                                    const std::vector<std::string>& endings);

// C++ text with comments, literals and preprocessor lines blanked out. Line breaks stay where they are.
std::string code_only(std::string_view text);

struct Word {
  std::string_view text;
  size_t offset = 0;
};
// The identifiers and keywords of C++ code, in order.
std::vector<Word> words_of(std::string_view code);

// 1 for the first line.
size_t line_of(std::string_view text, size_t offset);

// "src/base/ids.h:12: message"
std::string at_line(const SourceFile& file, size_t line, std::string_view message);

}  // namespace huiyin::architecture
