// What a door may propose while somebody still writes: the category the words speak of, where that is, and open cases
// of the same matter there. Nothing is kept, nothing is on record.
#pragma once

#include <boost/describe.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"
#include "app/explain_case.h"
#include "app/open_case.h"

namespace huiyin {

struct SuggestInput {
  std::string description;  // at most 4,000 characters; empty: no category is guessed
  std::string category;     // code or key, once it is chosen; similar cases are then of this one
  PlaceInput place;         // a point or a code; empty: nothing is located
  bool operator==(const SuggestInput&) const = default;
};
BOOST_DESCRIBE_STRUCT(SuggestInput, (), (description, category, place))

struct ArticleView {
  std::string code, category;
  Wording title, answer;
  bool operator==(const ArticleView&) const = default;
};
BOOST_DESCRIBE_STRUCT(ArticleView, (), (code, category, title, answer))

struct Suggestion {
  std::vector<CategoryExplained> categories;  // best first, at most three; empty when the words do not tell
  std::optional<PlaceView> place;
  std::vector<PlaceView> near;        // grids across a near edge
  std::vector<CaseLine> similar;      // open, same grid and category, of the last 30 days, newest first, at most five
  std::vector<ArticleView> articles;  // what is known of it already, best first, at most three
};
BOOST_DESCRIBE_STRUCT(Suggestion, (), (categories, place, near, similar, articles))

// Words too long -> too_large; unknown category or place -> unknown_thing; a point outside -> outside_district; half a
// point -> invalid_input. Similar cases need a grid and a category and are those the caller may see in that grid.
Result<Suggestion> suggest(App& app, const Caller& caller, const SuggestInput& input);

}  // namespace huiyin
