// Case ids are time-ordered and readable: id = local day number since 2000-01-01 * 10'000'000 + serial of that day.
// The case number people see, "HY-261121-00427-5", is a pure function of the id: site prefix, yymmdd, serial (at least
// five digits), check digit (ISO 7064 MOD 11,10 over date and serial). No index is needed to find one by the other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace huiyin {

using CaseId = int64_t;

inline constexpr int64_t kSerialsPerDay = 10'000'000;

// `serial` 1..9'999'999; `opened_on` 2000-01-01..2099-12-31, else invalid_input.
Result<CaseId> make_case_id(LocalDate opened_on, int64_t serial);
LocalDate opened_on(CaseId id);
std::string case_no(CaseId id, std::string_view site_prefix);
// Wrong prefix, shape or check digit -> invalid_input saying which.
Result<CaseId> parse_case_no(std::string_view text, std::string_view site_prefix);

}  // namespace huiyin
