// Where functions begin and end in C++ text, as far as a length rule needs to know.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huiyin::architecture {

struct FunctionSpan {
  std::string head;  // its text before the brace, on one line
  size_t first_line = 0;
  size_t lines_count = 0;
};

// Every function body that is not inside another function; lambdas count with the function around them.
std::vector<FunctionSpan> functions_of(std::string_view text);

}  // namespace huiyin::architecture
