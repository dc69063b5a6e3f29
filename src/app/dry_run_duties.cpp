#include "app/dry_run_duties.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "app/adopt_site.h"
#include "definitions/site_files.h"
#include "domain/duty_in_force.h"

namespace huiyin {

namespace {

constexpr size_t kPageCases = 200;

struct Span {
  int64_t from_ms = 0, before_ms = 0;  // 0 = open-ended
};

Result<Span> span_of(const DutyTrial& trial, const Zone& zone) {
  const auto read = [&](const std::string& text, int32_t days, const char* where) -> Result<int64_t> {
    if (text.empty()) return 0;
    const auto date = parse_date(text);
    if (!date) return refuse(RefusalCode::invalid_input, date.error().detail, where);
    return zone.instant({date->plus(days), 0, 0});
  };
  const auto from = read(trial.from, 0, "/from"), before = read(trial.until, 1, "/until");
  if (!from) return std::unexpected(from.error());
  if (!before) return std::unexpected(before.error());
  return Span{*from, *before};
}

// The first day of a table all of whose rows have one.
std::optional<LocalDate> beginning_of(const DutyTable& table) {
  std::optional<LocalDate> first;
  for (const DutyRow& row : table.rows()) {
    if (!row.valid_from) return std::nullopt;
    if (!first || *row.valid_from < *first) first = row.valid_from;
  }
  return first;
}

// One table against the other, case by case.
class Trial {
 public:
  Trial(const App& app, const Definitions& today, DutyTable table, size_t moves_max)
      : app_(app), today_(today), tried_(today), moves_max_(moves_max) {
    begins_ = beginning_of(table);
    tried_.duties = std::move(table);
  }

  void look_at(const Case& state) {
    if (!state.counted) return;
    ++told_.cases;
    const LocalDate opened = today_.calendar.zone().local(state.opened_at_ms).date;
    const LocalDate asked = begins_ ? std::max(opened, *begins_) : opened;
    const auto before = duty_in_force(state.category, state.place, opened, today_);
    const auto after = duty_in_force(state.category, state.place, asked, tried_);
    const std::string was = before ? before->lead : "", is = after ? after->lead : "";
    ++loads_[was].first;
    ++loads_[is].second;
    if (was == is) return;
    ++told_.moved;
    if (told_.moves.size() == moves_max_) return;
    told_.moves.push_back({case_no_of(app_, state.id), state.category, place_view(today_, state.place),
                           state.opened_at_ms, unit_view(today_, was), unit_view(today_, is),
                           before ? duty_row_of(today_.duties, before->line) : DutyRowView{},
                           after ? duty_row_of(tried_.duties, after->line) : DutyRowView{}});
  }

  DutyDryRun told() {
    for (const auto& [unit, load] : loads_) told_.units.push_back({unit_view(today_, unit), load.first, load.second});
    std::ranges::sort(told_.units, {}, [](const DutyLoad& load) {
      return std::pair{-std::llabs(load.after - load.before), load.unit.code};
    });
    told_.ok = true;
    told_.edition = today_.edition;
    return std::move(told_);
  }

  int64_t cases() const { return told_.cases; }

 private:
  const App& app_;
  const Definitions& today_;
  Definitions tried_;
  size_t moves_max_;
  std::optional<LocalDate> begins_;
  std::map<std::string, std::pair<int64_t, int64_t>> loads_;  // by lead; empty: nobody in charge
  DutyDryRun told_;
};

Result<void> look_at_all(App& app, const Span& span, const Progress& progress, Trial& trial) {
  CaseFilter filter;
  filter.opened_from_ms = span.from_ms;
  filter.opened_before_ms = span.before_ms;
  std::string cursor;
  do {
    const auto page = app.store().list(filter, CaseOrder::newest, cursor, kPageCases, app.now_at_ms());
    if (!page) return std::unexpected(page.error());
    for (const Case& state : page->cases) trial.look_at(state);
    cursor = page->next;
    if (progress && !progress(trial.cases(), trial.cases() + (cursor.empty() ? 0 : 1))) {
      return refuse(RefusalCode::wrong_use, "stopped; nothing changed");
    }
  } while (!cursor.empty());
  return {};
}

Findings findings_of(const DutyTable& table, const std::string& file, const Definitions& today) {
  Findings findings;
  for (const DutyFinding& found : table.check(today.categories, today.places, today.units)) {
    findings.push_back({file, found.line, found.column, fmt::format("{}: {}", found.kind, found.detail)});
  }
  return findings;
}

}  // namespace

Result<DutyDryRun> dry_run_duties(App& app, const Caller& caller, const DutyTrial& trial, const Progress& progress) {
  if (auto may = may_adopt(caller); !may) return std::unexpected(may.error());
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto span = span_of(trial, today->calendar.zone());
  if (!span) return std::unexpected(span.error());
  DutyDryRun refused;
  refused.edition = today->edition;
  DutyTable table{read_duties({trial.file, trial.table}, refused.problems)};
  if (refused.problems.empty()) refused.problems = findings_of(table, trial.file, *today);
  if (!refused.problems.empty()) return refused;
  Trial tried{app, *today, std::move(table), trial.moves_max};
  if (auto ok = look_at_all(app, *span, progress, tried); !ok) return std::unexpected(ok.error());
  return tried.told();
}

}  // namespace huiyin
