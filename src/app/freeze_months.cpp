#include "app/freeze_months.h"

#include "app/board_period.h"

namespace huiyin {

namespace {

std::string month_before(const std::string& month) {
  return format_date(parse_date(month + "-01")->plus(-1)).substr(0, month.size());
}

}  // namespace

Result<int64_t> freeze_ended_months(App& app) {
  const auto today = app.definitions();
  if (!today) return 0;
  const auto this_month = month_of(app.now_at_ms(), today->calendar.zone());
  const auto freezes = app.store().freezes();
  if (!freezes) return std::unexpected(freezes.error());
  std::string month = freezes->empty() ? month_before(this_month) : month_after(freezes->back().month);
  int64_t frozen_count = 0;
  for (; month < this_month; month = month_after(month)) {
    if (const auto frozen = app.store().freeze(month); !frozen) return std::unexpected(frozen.error());
    ++frozen_count;
  }
  return frozen_count;
}

Result<Freeze> freeze_month(App& app, const std::string& month) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (!parse_date(month + "-01"))
    return refuse(RefusalCode::invalid_input, "must be a month such as 2026-11", "/month");
  if (month >= month_of(app.now_at_ms(), today->calendar.zone())) {
    return refuse(RefusalCode::invalid_input, "this month is not over yet", "/month");
  }
  return app.store().freeze(month);
}

}  // namespace huiyin
