#include "domain/form.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace huiyin {
namespace {

using testing::ElementsAre;

Result<FormData> read(std::string_view body) {
  return read_form(boost::json::parse(body), "HY");
}

std::string number_of_a_case() {
  return case_no(make_case_id(date_of({2026, 11, 21}), 427).value(), "HY");
}

TEST(Form, EveryFieldIsOnTheListOnce) {
  std::set<std::string_view> names;
  for (const FieldRule& rule : field_rules()) EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
  EXPECT_EQ(field_rule("selfies"), nullptr);
}

TEST(Form, EachKindGoesToItsPlace) {
  const auto form = read(R"({"note": "好", "reason": "no_duty", "lead": "Unit.1", "parts": ["a", "b"], "level": 3,
    "found": true, "until": "2026-11-22T10:00:00+08:00", "assignee": 17, "parent": ")" +
                         number_of_a_case() + R"(",
    "related": [")" + number_of_a_case() +
                         R"("], "place": {"code": "420104001", "lat": 30.5, "lon": -114.25}})");
  ASSERT_TRUE(form) << form.error().where << form.error().detail;
  EXPECT_EQ(form->words.at("note"), "好");
  EXPECT_EQ(form->codes.at("reason"), "no_duty");
  EXPECT_EQ(form->codes.at("lead"), "Unit.1");
  EXPECT_EQ(form->codes.at("assignee"), "17");
  EXPECT_EQ(form->codes.at("place"), "420104001");
  EXPECT_THAT(form->lists.at("parts"), ElementsAre("a", "b"));
  EXPECT_EQ(form->numbers.at("level"), 3);
  EXPECT_EQ(form->numbers.at("found"), 1);
  EXPECT_EQ(form->numbers.at("until"), parse_instant("2026-11-22T02:00:00Z").value());
  EXPECT_EQ(form->numbers.at("parent"), make_case_id(date_of({2026, 11, 21}), 427).value());
  EXPECT_EQ(form->case_lists.at("related").size(), 1u);
  EXPECT_EQ(form->point, (Point{305'000'000, -1'142'500'000}));
  for (const char* field : {"note", "reason", "lead", "assignee", "place", "parts", "level", "related"}) {
    EXPECT_TRUE(is_filled(*form, field)) << field;
  }
  EXPECT_FALSE(is_filled(*form, "reply"));
}

TEST(Form, PhotosOfThreeFieldsKeepOneOrderAndTheirCounts) {
  const auto form = read(R"({"photos": ["p"], "after_photos": ["a1", "a2"], "before_photos": ["b"]})");
  ASSERT_TRUE(form);
  EXPECT_THAT(form->photos, ElementsAre("b", "a1", "a2", "p"));
  EXPECT_EQ(form->numbers.at("after_photos"), 2);
}

TEST(Form, NullAndEmptyWordsAreAsGoodAsAbsent) {
  const auto form = read(R"({"note": "", "reason": null, "photos": []})");
  ASSERT_TRUE(form);
  EXPECT_FALSE(is_filled(*form, "note"));
  EXPECT_FALSE(is_filled(*form, "reason"));
  EXPECT_FALSE(is_filled(*form, "photos"));
}

struct Wrong {
  std::string body, where;
};

class WrongForm : public testing::TestWithParam<Wrong> {};

TEST_P(WrongForm, IsRefusedAtItsPointer) {
  const auto form = read(GetParam().body);
  ASSERT_FALSE(form);
  EXPECT_EQ(form.error().where, GetParam().where);
}

INSTANTIATE_TEST_SUITE_P(
    Form, WrongForm,
    testing::Values(Wrong{"[]", ""}, Wrong{R"({"a/b~c": 1})", "/a~1b~0c"}, Wrong{R"({"note": 1})", "/note"},
                    Wrong{R"({"note": "a\u0001"})", "/note"}, Wrong{R"({"reason": "Not A Code"})", "/reason"},
                    Wrong{R"({"type": "rumour"})", "/type"}, Wrong{R"({"resolved": "maybe"})", "/resolved"},
                    Wrong{R"({"level": 5})", "/level"}, Wrong{R"({"level": -1})", "/level"},
                    Wrong{R"({"level": 1.5})", "/level"}, Wrong{R"({"found": 1})", "/found"},
                    Wrong{R"({"until": "tomorrow"})", "/until"},
                    Wrong{R"({"parent": "HY-261121-00427-9x"})", "/parent"}, Wrong{R"({"parts": "a"})", "/parts"},
                    Wrong{R"({"parts": ["a", "a"]})", "/parts/1"}, Wrong{R"({"photos": ["../x"]})", "/photos/0"},
                    Wrong{R"({"photos": ["1","2","3","4","5","6","7","8","9","10"]})", "/photos"},
                    Wrong{R"({"place": {}})", "/place"}, Wrong{R"({"place": {"lat": 1}})", "/place/lon"},
                    Wrong{R"({"place": {"lat": 91, "lon": 1}})", "/place/lat"},
                    Wrong{R"({"place": {"house": "1"}})", "/place/house"},
                    Wrong{R"({"assignee": "me"})", "/assignee"}));

}  // namespace
}  // namespace huiyin
