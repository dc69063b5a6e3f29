#include "triage/keyword_automaton.h"

#include <deque>

namespace huiyin {
namespace {

uint8_t folded(char c) {
  return static_cast<uint8_t>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

}  // namespace

KeywordAutomaton::KeywordAutomaton(const std::vector<std::string>& keywords) {
  for (const std::string& keyword : keywords) {
    for (const char c : keyword) {
      uint8_t& its_class = class_of_[folded(c)];
      // UTF-8 never uses all 256 bytes, so classes fit a byte.
      if (its_class == 0) its_class = static_cast<uint8_t>(classes_++);
    }
    lengths_.push_back(keyword.size());
  }
  nodes_.emplace_back();
  next_.resize(classes_);
  for (uint32_t i = 0; i < keywords.size(); ++i) add(keywords[i], i);
  link();
}

void KeywordAutomaton::add(std::string_view keyword, uint32_t index) {
  uint32_t at = 0;
  for (const char c : keyword) {
    if (next(at, folded(c)) == 0) {
      next(at, folded(c)) = static_cast<uint32_t>(nodes_.size());
      nodes_.emplace_back();
      next_.resize(next_.size() + classes_);
    }
    at = next(at, folded(c));
  }
  if (at != 0 && nodes_[at].keyword == kNone) nodes_[at].keyword = index;
}

// Breadth first: the fail link of a node is known before its children ask for it.
void KeywordAutomaton::link() {
  std::deque<uint32_t> waiting{0};
  while (!waiting.empty()) {
    const uint32_t at = waiting.front();
    waiting.pop_front();
    const uint32_t fail = nodes_[at].fail;
    nodes_[at].report = nodes_[at].keyword != kNone ? at : at == 0 ? kNone : nodes_[fail].report;
    for (uint32_t c = 0; c < classes_; ++c) {
      uint32_t& child = next_[at * classes_ + c];
      const uint32_t from_fail = at == 0 ? 0 : next_[fail * classes_ + c];
      if (child == 0) {
        child = from_fail;
      } else {
        nodes_[child].fail = from_fail;
        waiting.push_back(child);
      }
    }
  }
}

std::vector<KeywordAutomaton::Match> KeywordAutomaton::find(std::string_view text) const {
  std::vector<Match> matches;
  uint32_t at = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    at = next_[at * classes_ + class_of_[folded(text[i])]];
    for (uint32_t ending = nodes_[at].report; ending != kNone; ending = nodes_[nodes_[ending].fail].report) {
      const uint32_t keyword = nodes_[ending].keyword;
      matches.push_back({keyword, i + 1 - lengths_[keyword], i + 1});
    }
  }
  return matches;
}

}  // namespace huiyin
