// What the open door proposes while somebody writes, and how places are found.
#include "app/suggest.h"

#include "app/find_places.h"
#include "app/list_cases.h"
#include "app/map_places.h"
#include "app/town.h"

namespace huiyin::testing {

class Suggesting : public Town {
 protected:
  static SuggestInput about(const std::string& words) {
    SuggestInput input;
    input.description = words;
    input.place.code = kGrid;
    return input;
  }
  static std::vector<std::string> numbers_of(const std::vector<CaseLine>& rows) {
    std::vector<std::string> numbers;
    for (const auto& row : rows) numbers.push_back(row.case_no);
    return numbers;
  }
};

TEST_F(Suggesting, the_words_tell_the_category_and_open_cases_of_it_in_this_grid) {
  const auto first = opened(anybody(), street_light());
  const auto withdrawn = opened(anybody(), street_light());
  EXPECT_EQ(code_of(command(holding(withdrawn), withdrawn.case_no, "withdraw")), "done");
  auto elsewhere = street_light();
  elsewhere.place.code = "990101001001002";
  opened(anybody(), elsewhere);
  const auto told = suggest(app(), anybody(), about("门口路灯坏了"));
  ASSERT_TRUE(told) << told.error().detail;
  ASSERT_FALSE(told->categories.empty());
  EXPECT_EQ(told->categories.front().category, "0106");
  EXPECT_FALSE(told->categories.front().keywords.empty());
  EXPECT_EQ(told->place->grid, kGrid);
  EXPECT_EQ(numbers_of(told->similar), std::vector{first.case_no});
}

TEST_F(Suggesting, what_is_known_already_comes_with_its_answer) {
  const auto told = suggest(app(), anybody(), about("旧沙发没地方扔"));
  ASSERT_TRUE(told) << told.error().detail;
  ASSERT_EQ(told->articles.size(), 1U);
  EXPECT_EQ(told->articles.front().code, "bulky_waste");
  EXPECT_FALSE(told->articles.front().answer.zh.empty());
  EXPECT_TRUE(suggest(app(), anybody(), about("邻居吵架"))->articles.empty());
}

TEST_F(Suggesting, words_that_tell_nothing_and_no_place_suggest_nothing) {
  const auto told = suggest(app(), anybody(), {});
  ASSERT_TRUE(told);
  EXPECT_TRUE(told->categories.empty() && !told->place && told->similar.empty());
}

TEST_F(Suggesting, the_grid_of_a_household_matter_is_told_to_nobody_who_asks_by_grid) {
  auto input = street_light();
  input.category = "0503";  // leaks and quality of housing: public by community only
  const auto report = opened(anybody(), input);
  auto question = about("漏水");
  question.category = "0503";
  EXPECT_TRUE(suggest(app(), anybody(), question)->similar.empty());
  EXPECT_EQ(numbers_of(suggest(app(), dispatcher(), question)->similar), std::vector{report.case_no});
  ListInput by_grid;
  by_grid.filter.grid = kGrid;
  EXPECT_TRUE(list_cases(app(), anybody(), by_grid)->rows.empty());
  EXPECT_EQ(list_cases(app(), dispatcher(), by_grid)->rows.size(), 1U);
  EXPECT_EQ(list_cases(app(), anybody(), {})->rows.size(), 1U);
  EXPECT_TRUE(similar_cases(app(), anybody(), {413'050'000, 1'237'905'000}, "0503", 5)->empty());
}

TEST_F(Suggesting, what_is_wrong_is_said_where_it_is_wrong) {
  auto unknown_category = about("路灯");
  unknown_category.category = "none";
  EXPECT_EQ(suggest(app(), anybody(), unknown_category).error().where, "/category");
  auto unknown_place = about("路灯");
  unknown_place.place.code = "111111111";
  EXPECT_EQ(suggest(app(), anybody(), unknown_place).error().where, "/place/code");
  SuggestInput outside;
  outside.place.lat = 1.0;
  outside.place.lon = 2.0;
  EXPECT_EQ(code_of(suggest(app(), anybody(), outside)), "outside_district");
  EXPECT_EQ(code_of(suggest(app(), anybody(), about(std::string(5'000, 'x')))), "too_large");
}

TEST_F(Suggesting, places_are_found_step_by_step_and_by_name) {
  const auto streets = find_places(app(), {});
  ASSERT_TRUE(streets);
  ASSERT_FALSE(streets->rows.empty());
  for (const auto& row : streets->rows) EXPECT_EQ(row.level, "street") << row.code;
  const auto parts = find_places(app(), {.under = "990101001"});
  ASSERT_TRUE(parts && !parts->rows.empty());
  for (const auto& row : parts->rows) EXPECT_EQ(row.level, "community") << row.code;
  const auto named = find_places(app(), {.words = "晓园"});
  ASSERT_TRUE(named && named->rows.size() > 1);
  EXPECT_EQ(named->rows.front().level, "community") << "the higher level comes first";
  EXPECT_EQ(find_places(app(), {.words = "xiaoyuan grid 1"})->rows.front().code, kGrid);
  EXPECT_EQ(find_places(app(), {.words = "晓园", .limit = 1})->rows.size(), 1U);
  EXPECT_EQ(code_of(find_places(app(), {.under = "1"})), "unknown_thing");
  EXPECT_EQ(code_of(find_places(app(), {.limit = 0})), "invalid_input");
}

TEST_F(Suggesting, the_map_holds_the_outline_of_every_grid_asked_for) {
  const auto whole = map_places(app(), "");
  ASSERT_TRUE(whole) << whole.error().detail;
  EXPECT_EQ(whole->at("features").as_array().size(), app().definitions()->places.grids_count());
  const auto one = map_places(app(), kGrid);
  ASSERT_EQ(one->at("features").as_array().size(), 1U);
  const auto& feature = one->at("features").as_array().front();
  EXPECT_EQ(feature.at("properties").at("name").at("zh"), "晓园第一网格");
  EXPECT_EQ(feature.at("geometry").at("type"), "Polygon");
  EXPECT_EQ(code_of(map_places(app(), "7")), "unknown_thing");
}

}  // namespace huiyin::testing
