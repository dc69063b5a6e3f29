#include "app/shown_codes.h"

#include "app/town.h"

namespace huiyin::testing {

class ShownCodes : public Town {};

TEST_F(ShownCodes, say_instants_and_case_numbers_and_leave_the_rest) {
  const auto first = make_case_id(parse_date("2026-11-22").value(), 1).value();
  const auto second = make_case_id(parse_date("2026-11-22").value(), 2).value();
  const auto shown = shown_codes({{"until", "1795399200000"},
                                  {"parent", std::to_string(first)},
                                  {"case", std::to_string(first)},
                                  {"related", std::to_string(first) + "," + std::to_string(second)},
                                  {"reason", "1795399200000"},
                                  {"review_at", "soon"},
                                  {"cases", ""},
                                  {"unheard_of", "x"}},
                                 *app().definitions());
  const auto number = case_no_of(app(), first);
  EXPECT_EQ(shown.at("until"), "2026-11-23T10:00:00+08:00");
  EXPECT_EQ(shown.at("parent"), number);
  EXPECT_EQ(shown.at("case"), number);
  EXPECT_EQ(shown.at("related"), number + "," + case_no_of(app(), second));
  EXPECT_EQ(shown.at("reason"), "1795399200000");
  EXPECT_EQ(shown.at("review_at"), "soon");
  EXPECT_EQ(shown.at("cases"), "");
  EXPECT_EQ(shown.at("unheard_of"), "x");
}

}  // namespace huiyin::testing
