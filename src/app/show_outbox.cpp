#include "app/show_outbox.h"

namespace huiyin {

Result<std::vector<OutboxMessage>> show_outbox(App& app, const Caller& caller, size_t limit) {
  constexpr size_t kLimitMax = 1'000;
  if (!caller.has_role(Role::supervisor) && !caller.has_role(Role::system_admin)) {
    return refuse(RefusalCode::not_your_role, "the outbox is for the supervisor and the system administrator");
  }
  if (limit == 0 || limit > kLimitMax) {
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 1000", "/limit");
  }
  return app.store().outbox(limit);
}

}  // namespace huiyin
