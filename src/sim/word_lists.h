// Word lists of sites/sample/words: text files of [sections] with one entry a line; '#' begins a comment line. And the
// small grammar their sentences are written in:
//   {name}      a slot, filled by the caller
//   (a|b|c)     one of several; may be nested, may be empty: (请|) or (，谢谢|)
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "sim/rng.h"

namespace huiyin::sim {

using WordLists = std::map<std::string, std::vector<std::string>, std::less<>>;

// A line before the first section, an empty section or unbalanced brackets -> broken_definition, `where` is file:line.
Result<WordLists> read_word_lists(std::string_view text, const std::string& file);

// SHARE/sites/sample/words/NAME. Unreadable -> unknown_thing.
Result<WordLists> load_word_lists(const std::string& share, const std::string& name);

// One sentence out of a pattern. `fill` gets the name of a slot and says what stands there; what it returns is not
// looked at again.
using Fill = std::function<std::string(std::string_view slot)>;
std::string spoken(std::string_view pattern, const Fill& fill, Rng& rng);

}  // namespace huiyin::sim
