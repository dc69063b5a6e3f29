// Messages on their way out: queued by the commit of what they tell (batch_write.cpp), taken and settled here.
#include "store/row_reader.h"
#include "store/sql_store.h"

namespace huiyin {
namespace {

Result<QueuedMessage> message_of_row(const Rows::Row& row) {
  QueuedMessage message{{row.text(1), row.text(2), row.integer(3), row.text(4)}};
  message.id = row.integer(0);
  message.attempts = row.integer(5);
  message.next_at_ms = row.integer(6);
  message.error = row.text(7);
  return message;
}

}  // namespace

Result<std::vector<QueuedMessage>> SqlStore::outbox(size_t limit) {
  return readers_.with([&](Connection& reader) {
    return all_of<QueuedMessage>(reader.query(Sql::waiting_messages, {limit}), message_of_row);
  });
}

Result<std::vector<QueuedMessage>> SqlStore::take_messages(const std::string& kind, int64_t now_at_ms,
                                                           int64_t again_at_ms, size_t limit) {
  std::vector<QueuedMessage> taken;
  auto ok = write([&](Connection& connection) -> Result<void> {
    auto due = all_of<QueuedMessage>(connection.query(Sql::due_messages, {kind, now_at_ms, limit}), message_of_row);
    if (!due) return std::unexpected(std::move(due.error()));
    taken.clear();  // a batch may be repeated
    for (auto& message : *due) {
      const auto counted = connection.query(Sql::attempt_message, {message.id, again_at_ms, message.attempts});
      if (!counted) return std::unexpected(counted.error());
      ++message.attempts;
      if (counted->affected() == 1) taken.push_back(std::move(message));
    }
    return {};
  });
  if (!ok) return std::unexpected(std::move(ok.error()));
  return taken;
}

Result<void> SqlStore::settle_messages(const std::vector<MessageOutcome>& outcomes) {
  if (outcomes.empty()) return {};
  return write([&](Connection& connection) -> Result<void> {
    for (const auto& outcome : outcomes) {
      const auto done = outcome.done_at_ms == 0 ? Param{nullptr} : Param{outcome.done_at_ms};
      const auto settled = connection.query(Sql::settle_message, {outcome.id, done, outcome.next_at_ms, outcome.error});
      if (!settled) return std::unexpected(settled.error());
    }
    return {};
  });
}

Result<void> SqlStore::resend_message(int64_t id, int64_t now_at_ms) {
  int64_t changed = 0;
  auto ok = write([&](Connection& connection) -> Result<void> {
    const auto answer = connection.query(Sql::resend_message, {id, now_at_ms});
    if (!answer) return std::unexpected(answer.error());
    changed = answer->affected();
    return {};
  });
  if (!ok) return ok;
  if (changed == 0) return refuse(RefusalCode::unknown_thing, "no such message waits to be sent");
  return {};
}

Result<void> SqlStore::expire_messages(const std::string& kind, int64_t before_ms, int64_t now_at_ms,
                                       const std::string& why) {
  return write([&](Connection& connection) -> Result<void> {
    const auto expired = connection.query(Sql::expire_messages, {kind, before_ms, now_at_ms, why});
    if (!expired) return std::unexpected(expired.error());
    return {};
  });
}

}  // namespace huiyin
