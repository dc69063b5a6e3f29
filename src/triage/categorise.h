// The cold start of triage: which category do these words speak of? By the keywords of the category tree, all of them
// found in one pass over the text. Built once an edition; immutable; safe from any thread; some microseconds a text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "domain/category.h"
#include "triage/keyword_automaton.h"

namespace huiyin {

struct CategoryGuess {
  std::string category;               // code of a leaf
  int32_t confidence_bp = 0;          // its share of all the evidence, less the less evidence there is
  std::vector<std::string> keywords;  // that decided, heaviest first
};

class Categoriser {
 public:
  static constexpr size_t kGuessesMax = 3;
  static constexpr int32_t kAbstainBelowBp = 3'500;  // the best guess must reach this, else there is none
  static constexpr int32_t kMentionFromBp = 1'500;   // a second or third guess must reach this

  Categoriser() : Categoriser(CategoryTree{}) {}
  explicit Categoriser(const CategoryTree& categories);

  // Best first, at most three; empty when the words do not tell. A keyword inside a longer one that was found does not
  // count; each keyword counts once, for more the longer it is and the fewer categories share it. Small and capital
  // Latin letters are alike, and a Latin keyword begins where a word begins.
  std::vector<CategoryGuess> suggest(std::string_view words) const;

 private:
  struct Keyword {
    std::string text;
    int64_t weight = 0;
    std::vector<uint32_t> leaves;  // indices into leaves_
  };
  std::vector<std::string> leaves_;  // codes
  std::vector<Keyword> keywords_;
  KeywordAutomaton automaton_;
};

}  // namespace huiyin
