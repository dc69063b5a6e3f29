// A site over time: units that end, duties and places that outlive them, years without a calendar.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>

#include "definitions/plain_site.h"

namespace huiyin {
namespace {

using ::testing::Contains;
using ::testing::StartsWith;

constexpr int64_t kNovember2026Ms = 1'795'399'200'000;  // Monday the 23rd, 10:00 in the district

std::vector<std::string> told(const Findings& findings) {
  std::vector<std::string> lines;
  for (const auto& f : findings) lines.push_back(fmt::format("{}:{}:{} {}", f.file, f.line, f.field, f.detail));
  return lines;
}

// The plain district with the three columns of dates; each pair puts dates and successor behind a unit.
std::vector<SourceFile> dated(const std::vector<std::pair<std::string, std::string>>& units) {
  auto files = testing::plain_site();
  std::string& text = testing::file_of(files, "units.csv").bytes;
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = text.find('\n', at);
    const auto line = text.substr(at, end - at);
    std::string tail = at == 0 ? ",valid_from,valid_until,successor" : ",,,";
    for (const auto& [code, dates] : units) {
      if (line.starts_with(code + ",")) tail = "," + dates;
    }
    out += line + tail + "\n";
    at = end + 1;
  }
  text = out;
  return files;
}

struct Wrong {
  std::vector<std::pair<std::string, std::string>> units;
  const char* found;
};

TEST(DatedUnits, ReadWithTheirDatesAndWithoutThemAsBefore) {
  const auto plain = read_site(testing::plain_site());
  ASSERT_TRUE(plain);
  EXPECT_EQ((*plain)->units.unit("housing")->valid_until, std::nullopt);
  const auto ended = read_site(dated({{"parks", "2020-01-01,,"}}));
  ASSERT_TRUE(ended) << fmt::format("{}", fmt::join(told(ended.error()), "\n"));
  EXPECT_EQ((*ended)->units.unit("parks")->valid_from, parse_date("2020-01-01").value());
}

TEST(DatedUnits, WhatDoesNotHoldIsToldByLineAndColumn) {
  const Wrong cases[] = {
      {{{"housing", ",2026-12-31,nobody"}}, "units.csv:3:successor there is no unit nobody"},
      {{{"housing", ",,urban"}}, "units.csv:3:valid_until a unit with a successor has a last day"},
      {{{"housing", ",2026-12-31,urban"}, {"urban", ",2026-06-30,"}},
       "units.csv:3:successor unit urban does not stand on 2027-01-01"},
      {{{"housing", ",2026-12-31,urban"}, {"urban", ",2027-12-31,housing"}},
       "units.csv:3:successor the work of housing comes back to itself"},
      {{{"housing", "2026-12-31,2026-01-01,"}}, "units.csv:3:valid_until is before valid_from"},
      {{{"housing", ",31.12.2026,"}}, "units.csv:3:valid_until '31.12.2026' is not a date"},
      {{{"cc", ",2026-12-31,"}}, "units.csv:2:valid_until the command centre does not end"},
      {{{"liutang", ",2026-12-31,"}}, "units.csv:36:parent unit liutang.xiaoyuan outlives liutang"},
      {{{"housing", ",2026-12-31,urban"}}, "duties.csv:3:lead dissolved_unit: unit housing ends on 2026-12-31"},
      {{{"heting.tingchao.3", ",2026-11-22,heting.tingchao"}},
       "places.csv:20:unit unit heting.tingchao.3 was dissolved on 2026-11-22"}};
  for (const auto& [units, found] : cases) {
    const auto site = read_site(dated(units), kNovember2026Ms);
    ASSERT_FALSE(site) << found;
    EXPECT_THAT(told(site.error()), Contains(StartsWith(found)))
        << fmt::format("{}", fmt::join(told(site.error()), "\n"));
  }
}

TEST(DatedUnits, APlaceIsLeftToAUnitUntilItsLastDay) {
  const auto files = dated({{"heting.tingchao.3", ",2026-11-23,heting.tingchao"}});
  EXPECT_TRUE(read_site(files, kNovember2026Ms)) << "its last day is today";
  EXPECT_TRUE(read_site(files)) << "an edition of long ago is not judged by today";
  EXPECT_FALSE(read_site(files, kNovember2026Ms + kDayMs));
}

TEST(Years, AreMissedBetweenOthersAndWhereTheSiteLives) {
  auto files = testing::plain_site();
  std::erase_if(files, [](const SourceFile& file) { return file.path == "calendar/2025.yaml"; });
  const auto gap = read_site(files);
  ASSERT_FALSE(gap);
  EXPECT_THAT(told(gap.error()),
              Contains("calendar/2025.yaml:0: the year is missing: the calendar runs from 2024 to 2027"));
  const auto late = read_site(testing::plain_site(), kNovember2026Ms + 800 * kDayMs);
  ASSERT_FALSE(late);
  EXPECT_THAT(told(late.error()), Contains(StartsWith("calendar/2029.yaml:0: the year is missing")));
}

}  // namespace
}  // namespace huiyin
