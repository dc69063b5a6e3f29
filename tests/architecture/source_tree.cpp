#include "architecture/source_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <set>

namespace huiyin::architecture {
namespace {

namespace fs = std::filesystem;

bool is_skipped(const fs::path& folder) {
  static const std::set<std::string> names{"build", "node_modules", ".git", "data", "dist"};
  return names.contains(folder.filename().string());
}

bool has_ending(const std::string& name, const std::vector<std::string>& endings) {
  return std::ranges::any_of(endings, [&](const auto& ending) { return name.ends_with(ending); });
}

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

void collect(const fs::path& root, const fs::path& folder, const std::vector<std::string>& endings,
             std::vector<SourceFile>& into) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_symlink()) continue;
    if (entry.is_directory()) {
      if (!is_skipped(entry.path())) collect(root, entry.path(), endings, into);
    } else if (has_ending(entry.path().filename().string(), endings)) {
      into.push_back({entry.path().lexically_relative(root).generic_string(), bytes_of(entry.path())});
    }
  }
}

bool is_word(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Blanks what no rule about code should see, one construct at a time.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string blanked() && {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  bool here(std::string_view mark) const { return text_.substr(at_, mark.size()) == mark; }

  void step() {
    if (here("//")) return blank_to(line_end(at_));
    if (here("/*")) return blank_to(after("*/", at_ + 2));
    if (text_[at_] == '#' && starts_line()) return blank_to(directive_end());
    if (here("R\"") && (at_ == 0 || !is_word(text_[at_ - 1]))) return blank_to(raw_string_end());
    if (text_[at_] == '"') return blank_to(quoted_end('"'));
    if (text_[at_] == '\'' && (at_ == 0 || !is_word(text_[at_ - 1]))) return blank_to(quoted_end('\''));
    ++at_;
  }

  size_t line_end(size_t from) const { return std::min(text_.find('\n', from), text_.size()); }

  size_t after(std::string_view mark, size_t from) const {
    const auto found = text_.find(mark, from);
    return found == std::string_view::npos ? text_.size() : found + mark.size();
  }

  bool starts_line() const {
    const auto before = text_.substr(0, at_).find_last_not_of(" \t");
    return before == std::string_view::npos || text_[before] == '\n';
  }

  size_t directive_end() const {
    auto end = line_end(at_);
    while (end < text_.size() && text_[end - 1] == '\\') end = line_end(end + 1);
    return end;
  }

  size_t raw_string_end() const {
    const auto open = std::min(text_.find('(', at_), text_.size());
    const std::string close = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    return after(close, open);
  }

  size_t quoted_end(char quote) const {
    auto end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text_.size());
  }

  void blank_to(size_t end) {
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }

  std::string_view text_;
  std::string out_;
  size_t at_ = 0;
};

}  // namespace

std::vector<SourceFile> files_under(const fs::path& root, const std::vector<std::string>& folders,
                                    const std::vector<std::string>& endings) {
  std::vector<SourceFile> found;
  for (const auto& folder : folders) {
    const auto path = (root / folder).lexically_normal();
    if (fs::is_directory(path)) collect(root, path, endings, found);
  }
  std::ranges::sort(found, {}, &SourceFile::path);
  return found;
}

std::string code_only(std::string_view text) {
  return Blanker(text).blanked();
}

std::vector<Word> words_of(std::string_view code) {
  std::vector<Word> words;
  for (size_t at = 0; at < code.size(); ++at) {
    if (!is_word(code[at])) continue;
    const auto from = at;
    while (at < code.size() && is_word(code[at])) ++at;
    words.push_back({code.substr(from, at - from), from});
  }
  return words;
}

size_t line_of(std::string_view text, size_t offset) {
  return 1 + static_cast<size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

std::string at_line(const SourceFile& file, size_t line, std::string_view message) {
  return fmt::format("{}:{}: {}", file.path, line, message);
}

}  // namespace huiyin::architecture
