#include "store/search_terms.h"

#include <fmt/format.h>

#include <vector>

#include "base/text.h"

namespace huiyin {
namespace {

// PostgreSQL refuses a lexeme beyond two kilobytes; nobody looks for a word of that length.
constexpr size_t kTermBytesMax = 200;
constexpr std::string_view kWideSpace = "\u3000";

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = text.find_first_of(separators);
    if (end != 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return parts;
}

std::vector<std::string> terms_in_order(std::string_view words) {
  auto terms = split(bigrams(words), " ");
  std::erase_if(terms, [](const std::string& term) { return term.size() > kTermBytesMax; });
  return terms;
}

std::vector<std::string> words_of(std::string_view text) {
  std::string plain = masked(text);
  for (size_t at = 0; (at = plain.find(kWideSpace, at)) != std::string::npos;)
    plain.replace(at, kWideSpace.size(), 1, ' ');
  return split(plain, " \t\r\n");
}

bool is_single_character(const std::string& term) {
  return term.size() > 1 && code_points(term) == 1;
}

std::string phrase(Engine engine, const std::vector<std::string>& terms) {
  std::string text;
  for (const auto& term : terms) {
    if (!text.empty()) text += engine == Engine::sqlite ? " " : " <-> ";
    text += engine == Engine::sqlite ? term : fmt::format("'{}'", term);
  }
  const bool begins = terms.size() == 1 && is_single_character(terms.front());
  if (engine == Engine::sqlite) return fmt::format("\"{}\"{}", text, begins ? "*" : "");
  return begins ? text + ":*" : fmt::format("({})", text);
}

}  // namespace

std::string indexed_terms(Engine engine, std::string_view masked_words) {
  std::string text;
  size_t position = 0;
  for (const auto& term : terms_in_order(masked_words)) {
    if (!text.empty()) text += ' ';
    text += engine == Engine::sqlite ? term : fmt::format("'{}':{}", term, ++position);
  }
  return text;
}

std::string search_query(Engine engine, std::string_view words) {
  std::string query;
  for (const auto& word : words_of(words)) {
    const auto terms = terms_in_order(word);
    if (terms.empty()) continue;
    if (!query.empty()) query += engine == Engine::sqlite ? " AND " : " & ";
    query += phrase(engine, terms);
  }
  return query;
}

}  // namespace huiyin
