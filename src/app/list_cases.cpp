#include "app/list_cases.h"

#include <fmt/format.h>

#include "base/text.h"

namespace huiyin {

namespace {

constexpr size_t kSearchMax = 50;
constexpr size_t kSimilarMax = 20;
constexpr int64_t kSimilarBackMs = 72 * kHourMs;

// How the rows were asked for: who asks by grid would learn the grid of every row.
enum class Asked { at_large, by_grid };

// One line a case the caller may see; others are left out without a trace.
void add_line(App& app, const Caller& caller, const Case& state, Asked asked, std::vector<CaseLine>& rows) {
  const auto ruling = app.ruling(state.edition);
  if (!ruling) return;
  const auto sight = sight_of(caller, state, **ruling);
  if (sight == Sight::none || (asked == Asked::by_grid && !may_read_point(sight, state, **ruling))) return;
  rows.push_back(case_line(app, state, **ruling, sight));
}

// A promise that is paused is not late, however long ago it was due: the store's rows know the time alone.
bool rests(App& app, const Case& state) {
  const auto ruling = app.ruling(state.edition);
  const auto* clock = ruling ? promise_clock(state, **ruling) : nullptr;
  return clock != nullptr && clock->status == ClockStatus::paused;
}

void audit(App& app, const Caller& caller, const std::string& action, std::string subject) {
  if (caller.is_staff()) app.store().audit({app.now_at_ms(), caller.actor.account, action, std::move(subject)});
}

std::string shape_of(const CaseFilter& filter) {
  return fmt::format("programme={} state={} category={} street={} community={} grid={} unit={} lead={}",
                     filter.programme, filter.state, filter.category, filter.street, filter.community, filter.grid,
                     filter.holder_unit, filter.lead);
}

bool is_listed_unit(const CaseFilter& bounds, const Case& state) {
  if (bounds.units.empty()) return true;
  const auto is_mine = [&](const std::string& unit) {
    return std::ranges::find(bounds.units, unit) != bounds.units.end();
  };
  return is_mine(state.holder.unit) || is_mine(state.lead) ||
         std::ranges::any_of(state.parties, [&](const Party& party) { return is_mine(party.unit); });
}

// The search index knows words only; bounds are checked on each case it names.
bool is_found(const Caller& caller, const CaseFilter& bounds, const Case& state, const Definitions& ruling) {
  const auto sight = sight_of(caller, state, ruling);
  if (sight < Sight::bound || state.erased) return false;
  if (is_confidential(state) && sight < Sight::site) return false;
  return covers(bounds.scope, state.place) && is_listed_unit(bounds, state);
}

Result<CaseFilter> search_bounds(App& app, const Caller& caller, const SearchInput& input, const Definitions& today) {
  if (!caller.is_staff()) return refuse(RefusalCode::not_your_role, "searching words is for staff");
  if (input.limit == 0 || input.limit > kSearchMax) {
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 50", "/limit");
  }
  if (auto ok = check_text(input.words, 100, "/words"); !ok) return std::unexpected(ok.error());
  if (terms_of(input.words).empty())
    return refuse(RefusalCode::invalid_input, "search for at least one word", "/words");
  auto bounds = bounded({}, caller, input.post_index, today);
  if (bounds) audit(app, caller, "search", masked(input.words));
  return bounds;
}

}  // namespace

Result<CasePage> list_cases(App& app, const Caller& caller, const ListInput& input) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (input.limit == 0 || input.limit > kPageMax) {
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 200", "/limit");
  }
  const auto filter = bounded(input.filter, caller, input.post_index, *today);
  if (!filter) return std::unexpected(filter.error());
  const auto page = app.store().list(*filter, input.order, input.cursor, input.limit, app.now_at_ms());
  if (!page) return std::unexpected(page.error());
  CasePage answer{.rows = {}, .next = page->next, .moves = {}};
  answer.rows.reserve(page->cases.size());
  const auto asked = input.filter.grid.empty() ? Asked::at_large : Asked::by_grid;
  for (const auto& state : page->cases) {
    if (!filter->overdue || !rests(app, state)) add_line(app, caller, state, asked, answer.rows);
  }
  audit(app, caller, "list", shape_of(*filter));
  return answer;
}

Result<CasePage> search_cases(App& app, const Caller& caller, const SearchInput& input) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto bounds = search_bounds(app, caller, input, *today);
  if (!bounds) return std::unexpected(bounds.error());
  CaseId before = 0;
  if (!input.before.empty()) {
    const auto id = parse_case_no(input.before, today->site.prefix);
    if (!id) return refuse(RefusalCode::invalid_input, id.error().detail, "/before");
    before = *id;
  }
  const auto ids = app.store().search(input.words, before, input.limit);
  if (!ids) return std::unexpected(ids.error());
  CasePage page;
  for (const auto id : *ids) {
    const auto state = app.store().find_case(id);
    if (!state) return std::unexpected(state.error());
    const auto ruling = app.ruling(state->edition);
    if (ruling && is_found(caller, *bounds, *state, **ruling))
      add_line(app, caller, *state, Asked::at_large, page.rows);
  }
  if (ids->size() == input.limit) page.next = case_no(ids->back(), today->site.prefix);
  return page;
}

Result<std::vector<CaseLine>> similar_cases(App& app, const Caller& caller, Point point, const std::string& category,
                                            size_t limit) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (limit == 0 || limit > kSimilarMax)
    return refuse(RefusalCode::invalid_input, "limit lies between 1 and 20", "/limit");
  const auto located = today->places.locate(point);
  if (!located) return std::unexpected(located.error());
  const auto found = app.store().candidates(located->place.grid, category, app.now_at_ms() - kSimilarBackMs, limit);
  if (!found) return std::unexpected(found.error());
  std::vector<CaseLine> rows;
  for (const auto& state : *found) add_line(app, caller, state, Asked::by_grid, rows);
  return rows;
}

}  // namespace huiyin
