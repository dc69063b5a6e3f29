#include "domain/duration.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace huiyin {
namespace {

RC_GTEST_PROP(Duration, reads_back_from_its_text, ()) {
  const Duration duration{*rc::gen::inRange<int64_t>(0, 100'001),
                          *rc::gen::element(TimeUnit::minute, TimeUnit::hour, TimeUnit::day, TimeUnit::working_minute,
                                            TimeUnit::working_hour, TimeUnit::working_day)};
  RC_ASSERT(parse_duration(to_string(duration)).value() == duration);
}

TEST(Duration, reads_the_words_of_definitions) {
  struct Row {
    const char* text;
    Duration duration;
  };
  const std::array rows{
      Row{"30wmin", {30, TimeUnit::working_minute}},
      Row{"2wh", {2, TimeUnit::working_hour}},
      Row{"3wd", {3, TimeUnit::working_day}},
      Row{"45min", {45, TimeUnit::minute}},
      Row{"2h", {2, TimeUnit::hour}},
      Row{"7d", {7, TimeUnit::day}},
      Row{"0d", {0, TimeUnit::day}},
  };
  for (const auto& row : rows) EXPECT_EQ(parse_duration(row.text).value(), row.duration) << row.text;
}

TEST(Duration, refuses_everything_else) {
  for (const auto* bad : {"", "d", "3", "-3d", "+3d", "3 d", "3days", "3D", "3d ", " 3d", "1.5h", "03d", "00d",
                          "100001d", "99999999999999999999d", "3w"}) {
    const auto read = parse_duration(bad);
    ASSERT_FALSE(read) << bad;
    EXPECT_EQ(read.error().code, RefusalCode::invalid_input);
  }
}

TEST(Duration, tells_working_units_from_natural_ones) {
  for (const auto* text : {"1wmin", "1wh", "1wd"}) EXPECT_TRUE(parse_duration(text).value().is_working());
  for (const auto* text : {"1min", "1h", "1d"}) EXPECT_FALSE(parse_duration(text).value().is_working());
}

}  // namespace
}  // namespace huiyin
