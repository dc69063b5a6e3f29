#include "store/case_floor.h"

namespace huiyin {

CaseId case_floor(int64_t since_ms, const Zone& zone) {
  if (since_ms <= 0) return 0;
  // One day of grace: a case numbered just before midnight may be recorded just after it.
  const auto first = make_case_id(zone.local(since_ms).date.plus(-1), 1);
  return first ? *first : 0;
}

}  // namespace huiyin
