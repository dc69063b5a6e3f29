// Who asks, as every use case sees it: made from a session, an API key, a receipt, or nothing.
#pragma once

#include <string>

#include "base/ids.h"
#include "domain/role.h"

namespace huiyin {

struct Caller {
  Actor actor;              // posts held today, of the account or key; anybody else has none
  std::string name;         // account's login or key's name; empty for requesters
  CaseId receipt_case = 0;  // the case whose receipt was shown and matched; 0 = none

  bool is_staff() const { return actor.kind == ActorKind::staff; }
  bool has_role(Role role) const;
};

// A person at the public door: no account, no receipt.
Caller anybody();
// The engine itself: sweeps, adoption, imports by command line.
Caller the_system();

}  // namespace huiyin
