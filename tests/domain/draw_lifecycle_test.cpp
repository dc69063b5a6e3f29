#include "domain/draw_lifecycle.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace huiyin {
namespace {

Lifecycle two_states() {
  Lifecycle cycle;
  cycle.name = "small";
  cycle.title = {"小<一>", "Small"};
  cycle.states = {{"triage", Phase::open, {}, "sort", {"分派", "Sorting"}},
                  {"closed", Phase::settled, {}, "", {"办结", "Closed"}}};
  Move close;
  close.name = "close";
  close.title = {"结案", "Close"};
  close.from = {"triage"};
  close.choices = {{"", {TargetKind::state, "closed", "", ""}, {}}};
  cycle.moves = {close};
  return cycle;
}

TEST(DrawLifecycle, ShowsEveryStateWithItsClockAndEveryMoveWithItsEnd) {
  const std::string svg = draw_lifecycle(two_states());
  EXPECT_THAT(svg, testing::HasSubstr("分派"));
  EXPECT_THAT(svg, testing::HasSubstr("triage · ◔ sort"));
  EXPECT_THAT(svg, testing::HasSubstr("结案 → 办结"));
  EXPECT_THAT(svg, testing::HasSubstr("class=\"settled\""));
}

// Found by looking: the label of three moves ran out of the picture on the left.
TEST(DrawLifecycle, LongLabelsMakeThePictureWider) {
  Lifecycle narrow = two_states();
  Lifecycle wide = two_states();
  for (int i = 0; i < 40; ++i) wide.moves[0].title.zh += "结";
  const auto width_of = [](const std::string& svg) { return std::stoi(svg.substr(svg.find("viewBox=\"0 0 ") + 13)); };
  EXPECT_EQ(width_of(draw_lifecycle(wide)) - width_of(draw_lifecycle(narrow)), 40 * 12);
}

TEST(DrawLifecycle, EscapesWordsAndDrawsTheSameBytesAgain) {
  const std::string svg = draw_lifecycle(two_states());
  EXPECT_THAT(svg, testing::HasSubstr("小&lt;一&gt;"));
  EXPECT_THAT(svg, testing::Not(testing::HasSubstr("小<一>")));
  EXPECT_EQ(svg, draw_lifecycle(two_states()));
}

}  // namespace
}  // namespace huiyin
