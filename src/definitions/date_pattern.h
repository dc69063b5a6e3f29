// How a table writes its times: "%m/%d/%Y %I:%M:%S %p" and the like, or "rfc3339". Immutable; safe from any thread.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace huiyin {

class DatePattern {
 public:
  // Understands %Y %m %d %H %I %p %M %S and %%; every other character stands for itself. A pattern without year, month
  // and day, a time of twelve hours without %p, or another letter -> invalid_input.
  static Result<DatePattern> of(std::string_view pattern);

  // The instant of a text; local times are those of `zone`. A text of another shape, or a date that does not exist ->
  // invalid_input. Numbers may leave out leading zeros.
  Result<int64_t> read(std::string_view text, const Zone& zone) const;

 private:
  std::string pattern_;  // empty: RFC 3339
};

}  // namespace huiyin
