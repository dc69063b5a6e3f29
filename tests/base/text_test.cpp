#include "base/text.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <string>

namespace huiyin {
namespace {

using namespace std::string_literals;

struct Pair {
  std::string from;
  std::string to;
};

TEST(Utf8, tells_well_formed_text_from_the_rest) {
  for (const auto& good : {""s, "abc"s, "é"s, "路灯"s, "😀"s, "\xF4\x8F\xBF\xBF"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s}) {
    EXPECT_TRUE(is_utf8(good)) << good;
  }
  const std::array bad{"\0"s,           "\x80"s,         "\xC0\x80"s,         "\xC1\xBF"s,         "\xE0\x80\x80"s,
                       "\xE0\x9F\xBF"s, "\xED\xA0\x80"s, "\xF0\x80\x80\x80"s, "\xF4\x90\x80\x80"s, "\xF5\x80\x80\x80"s,
                       "\xE8\xB7"s,     "\xC3"s,         "a\xFFz"s,           "\xE8\x41\xAF"s};
  for (const auto& text : bad) EXPECT_FALSE(is_utf8(text)) << to_hex(text);
}

TEST(Utf8, counts_characters_and_not_bytes) {
  EXPECT_EQ(code_points(""), 0U);
  EXPECT_EQ(code_points("路灯 ok"), 5U);
  EXPECT_EQ(code_points("é😀"), 2U);
}

TEST(CheckText, lets_pass_lines_and_tabs_within_the_bound) {
  EXPECT_TRUE(check_text("路灯\n\t坏了", 6, "/description"));
  EXPECT_TRUE(check_text("", 0, "/description"));
}

TEST(CheckText, refuses_at_the_field_that_is_wrong) {
  struct Row {
    std::string text;
    RefusalCode code;
  };
  const std::array rows{Row{"路灯坏了了", RefusalCode::too_large},  Row{"\xE8\xB7", RefusalCode::invalid_input},
                        Row{"a\rb", RefusalCode::invalid_input},    Row{"a\0b"s, RefusalCode::invalid_input},
                        Row{"a\x7F", RefusalCode::invalid_input},   Row{"\xC2\x85", RefusalCode::invalid_input},
                        Row{"\x1B[31m", RefusalCode::invalid_input}};
  for (const auto& row : rows) {
    const auto checked = check_text(row.text, 4, "/description");
    ASSERT_FALSE(checked) << to_hex(row.text);
    EXPECT_EQ(checked.error().code, row.code) << to_hex(row.text);
    EXPECT_EQ(checked.error().where, "/description");
  }
}

TEST(Masked, hides_numbers_of_people_and_leaves_the_matter) {
  const std::array rows{Pair{"电话13800138000找我", "电话＊找我"},
                        Pair{"138 0013 8000", "＊"},
                        Pair{"024-2345-6789。", "＊。"},
                        Pair{"13800138000 13900139000", "＊"},
                        Pair{"21010219900101123X号", "＊号"},
                        Pair{"１３８００１３８０００", "＊"},
                        Pair{"路灯3号杆坏了2026", "路灯3号杆坏了2026"},
                        Pair{"123456", "123456"},
                        Pair{"1234567", "＊"},
                        Pair{"12--34567", "12--34567"},
                        Pair{"发到 li.si+a@mail.example.cn。", "发到 ＊。"},
                        Pair{"13800138000@example.com", "＊"},
                        Pair{"a@b.c.", "＊."},
                        Pair{"@ a@ @b", "@ a@ @b"},
                        Pair{"", ""}};
  for (const auto& row : rows) EXPECT_EQ(masked(row.from), row.to) << row.from;
}

RC_GTEST_PROP(Masked, leaves_nothing_that_would_be_masked_again, (const std::vector<int>& picks)) {
  static constexpr std::array<std::string_view, 8> kPieces{"1", "23", "-", " ", "@", "a", "路", "."};
  std::string text;
  for (const int pick : picks) text += kPieces[static_cast<size_t>(pick & 7)];
  const auto once = masked(text);
  RC_ASSERT(is_utf8(once));
  RC_ASSERT(masked(once) == once);
}

TEST(Bigrams, cut_scripts_without_spaces_in_pairs_and_others_in_words) {
  const std::array rows{Pair{"路灯不亮", "路灯 灯不 不亮"},
                        Pair{"灯", "灯"},
                        Pair{"路灯,不亮", "路灯 不亮"},
                        Pair{"Main St. 路灯LED坏", "main st 路灯 led 坏"},
                        Pair{"ＬＥＤ１２", "led12"},
                        Pair{"ÉCOLE Привет Ω", "école привет ω"},
                        Pair{"３号楼", "3 号楼"},
                        Pair{"😀!—。", ""},
                        Pair{"灯＊灯", "灯 灯"},
                        Pair{"", ""}};
  for (const auto& row : rows) EXPECT_EQ(bigrams(row.from), row.to) << row.from;
}

TEST(Bigrams, pass_over_broken_bytes) {
  EXPECT_EQ(bigrams("a\xFF路\xE8\xB7"), "a 路");
}

TEST(Terms, name_each_once_in_order_of_first_appearance) {
  EXPECT_EQ(terms_of("路灯 led 路灯 LED 灯"), (std::vector<std::string>{"路灯", "led", "灯"}));
}

RC_GTEST_PROP(Hex, reads_back_as_the_bytes_it_was_written_from, (const std::string& bytes)) {
  RC_ASSERT(from_hex(to_hex(bytes)).value() == bytes);
}

TEST(Hex, is_lower_case_and_reads_both) {
  EXPECT_EQ(to_hex("\x00\xAB\x0f"s), "00ab0f");
  EXPECT_EQ(from_hex("00AB0f").value(), "\x00\xAB\x0f"s);
  for (const auto* bad : {"0", "0g", "  ", "0x"}) EXPECT_FALSE(from_hex(bad)) << bad;
}

}  // namespace
}  // namespace huiyin
