#include "app/explain_case.h"

#include "app/show_case.h"

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

std::vector<CategoryExplained> guesses_of(App& app, const Definitions& ruling, const std::string& words) {
  std::vector<CategoryExplained> told;
  for (const auto& guess : app.categoriser(ruling)->suggest(words)) {
    const auto* category = ruling.categories.by_code(guess.category);
    told.push_back({guess.category, category->title, guess.confidence_bp, guess.keywords});
  }
  return told;
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
  told.due = view->due_explained;
  if (const auto* clock = promise_clock(*state, **ruling)) {
    told.clock = clock->name;
    told.limit = to_string(clock->limit);
  }
  return told;
}

}  // namespace huiyin
