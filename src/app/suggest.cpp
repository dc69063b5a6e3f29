#include "app/suggest.h"

#include <fmt/format.h>

#include "app/locate.h"
#include "app/visibility.h"
#include "base/text.h"

namespace huiyin {

namespace {

constexpr size_t kWordsMax = 4'000;
constexpr size_t kSimilarRead = 20;
constexpr size_t kSimilarShown = 5;
constexpr size_t kArticlesShown = 3;
constexpr int64_t kSimilarBackMs = 30 * 24 * kHourMs;

Result<void> suggest_place(const App& app, const Definitions& today, const PlaceInput& input, Suggestion& told) {
  if (!input.lat.is_null() || !input.lon.is_null()) {
    const auto point = read_point(input.lat, input.lon, "/place");
    if (!point) return std::unexpected(point.error());
    auto located = locate(app, *point);
    if (!located) return refuse(located.error().code, located.error().detail, "/place");
    told.place = std::move(located->place);
    told.near = std::move(located->near);
    return {};
  }
  if (input.code.empty()) return {};
  const auto codes = today.places.codes_of(input.code);
  if (!codes) return refuse(codes.error().code, codes.error().detail, "/place/code");
  told.place = place_view(today, *codes);
  return {};
}

void suggest_categories(const App& app, const Definitions& today, const std::string& words, Suggestion& told) {
  for (const auto& guess : app.categoriser(today)->suggest(words)) {
    if (const auto* category = today.categories.by_code(guess.category)) {
      told.categories.push_back({guess.category, category->title, guess.confidence_bp, guess.keywords});
    }
  }
}

void suggest_articles(const App& app, const Definitions& today, const SuggestInput& input, const std::string& category,
                      Suggestion& told) {
  const auto day = today.calendar.zone().local(app.now_at_ms()).date;
  for (const auto* article : fitting_articles(today.articles, input.description, category, day, kArticlesShown)) {
    told.articles.push_back({article->code, article->category, article->title, article->answer});
  }
}

// The category to look for others of: the one chosen, else the likeliest. Empty: none.
Result<std::string> sought_category(const Definitions& today, const std::string& chosen, const Suggestion& told) {
  if (chosen.empty()) return told.categories.empty() ? std::string{} : told.categories.front().category;
  if (const auto* category = today.categories.by_code(chosen)) return category->code;
  if (const auto* category = today.categories.by_key(chosen)) return category->code;
  return refuse(RefusalCode::unknown_thing, fmt::format("there is no category '{}'", chosen), "/category");
}

Result<void> add_similar(App& app, const Caller& caller, const std::string& category, Suggestion& told) {
  if (category.empty() || !told.place || told.place->grid.empty()) return {};
  const auto found = app.store().candidates(told.place->grid, category, app.now_at_ms() - kSimilarBackMs, kSimilarRead);
  if (!found) return std::unexpected(found.error());
  for (const auto& state : *found) {
    const auto ruling = app.ruling(state.edition);
    if (!ruling) continue;
    const auto sight = sight_of(caller, state, **ruling);
    if (!may_read_point(sight, state, **ruling)) continue;  // the grid asked for would be told
    auto line = case_line(app, state, **ruling, sight);
    if (line.phase == json::enum_name(Phase::open)) told.similar.push_back(std::move(line));
    if (told.similar.size() == kSimilarShown) break;
  }
  return {};
}

}  // namespace

Result<Suggestion> suggest(App& app, const Caller& caller, const SuggestInput& input) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (auto ok = check_text(input.description, kWordsMax, "/description"); !ok) return std::unexpected(ok.error());
  Suggestion told;
  if (auto ok = suggest_place(app, *today, input.place, told); !ok) return std::unexpected(ok.error());
  suggest_categories(app, *today, input.description, told);
  const auto category = sought_category(*today, input.category, told);
  if (!category) return std::unexpected(category.error());
  suggest_articles(app, *today, input, *category, told);
  if (auto ok = add_similar(app, caller, *category, told); !ok) return std::unexpected(ok.error());
  return told;
}

}  // namespace huiyin
