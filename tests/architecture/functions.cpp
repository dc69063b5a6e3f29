#include "architecture/functions.h"

#include <algorithm>
#include <regex>

#include "architecture/source_tree.h"

namespace huiyin::architecture {
namespace {

enum class Brace { scope, function, initializer };

// `text` without its balanced `open`..`close` groups.
std::string without_groups(std::string_view text, char open, char close) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == open) ++depth;
    if (depth == 0) out += c;
    if (c == close && depth > 0) --depth;
  }
  return out;
}

std::string without_template_heads(std::string text) {
  for (auto at = text.find("template"); at != std::string::npos; at = text.find("template", at)) {
    auto end = text.find('<', at);
    if (end == std::string::npos) break;
    int depth = 0;
    do {
      depth += text[end] == '<' ? 1 : text[end] == '>' ? -1 : 0;
      ++end;
    } while (end < text.size() && depth > 0);
    text.erase(at, end - at);
  }
  return text;
}

// "Clock() : now_" and "Clock() : now_{0}, zone_": the brace that follows belongs to a member, not to the body.
bool ends_in_member(const std::string& bare, const std::string& outside) {
  static const std::regex access(R"(\b(public|private|protected)\s*:)");
  static const std::regex single_colon(R"((^|[^:]):([^:]|$))");
  const auto last = bare.find_last_not_of(" \n\t");
  if (last == std::string::npos || bare[last] == ')' || bare[last] == '}') return false;
  return std::regex_search(std::regex_replace(outside, access, ""), single_colon);
}

bool is_inside_parentheses(const std::string& bare) {
  return std::ranges::count(bare, '(') > std::ranges::count(bare, ')');
}

// What a '{' opens, told from the text since the last ';', '{' or '}'.
Brace kind_of(std::string_view head) {
  static const std::regex scope(R"(\b(namespace|class|struct|union|enum|extern)\b)");
  static const std::regex operators(R"(operator\s*[^\s\w(]+)");
  const auto bare = without_template_heads(std::string(head));
  const auto outside = std::regex_replace(without_groups(bare, '(', ')'), operators, "operator");
  if (std::regex_search(outside, scope)) return Brace::scope;
  if (outside.find('=') != std::string::npos) return Brace::initializer;
  if (bare.find('(') == std::string::npos || is_inside_parentheses(bare) || ends_in_member(bare, outside))
    return Brace::initializer;
  return Brace::function;
}

std::string on_one_line(std::string_view text) {
  static const std::regex spaces(R"(\s+)");
  return std::regex_replace(std::string(text), spaces, " ");
}

class Reader {
 public:
  explicit Reader(std::string_view text) : code_(code_only(text)) {}

  std::vector<FunctionSpan> read() {
    for (at_ = 0; at_ < code_.size(); ++at_) {
      if (code_[at_] == '{') {
        open();
      } else if (code_[at_] == '}' || code_[at_] == ';') {
        head_ = at_ + 1;
      }
    }
    return std::move(found_);
  }

 private:
  void open() {
    const auto first = std::min(code_.find_first_not_of(" \n\t", head_), at_);
    const auto head = std::string_view(code_).substr(first, at_ - first);
    const auto kind = kind_of(head);
    if (kind != Brace::scope) at_ = closing(at_);
    if (kind == Brace::function) {
      const auto line = line_of(code_, first);
      found_.push_back({on_one_line(head), line, line_of(code_, at_) - line + 1});
    }
    if (kind != Brace::initializer) head_ = at_ + 1;
  }

  size_t closing(size_t from) const {
    int depth = 0;
    for (auto i = from; i < code_.size(); ++i) {
      depth += code_[i] == '{' ? 1 : code_[i] == '}' ? -1 : 0;
      if (depth == 0) return i;
    }
    return code_.size() - 1;
  }

  std::string code_;
  size_t at_ = 0;
  size_t head_ = 0;
  std::vector<FunctionSpan> found_;
};

}  // namespace

std::vector<FunctionSpan> functions_of(std::string_view text) {
  return Reader(text).read();
}

}  // namespace huiyin::architecture
