// Cursors of lists: opaque to clients, the walk's letter and the key of the last row read inside.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace huiyin {

struct Cursor {
  char walk = 0;  // which order it belongs to
  int64_t key = 0;
  int64_t case_id = 0;
};

std::string write_cursor(const Cursor& cursor);
// Anything write_cursor did not write, or of another walk -> invalid_input.
Result<Cursor> read_cursor(std::string_view text, char walk);

}  // namespace huiyin
