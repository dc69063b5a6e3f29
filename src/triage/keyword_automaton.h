// Finds many keywords in one pass over a text (Aho and Corasick, 1975). Bytes, so UTF-8 needs no decoding; Latin
// letters are compared without regard to case. Immutable; safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin {

class KeywordAutomaton {
 public:
  struct Match {
    uint32_t keyword = 0;     // index into the list given
    size_t from = 0, to = 0;  // bytes of the text, [from, to)
  };

  KeywordAutomaton() : KeywordAutomaton(std::vector<std::string>{}) {}
  // Keywords must not be empty and differ from each other; else the later one is never found.
  explicit KeywordAutomaton(const std::vector<std::string>& keywords);

  // Every occurrence, ascending by end; overlapping ones too.
  std::vector<Match> find(std::string_view text) const;

 private:
  struct Node {
    uint32_t fail = 0;
    uint32_t report = kNone;  // the node itself or the nearest on its fail chain that ends a keyword
    uint32_t keyword = kNone;
  };
  static constexpr uint32_t kNone = UINT32_MAX;

  uint32_t& next(uint32_t node, uint8_t byte) { return next_[node * classes_ + class_of_[byte]]; }
  void add(std::string_view keyword, uint32_t index);
  void link();

  std::array<uint8_t, 256> class_of_{};  // bytes no keyword has share class 0
  uint32_t classes_ = 1;
  std::vector<Node> nodes_;
  std::vector<uint32_t> next_;  // node x class
  std::vector<size_t> lengths_;
};

}  // namespace huiyin
