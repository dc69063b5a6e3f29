#include "app/own_cases.h"

#include <algorithm>

#include "app/intake.h"
#include "ledger/phone_code.h"

namespace huiyin {

namespace {

constexpr size_t kOwnCasesMax = 50;

// One name for all the ways to write a number, and no number in memory.
std::string name_of(int64_t blind) {
  return std::to_string(blind);
}

Result<int64_t> blind_of(const App& app, const std::string& phone) {
  if (phone.empty()) return refuse(RefusalCode::invalid_input, "is needed", "/phone");
  if (auto ok = check_phone(phone, "/phone"); !ok) return std::unexpected(ok.error());
  return blind_index(phone, app.keys());
}

Result<void> let_in(AttemptLimit& limit, const std::string& name, int64_t now_at_ms) {
  if (!limit.is_shut(name, now_at_ms)) return {};
  return refuse(RefusalCode::too_many, "too many attempts for this number: try again in fifteen minutes");
}

Result<std::vector<CaseId>> ids_of(App& app, int64_t blind) {
  auto ids = app.store().cases_of_blind(blind, 0);
  if (!ids) return ids;
  std::ranges::sort(*ids, std::ranges::greater{});
  if (ids->size() > kOwnCasesMax) ids->resize(kOwnCasesMax);
  return ids;
}

Result<OwnCase> own_case(const App& app, const Case& state) {
  const auto ruling = app.edition(state.edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto line = case_line(app, state, **ruling, Sight::requester);
  return OwnCase{line.case_no,        receipt(state.id, state.receipt_generation, app.keys()),
                 line.programme,      line.phase,
                 line.category_title, line.state_wording,
                 line.opened_at_ms};
}

}  // namespace

Result<void> send_phone_code(App& app, PhoneDoor& door, const std::string& phone,
                             const std::function<std::string(const std::string& code)>& message) {
  const auto blind = blind_of(app, phone);
  if (!blind) return std::unexpected(blind.error());
  const auto now_at_ms = app.now_at_ms();
  if (auto ok = let_in(door.sendings, name_of(*blind), now_at_ms); !ok) return ok;
  door.sendings.count(name_of(*blind), now_at_ms);
  const auto ids = ids_of(app, *blind);
  if (!ids) return std::unexpected(ids.error());
  if (!ids->empty()) door.texts.send(phone, message(phone_code(*blind, now_at_ms, app.keys())));
  return {};
}

Result<std::vector<OwnCase>> cases_of_phone(App& app, PhoneDoor& door, const std::string& phone,
                                            const std::string& code) {
  const auto blind = blind_of(app, phone);
  if (!blind) return std::unexpected(blind.error());
  const auto now_at_ms = app.now_at_ms();
  if (auto ok = let_in(door.mistakes, name_of(*blind), now_at_ms); !ok) return std::unexpected(ok.error());
  if (!phone_code_matches(code, *blind, now_at_ms, app.keys())) {
    door.mistakes.count(name_of(*blind), now_at_ms);
    return refuse(RefusalCode::invalid_input, "is not the code that was sent, or its time is over", "/code");
  }
  const auto ids = ids_of(app, *blind);
  if (!ids) return std::unexpected(ids.error());
  std::vector<OwnCase> cases;
  for (const auto id : *ids) {
    const auto state = app.store().find_case(id);
    if (!state) return std::unexpected(state.error());
    if (state->erased) continue;
    auto told = own_case(app, *state);
    if (!told) return std::unexpected(told.error());
    cases.push_back(std::move(*told));
  }
  return cases;
}

}  // namespace huiyin
