// Reads a request head byte by byte as it arrives and refuses the forms that two parsers could read differently:
// a bare LF, a bare CR, NUL, a folded line. What passes is left to the parser (message_parser.h). Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace huiyin::http {

class HeadScan {
 public:
  enum class State { incomplete, complete, refused };

  // `buffer` holds the head from its first byte, and only grows between calls.
  State feed(std::string_view buffer);
  size_t head_bytes() const { return scanned_; }       // of a complete head, empty line included
  std::string_view reason() const { return reason_; }  // of a refused one
  void reset() { *this = {}; }

 private:
  State refuse_head(std::string_view reason);
  State step(char c);

  size_t scanned_ = 0;
  size_t line_bytes_ = 0;  // of the present line
  bool after_cr_ = false;
  bool line_begun_ = false;  // a line end has been seen, so whitespace now would be a fold
  std::string_view reason_;
};

}  // namespace huiyin::http
