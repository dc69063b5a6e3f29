#include "base/result.h"

namespace huiyin {

const char* to_string(RefusalCode code) {
  switch (code) {
    case RefusalCode::invalid_input: return "invalid_input";
    case RefusalCode::unknown_case: return "unknown_case";
    case RefusalCode::unknown_thing: return "unknown_thing";
    case RefusalCode::outside_district: return "outside_district";
    case RefusalCode::nobody_in_charge: return "nobody_in_charge";
    case RefusalCode::command_not_allowed: return "command_not_allowed";
    case RefusalCode::not_your_role: return "not_your_role";
    case RefusalCode::conflict_of_interest: return "conflict_of_interest";
    case RefusalCode::needs_second_person: return "needs_second_person";
    case RefusalCode::rule_not_met: return "rule_not_met";
    case RefusalCode::stale_version: return "stale_version";
    case RefusalCode::already_claimed: return "already_claimed";
    case RefusalCode::idempotency_reused: return "idempotency_reused";
    case RefusalCode::signed_out: return "signed_out";
    case RefusalCode::too_many: return "too_many";
    case RefusalCode::too_large: return "too_large";
    case RefusalCode::outside_calendar: return "outside_calendar";
    case RefusalCode::broken_definition: return "broken_definition";
    case RefusalCode::store_unavailable: return "store_unavailable";
    case RefusalCode::corrupt: return "corrupt";
    case RefusalCode::wrong_use: return "wrong_use";
  }
  return "unknown";
}

}  // namespace huiyin
