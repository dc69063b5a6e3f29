#include "base/ids.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

namespace huiyin {
namespace {

const LocalDate kFirst = date_of({2000, 1, 1});
const LocalDate kLast = date_of({2099, 12, 31});

RC_GTEST_PROP(CaseNo, reads_back_as_the_id_it_was_made_from, ()) {
  const auto date = LocalDate{*rc::gen::inRange(kFirst.days, kLast.days + 1)};
  const auto serial = *rc::gen::inRange<int64_t>(1, kSerialsPerDay);
  const auto id = make_case_id(date, serial);
  RC_ASSERT(id.has_value());
  RC_ASSERT(opened_on(*id) == date);
  const auto read = parse_case_no(case_no(*id, "HY"), "HY");
  RC_ASSERT(read.has_value());
  RC_ASSERT(*read == *id);
}

RC_GTEST_PROP(CaseNo, refuses_any_single_mistyped_digit, ()) {
  const auto serial = *rc::gen::inRange<int64_t>(1, kSerialsPerDay);
  auto text = case_no(make_case_id(date_of({2026, 11, 21}), serial).value(), "HY");
  const auto at =
      *rc::gen::suchThat(rc::gen::inRange<size_t>(3, text.size()), [&](size_t i) { return text[i] != '-'; });
  const auto step = *rc::gen::inRange(1, 10);
  text[at] = static_cast<char>('0' + (text[at] - '0' + step) % 10);
  RC_ASSERT(!parse_case_no(text, "HY").has_value());
}

RC_GTEST_PROP(CaseId, later_days_and_serials_sort_later, ()) {
  const auto day = *rc::gen::inRange(kFirst.days, kLast.days);
  const auto one = *rc::gen::inRange<int64_t>(1, kSerialsPerDay);
  const auto other = *rc::gen::inRange<int64_t>(1, kSerialsPerDay);
  RC_ASSERT(*make_case_id({day}, one) < *make_case_id({day + 1}, other));
}

TEST(CaseNo, looks_like_the_one_people_are_told) {
  const auto id = make_case_id(date_of({2026, 11, 21}), 427);
  ASSERT_TRUE(id);
  EXPECT_EQ(case_no(*id, "HY"), "HY-261121-00427-5");
}

TEST(CaseNo, grows_beyond_five_digits_on_a_very_busy_day) {
  const auto id = make_case_id(date_of({2026, 1, 2}), 1'234'567).value();
  EXPECT_TRUE(case_no(id, "XH").starts_with("XH-260102-1234567-"));
  EXPECT_EQ(parse_case_no(case_no(id, "XH"), "XH").value(), id);
}

TEST(CaseNo, says_what_is_wrong_with_a_number) {
  struct Row {
    const char* text;
    const char* why;
  };
  const std::array rows{Row{"XX-261121-00427-5", "begin with HY-"},
                        Row{"HY261121-00427-5", "begin with HY-"},
                        Row{"", "begin with HY-"},
                        Row{"HY-", "written HY-yymmdd"},
                        Row{"HY-261121-0427-5", "written HY-yymmdd"},
                        Row{"HY-261121-000427-5", "written HY-yymmdd"},
                        Row{"HY-261121-00427-x", "written HY-yymmdd"},
                        Row{"HY-261121-00427-", "written HY-yymmdd"},
                        Row{"HY-2611a1-00427-5", "written HY-yymmdd"},
                        Row{"HY-261121-12345678-5", "written HY-yymmdd"},
                        Row{"HY-261121-00427-5 ", "written HY-yymmdd"},
                        Row{"HY-261121-00427-3", "check digit"},
                        Row{"HY-261112-00427-5", "check digit"}};
  for (const auto& row : rows) {
    const auto read = parse_case_no(row.text, "HY");
    ASSERT_FALSE(read) << row.text;
    EXPECT_EQ(read.error().code, RefusalCode::invalid_input);
    EXPECT_NE(read.error().detail.find(row.why), std::string::npos) << row.text << ": " << read.error().detail;
  }
}

TEST(CaseNo, refuses_a_date_that_does_not_exist_even_with_a_fitting_check_digit) {
  int refused_for_date = 0;
  for (char check = '0'; check <= '9'; ++check) {
    const auto read = parse_case_no(std::string{"HY-260230-00001-"} + check, "HY");
    ASSERT_FALSE(read);
    refused_for_date += read.error().detail.ends_with("its date does not exist") ? 1 : 0;
  }
  EXPECT_EQ(refused_for_date, 1);
}

TEST(CaseId, refuses_what_no_number_could_show) {
  EXPECT_FALSE(make_case_id(kFirst.plus(-1), 1));
  EXPECT_FALSE(make_case_id(kLast.plus(1), 1));
  EXPECT_FALSE(make_case_id(kFirst, 0));
  EXPECT_FALSE(make_case_id(kFirst, kSerialsPerDay));
  EXPECT_TRUE(make_case_id(kFirst, 1));
  EXPECT_TRUE(make_case_id(kLast, kSerialsPerDay - 1));
}

}  // namespace
}  // namespace huiyin
