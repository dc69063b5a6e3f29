#include "app/show_outbox.h"

namespace huiyin {
namespace {

Result<void> may_see_outbox(const Caller& caller) {
  if (caller.has_role(Role::supervisor) || caller.has_role(Role::system_admin)) return {};
  return refuse(RefusalCode::not_your_role, "the outbox is for the supervisor and the system administrator");
}

OutboxLine line_of(const App& app, const QueuedMessage& message) {
  const bool given_up = message.next_at_ms == QueuedMessage::kGivenUp;
  const auto* tried = message.attempts == 0 ? "waiting" : "again";
  return {.id = message.id,
          .kind = message.kind,
          .case_no = case_no_of(app, message.case_id),
          .body = message.body,
          .state = given_up ? "failed" : tried,
          .attempts = message.attempts,
          .next_at_ms = given_up ? 0 : message.next_at_ms,
          .error = message.error};
}

}  // namespace

Result<OutboxList> show_outbox(App& app, const Caller& caller, size_t limit) {
  constexpr size_t kLimitMax = 1'000;
  if (auto may = may_see_outbox(caller); !may) return std::unexpected(may.error());
  if (limit == 0 || limit > kLimitMax) {
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 1000", "/limit");
  }
  const auto messages = app.store().outbox(limit);
  if (!messages) return std::unexpected(messages.error());
  OutboxList list;
  for (const auto& message : *messages) list.messages.push_back(line_of(app, message));
  return list;
}

Result<void> resend_message(App& app, const Caller& caller, int64_t id) {
  if (auto may = may_see_outbox(caller); !may) return may;
  return app.store().resend_message(id, app.now_at_ms());
}

}  // namespace huiyin
