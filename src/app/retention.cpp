#include "app/retention.h"

namespace huiyin {

namespace {

constexpr size_t kRowsMax = 200;      // of each table a round
constexpr size_t kContactsMax = 200;  // looked at a round

bool is_over(const Case& state, const SiteInfo& site, int64_t now_at_ms) {
  if (state.phase != Phase::final_) return false;
  const int32_t days = state.type == "tip_off" ? site.tip_off_contact_days : site.contact_days;
  return state.updated_at_ms + days * kDayMs <= now_at_ms;
}

}  // namespace

Result<Expired> Retention::round() {
  const auto rows = app_.store().expire(kRowsMax);
  if (!rows) return std::unexpected(rows.error());
  const auto contacts = drop_contacts();
  if (!contacts) return std::unexpected(contacts.error());
  return Expired{*rows, app_.photos.drop_waiting(kDayMs), *contacts};
}

Result<int64_t> Retention::drop_contacts() {
  const auto today = app_.definitions();
  if (!today) return 0;
  const auto cases = app_.store().cases_with_contact(after_, kContactsMax);
  if (!cases) return std::unexpected(cases.error());
  after_ = cases->size() < kContactsMax ? 0 : cases->back().id;
  std::vector<CaseId> over;
  for (const auto& state : *cases) {
    if (is_over(state, today->site, app_.now_at_ms())) over.push_back(state.id);
  }
  if (over.empty()) return 0;
  if (auto ok = app_.store().drop_contacts(over); !ok) return std::unexpected(ok.error());
  for (const auto id : over) app_.store().audit({app_.now_at_ms(), 0, "erase_contact", case_no_of(app_, id)});
  return static_cast<int64_t>(over.size());
}

}  // namespace huiyin
