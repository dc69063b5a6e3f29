// When something happened where there was no network. Pure; safe from any thread.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace huiyin {

// 0 = now. In the future, or more than 31 days back -> invalid_input at "/occurred_at".
Result<void> check_occurred(int64_t occurred_at_ms, int64_t now_at_ms);

}  // namespace huiyin
