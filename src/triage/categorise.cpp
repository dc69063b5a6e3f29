#include "triage/categorise.h"

#include <algorithm>
#include <map>

#include "base/text.h"

namespace huiyin {
namespace {

// Evidence is counted in thousandths of a Chinese character.
constexpr int64_t kCharacter = 1'000;
constexpr int64_t kLatinLetter = 350;
constexpr int64_t kLongestCounted = 6 * kCharacter;
// So much doubt is there before the first keyword: one of two characters alone reaches about 57 %.
constexpr int64_t kDoubt = 1'500;

bool is_latin(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}
bool is_latin_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

int64_t length_weight(std::string_view keyword) {
  const auto latin = std::ranges::count_if(keyword, is_latin);
  const auto others = static_cast<int64_t>(code_points(keyword)) - latin;
  return std::min(kLongestCounted, latin * kLatinLetter + others * kCharacter);
}

std::string lowered(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

// Drops what lies inside a longer match, and Latin keywords that begin inside a word.
std::vector<KeywordAutomaton::Match> longest(std::vector<KeywordAutomaton::Match> matches, std::string_view words) {
  std::erase_if(matches, [&](const auto& match) {
    return match.from > 0 && is_latin_word(words[match.from]) && is_latin_word(words[match.from - 1]);
  });
  // Earliest begin first, of those the longest: a match is inside an earlier one iff it ends no later.
  std::ranges::sort(matches,
                    [](const auto& a, const auto& b) { return a.from != b.from ? a.from < b.from : a.to > b.to; });
  size_t reached = 0;
  std::erase_if(matches, [&](const auto& match) {
    const bool inside = match.to <= reached;
    reached = std::max(reached, match.to);
    return inside;
  });
  return matches;
}

}  // namespace

Categoriser::Categoriser(const CategoryTree& categories) {
  std::map<std::string, std::vector<uint32_t>> sharing;
  for (const Category& category : categories.all()) {
    if (!categories.is_leaf(category)) continue;
    const auto leaf = static_cast<uint32_t>(leaves_.size());
    leaves_.push_back(category.code);
    for (const std::string& keyword : category.keywords) {
      auto& leaves = sharing[lowered(keyword)];
      if (!keyword.empty() && (leaves.empty() || leaves.back() != leaf)) leaves.push_back(leaf);
    }
  }
  std::vector<std::string> texts;
  for (auto& [text, leaves] : sharing) {
    if (leaves.empty()) continue;
    texts.push_back(text);
    const int64_t weight = length_weight(text) / static_cast<int64_t>(leaves.size());
    keywords_.push_back({text, weight, std::move(leaves)});
  }
  automaton_ = KeywordAutomaton{texts};
}

std::vector<CategoryGuess> Categoriser::suggest(std::string_view words) const {
  std::vector<uint32_t> found;
  for (const auto& match : longest(automaton_.find(words), words)) found.push_back(match.keyword);
  std::ranges::sort(found);
  found.erase(std::unique(found.begin(), found.end()), found.end());
  std::ranges::sort(found, {}, [&](uint32_t keyword) { return std::pair{-keywords_[keyword].weight, keyword}; });

  std::map<uint32_t, std::pair<int64_t, std::vector<std::string>>> by_leaf;
  int64_t evidence = kDoubt;
  for (const uint32_t index : found) {
    const Keyword& keyword = keywords_[index];
    for (const uint32_t leaf : keyword.leaves) {
      auto& [score, texts] = by_leaf[leaf];
      score += keyword.weight;
      texts.push_back(keyword.text);
      evidence += keyword.weight;
    }
  }
  std::vector<CategoryGuess> guesses;
  for (auto& [leaf, proof] : by_leaf) {
    guesses.push_back({leaves_[leaf], static_cast<int32_t>(proof.first * 10'000 / evidence), std::move(proof.second)});
  }
  std::ranges::sort(guesses, {}, [](const CategoryGuess& guess) {
    return std::pair{-guess.confidence_bp, std::string_view{guess.category}};
  });
  if (guesses.empty() || guesses.front().confidence_bp < kAbstainBelowBp) return {};
  if (guesses.size() > kGuessesMax) guesses.resize(kGuessesMax);
  std::erase_if(guesses, [](const CategoryGuess& guess) { return guess.confidence_bp < kMentionFromBp; });
  return guesses;
}

}  // namespace huiyin
