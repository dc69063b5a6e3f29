// Ids are ordered by the local day a case was opened, so a time bound is a bound on the id too.
#pragma once

#include "base/ids.h"
#include "base/time.h"

namespace huiyin {

// No case opened at or after that instant has a lesser id. 0 when the date has no ids.
CaseId case_floor(int64_t since_ms, const Zone& zone);

}  // namespace huiyin
