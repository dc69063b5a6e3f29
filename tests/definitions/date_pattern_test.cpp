#include "definitions/date_pattern.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

struct Reading {
  const char *pattern, *text, *instant;  // instant "" = refused
};

class DatePatternReads : public testing::TestWithParam<Reading> {};

TEST_P(DatePatternReads, TheInstantAsTheZoneHasIt) {
  const auto [pattern_text, text, instant] = GetParam();
  const auto pattern = DatePattern::of(pattern_text);
  ASSERT_TRUE(pattern);
  const auto read = pattern->read(text, Zone::named("America/New_York").value());
  ASSERT_EQ(read.has_value(), *instant != '\0') << text;
  if (read) {
    EXPECT_EQ(format_instant(*read), instant);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Texts, DatePatternReads,
    testing::Values(Reading{"%m/%d/%Y %I:%M:%S %p", "01/02/2018 12:00:05 AM", "2018-01-02T05:00:05Z"},
                    Reading{"%m/%d/%Y %I:%M:%S %p", "07/02/2018 12:30:00 pm", "2018-07-02T16:30:00Z"},
                    Reading{"%m/%d/%Y %I:%M:%S %p", "7/2/2018 1:30:00 PM", "2018-07-02T17:30:00Z"},
                    Reading{"%m/%d/%Y %I:%M:%S %p", "07/02/2018 13:30:00 PM", ""},
                    Reading{"%m/%d/%Y %I:%M:%S %p", "07/02/2018 01:30:00", ""},
                    Reading{"%m/%d/%Y %I:%M:%S %p", "07/02/2018 01:30:00 PMx", ""},
                    Reading{"%Y-%m-%d", "2018-02-29", ""}, Reading{"%Y-%m-%d", "2020-02-29", "2020-02-29T05:00:00Z"},
                    Reading{"%Y-%m-%d", "", ""}, Reading{"%Y%m%d 100%%", "20200229 100%", "2020-02-29T05:00:00Z"},
                    Reading{"rfc3339", "2020-02-29T08:00:00+08:00", "2020-02-29T00:00:00Z"},
                    Reading{"rfc3339", "yesterday", ""}));

TEST(DatePattern, RefusesPatternsThatCannotNameAnInstant) {
  for (const char* pattern :
       {"", "%Y-%m", "%d.%m.%y", "%Y-%m-%d %I:%M", "%Y-%m-%d %H %p", "%Y-%m-%d %H %I %p", "%Y-%m-%d %"}) {
    EXPECT_FALSE(DatePattern::of(pattern)) << pattern;
  }
}

RC_GTEST_PROP(DatePattern, ReadsWhateverWasWrittenWithIt, ()) {
  const auto civil = civil_of({*rc::gen::inRange(0, 40'000)});
  const auto second_of_day = *rc::gen::inRange(0, 86'400);
  const auto text = fmt::format("{:02}.{:02}.{} {:02}:{:02}:{:02}", civil.day, civil.month, civil.year,
                                second_of_day / 3600, second_of_day / 60 % 60, second_of_day % 60);
  const auto read = DatePattern::of("%d.%m.%Y %H:%M:%S").value().read(text, Zone::utc());
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == date_of(civil).days * kDayMs + second_of_day * kSecondMs);
}

}  // namespace
}  // namespace huiyin
