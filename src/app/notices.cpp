#include "app/notices.h"

#include <fmt/format.h>

#include "base/json.h"

namespace huiyin {

namespace {

struct NoticeBody {
  std::string wording;  // key of the catalogue
  std::string case_no;
  std::string state;
  bool operator==(const NoticeBody&) const = default;
};
BOOST_DESCRIBE_STRUCT(NoticeBody, (), (wording, case_no, state))

}  // namespace

OutboxMessage receipt_notice(const App& app, CaseId id, bool by_phone) {
  return {by_phone ? "sms" : "mail", fmt::format("receipt:{}", id), id,
          json::write(NoticeBody{"receipt", case_no_of(app, id), ""})};
}

std::vector<OutboxMessage> notices_of(const App& app, const std::vector<DraftEvent>& events) {
  std::vector<OutboxMessage> messages;
  for (const auto& draft : events) {
    const auto& core = draft.core;
    if (!core.changes.phase || *core.changes.phase != Phase::settled) continue;
    messages.push_back(
        {"sms", fmt::format("settled:{}:{}", core.case_id, core.n), core.case_id,
         json::write(NoticeBody{"settled", case_no_of(app, core.case_id), core.changes.state.value_or("")})});
  }
  return messages;
}

}  // namespace huiyin
