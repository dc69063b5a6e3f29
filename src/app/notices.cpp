#include "app/notices.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"

namespace huiyin {

Result<NoticeBody> read_notice(const std::string& body) {
  auto read = json::read_text<NoticeBody>(body);
  if (!read) return refuse(RefusalCode::corrupt, "a message of the outbox does not read");
  return read;
}

OutboxMessage receipt_notice(const App& app, CaseId id, bool by_phone) {
  return {by_phone ? "sms" : "mail", fmt::format("receipt:{}", id), id,
          json::write(NoticeBody{"receipt", case_no_of(app, id), ""})};
}

namespace {

const std::string& code_of(const Event& core, const std::string& name) {
  static const std::string none;
  const auto found = core.codes.find(name);
  return found == core.codes.end() ? none : found->second;
}

// Amber and red of a clock, each told once: to the systems of whoever holds the case.
void add_card(const App& app, const Event& core, std::vector<OutboxMessage>& messages) {
  if (core.kind != "clock_step") return;
  const std::string& clock = code_of(core, "clock");
  const std::string& does = code_of(core, "does");
  const auto changed = std::ranges::find(core.changes.clocks, clock, &Clock::name);
  if (changed == core.changes.clocks.end() || (does != "warn" && does != "supervise")) return;
  const std::string card = does == "warn" ? "amber" : "red";
  const auto level = code_of(core, "level");
  messages.push_back({"webhook",
                      fmt::format("{}:{}:{}:{}:{}", card, core.case_id, clock, changed->started_at_ms, level),
                      core.case_id, json::write(NoticeBody{card, case_no_of(app, core.case_id), clock})});
}

}  // namespace

std::vector<OutboxMessage> notices_of(const App& app, const std::vector<DraftEvent>& events) {
  std::vector<OutboxMessage> messages;
  for (const auto& draft : events) {
    const auto& core = draft.core;
    add_card(app, core, messages);
    if (!core.changes.phase || *core.changes.phase != Phase::settled) continue;
    messages.push_back(
        {"sms", fmt::format("settled:{}:{}", core.case_id, core.n), core.case_id,
         json::write(NoticeBody{"settled", case_no_of(app, core.case_id), core.changes.state.value_or("")})});
  }
  return messages;
}

}  // namespace huiyin
