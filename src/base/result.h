// Errors are values. A Refusal says what was wrong, where, and what to do; only src/http turns it into a status.
#pragma once

#include <expected>
#include <string>
#include <utility>
#include <vector>

namespace huiyin {

// The stable codes of RFC 9457 problems (`type` is "urn:huiyin:problem:<code>"). Never rename one: clients match on it.
enum class RefusalCode {
  invalid_input,     // a field is missing, of the wrong kind or out of range; `where` is its JSON pointer or file:line
  unknown_case,      // no such case, or not visible to this person (the two are not told apart)
  unknown_thing,     // no such programme, unit, category, place, account ...
  outside_district,  // the point lies in no grid
  nobody_in_charge,  // no duty row decides; `detail` names category and place
  command_not_allowed,   // the lifecycle has no such move from this state; `allowed` lists the commands that are
  not_your_role,         // the move exists, but not for this person
  conflict_of_interest,  // the actor is a party to what the move judges
  needs_second_person,   // the same person cannot be both
  rule_not_met,          // a guard of the move fails; `detail` says which
  stale_version,         // the case has moved on since the version the user saw
  already_claimed,       // somebody else holds the desk lock
  idempotency_reused,    // same key, another body
  signed_out,            // no valid session, receipt or key
  too_many,              // the door's limit; retry later
  too_large,             // the body or a list exceeds its bound
  outside_calendar,      // a date outside the adopted calendars
  broken_definition,     // a definition file does not hold; `where` is file:line:field
  store_unavailable,     // disk full, database lost: nothing was done, retry later
  corrupt,               // stored bytes do not hold together
  wrong_use,             // a command line that makes no sense
};

// The code as it appears in problems, e.g. "stale_version".
const char* to_string(RefusalCode code);

struct Refusal {
  RefusalCode code = RefusalCode::invalid_input;
  std::string detail;                // for people: what was wrong and what would be right
  std::string where;                 // JSON pointer ("/place/lat") or "file:line field"; may be empty
  std::vector<std::string> allowed;  // what would be allowed instead; may be empty
};

template <class T>
using Result = std::expected<T, Refusal>;

inline std::unexpected<Refusal> refuse(RefusalCode code, std::string detail, std::string where = {},
                                       std::vector<std::string> allowed = {}) {
  return std::unexpected(Refusal{code, std::move(detail), std::move(where), std::move(allowed)});
}

}  // namespace huiyin
