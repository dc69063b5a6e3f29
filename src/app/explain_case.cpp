#include "app/explain_case.h"

#include <cstdlib>

#include "app/show_case.h"
#include "ledger/chain.h"

namespace huiyin {

namespace {

DutyExplained duty_of(const Case& state, const Definitions& ruling) {
  const auto on = ruling.calendar.zone().local(state.opened_at_ms).date;
  const auto duty = ruling.duties.decide(state.category, state.place, on, ruling.places);
  DutyExplained told;
  if (!duty) {
    told.refusal = duty.error().detail;
    return told;
  }
  told.line = duty->line;
  for (const auto& row : ruling.duties.rows()) {
    if (row.line == duty->line) told.category = row.category, told.place = row.place;
  }
  told.lead = unit_view(ruling, duty->lead);
  told.supervising = unit_view(ruling, duty->supervising);
  told.backstop = unit_view(ruling, duty->backstop);
  return told;
}

int32_t line_of(const Event& core) {
  const auto noted = core.codes.find("duty_line");
  return noted == core.codes.end() ? 0 : std::atoi(noted->second.c_str());
}

Result<std::vector<DispatchExplained>> dispatches_of(App& app, CaseId id) {
  const auto stored = app.store().events_of(id);
  if (!stored) return std::unexpected(stored.error());
  std::vector<DispatchExplained> told;
  std::string lead;
  for (const auto& row : *stored) {
    const auto core = decode(row.core);
    if (!core) return std::unexpected(core.error());
    lead = core->changes.lead.value_or(lead);
    if (line_of(*core) == 0) continue;
    const auto edition = app.edition(core->edition);
    if (!edition) return std::unexpected(edition.error());
    told.push_back({core->n, core->recorded_at_ms, core->kind, core->edition, unit_view(**edition, lead),
                    core->codes.contains("lead"), duty_row_of((*edition)->duties, line_of(*core))});
  }
  return told;
}

std::vector<CategoryExplained> guesses_of(App& app, const Definitions& ruling, const std::string& words) {
  std::vector<CategoryExplained> told;
  for (const auto& guess : app.categoriser(ruling)->suggest(words)) {
    const auto* category = ruling.categories.by_code(guess.category);
    told.push_back({guess.category, category->title, guess.confidence_bp, guess.keywords});
  }
  return told;
}

// The public learns no more of a promise than the case's page says.
void explain_promise(const App& app, const CaseView& view, const Case& state, const Definitions& ruling,
                     Explanation& told) {
  const auto* running = promise_clock(state, ruling);
  const auto* ended = view.reader == "public" ? nullptr : ended_promise_clock(state, ruling);
  const auto* clock = running != nullptr ? running : ended;
  if (clock == nullptr) return;
  told.clock = clock->name;
  told.limit = to_string(clock->limit);
  if (view.reader == "public" && view.row.due_at_ms == 0) return;
  told.due_at_ms = clock->due_at_ms;
  told.late = clock->late || clock_colour(*clock, app.now_at_ms()) == "red";
  if (ended != nullptr) told.due = explain_promise_clock(*ended, state, *app.definitions(), ruling);
}

}  // namespace

Result<Explanation> explain_case(App& app, const Caller& caller, const std::string& case_no_text) {
  const auto view = show_case(app, caller, case_no_text);
  if (!view) return std::unexpected(view.error());
  const auto id = case_id_of(app, case_no_text);
  const auto state = id ? app.store().find_case(*id) : std::unexpected(id.error());
  if (!state) return std::unexpected(state.error());
  const auto ruling = app.edition(state->edition);
  if (!ruling) return std::unexpected(ruling.error());
  Explanation told;
  told.case_no = view->row.case_no;
  told.edition = state->edition;
  told.category = view->row.category;
  told.category_title = view->row.category_title;
  told.guesses = guesses_of(app, **ruling, view->description);
  told.duty = duty_of(*state, **ruling);
  if (view->reader != "public") {
    auto dispatches = dispatches_of(app, *id);
    if (!dispatches) return std::unexpected(dispatches.error());
    told.dispatches = std::move(*dispatches);
  }
  told.due = view->due_explained;
  explain_promise(app, *view, *state, **ruling, told);
  return told;
}

}  // namespace huiyin
