#include "ledger/keys.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

const KeyRing& ring() {
  static const KeyRing keys = generate_key_ring();
  return keys;
}

TEST(KeyRing, IsReadBackAsItWasWritten) {
  const auto back = read_key_ring(write_key_ring(ring()));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->current_master, ring().current_master);
  EXPECT_EQ(back->masters, ring().masters);
  EXPECT_EQ(back->receipt_secret, ring().receipt_secret);
  EXPECT_EQ(back->blind_secret, ring().blind_secret);
}

TEST(KeyRing, RefusesWhatIsMalformedAndSaysWhere) {
  const std::string good = write_key_ring(ring());
  struct Row {
    const char* why;
    std::string text;
  };
  auto with = [&](std::string_view from, std::string_view to) {
    std::string text = good;
    const size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
  };
  const Row rows[] = {
      {"not JSON", "{"},
      {"an unknown member", with("{\"", "{\"more\":1,\"")},
      {"a current master that is not there", with("\"current_master\":\"m1\"", "\"current_master\":\"m2\"")},
      {"a short key", with("\"receipt_secret\":\"", "\"receipt_secret\":\"00\",\"x\":\"")},
      {"digits that are not hexadecimal", with("\"blind_secret\":\"", "\"blind_secret\":\"zz")}};
  for (const auto& row : rows) {
    const auto read = read_key_ring(row.text);
    ASSERT_FALSE(read) << row.why;
    EXPECT_EQ(read.error().code, RefusalCode::corrupt) << row.why;
  }
}

TEST(CaseKey, OpensWithItsMasterAndItsCaseOnly) {
  const Key32 key = new_case_key();
  const WrappedKey wrapped = wrap(key, 42, ring());
  ASSERT_TRUE(unwrap(wrapped, 42, ring()));
  EXPECT_EQ(*unwrap(wrapped, 42, ring()), key);
  EXPECT_EQ(unwrap(wrapped, 43, ring()).error().code, RefusalCode::corrupt);
  EXPECT_EQ(unwrap({"another", wrapped.bytes}, 42, ring()).error().code, RefusalCode::corrupt);
  EXPECT_EQ(unwrap(wrapped, 42, generate_key_ring()).error().code, RefusalCode::corrupt);
  EXPECT_EQ(unwrap({wrapped.master, ""}, 42, ring()).error().code, RefusalCode::corrupt);
}

TEST(CaseKey, StaysReadableAfterAnotherMasterTakesOver) {
  KeyRing newer = ring();
  const WrappedKey wrapped = wrap(new_case_key(), 7, newer);
  newer.masters["m2"] = new_case_key();
  newer.current_master = "m2";
  EXPECT_TRUE(unwrap(wrapped, 7, newer));
  EXPECT_EQ(wrap(new_case_key(), 7, newer).master, "m2");
}

RC_GTEST_PROP(CaseKey, AnyChangedByteOfAWrappedKeyIsRefused, ()) {
  WrappedKey wrapped = wrap(new_case_key(), 42, ring());
  const auto at = *rc::gen::inRange<size_t>(0, wrapped.bytes.size());
  wrapped.bytes[at] = static_cast<char>(wrapped.bytes[at] ^ *rc::gen::inRange(1, 256));
  RC_ASSERT(!unwrap(wrapped, 42, ring()));
}

TEST(Receipt, HasTwentySixCrockfordCharactersAndIsTheSameEachTime) {
  const std::string shown = receipt(96'570'000'427, 0, ring());
  EXPECT_EQ(shown.size(), 26u);
  EXPECT_EQ(shown.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ"), std::string::npos) << shown;
  EXPECT_EQ(shown, receipt(96'570'000'427, 0, ring()));
}

TEST(Receipt, IsOfOneCaseOneGenerationAndOneSite) {
  const std::string shown = receipt(42, 1, ring());
  EXPECT_TRUE(receipt_matches(shown, 42, 1, ring()));
  EXPECT_FALSE(receipt_matches(shown, 43, 1, ring()));
  EXPECT_FALSE(receipt_matches(shown, 42, 2, ring()));
  EXPECT_FALSE(receipt_matches(shown, 42, 1, generate_key_ring()));
  EXPECT_FALSE(receipt_matches("", 42, 1, ring()));
  EXPECT_FALSE(receipt_matches(shown.substr(1), 42, 1, ring()));
}

TEST(Receipt, MayBeCopiedByHand) {
  std::string copied;
  for (char c : receipt(42, 0, ring())) {
    if (copied.size() % 6 == 5) copied += '-';
    copied += c == '0' ? 'o' : c == '1' ? 'l' : static_cast<char>(std::tolower(c));
  }
  EXPECT_TRUE(receipt_matches(copied, 42, 0, ring())) << copied;
}

TEST(Receipt, UsesEveryBitItShows) {
  // Over many cases every position takes every one of the 32 characters.
  for (size_t position = 0; position < 26; ++position) {
    std::set<char> seen;
    for (CaseId id = 1; id <= 600; ++id) seen.insert(receipt(id, 0, ring())[position]);
    EXPECT_EQ(seen.size(), 32u) << position;
  }
}

TEST(BlindIndex, IsTheSameForEveryWayToWriteANumber) {
  struct Row {
    const char* written;
    const char* same_as;
  };
  const Row rows[] = {{"+86 138 1234 5678", "13812345678"}, {"138-1234-5678", "13812345678"},
                      {"8613812345678", "13812345678"},     {"0086 13812345678", "13812345678"},
                      {"(+86)13812345678", "13812345678"},  {"１３８１２３４５６７８", "13812345678"},
                      {"＋86 13812345678", "13812345678"},  {"010-65001234", "01065001234"},
                      {"+86 10 6500 1234", "01065001234"},  {"０１０ 6500-1234", "01065001234"}};
  for (const auto& row : rows)
    EXPECT_EQ(blind_index(row.written, ring()), blind_index(row.same_as, ring())) << row.written;
}

TEST(BlindIndex, IsZeroOnlyWhereThereIsNoNumber) {
  EXPECT_EQ(blind_index("", ring()), 0);
  EXPECT_EQ(blind_index("no phone", ring()), 0);
  EXPECT_NE(blind_index("13812345678", ring()), 0);
}

TEST(BlindIndex, TellsNumbersAndSitesApart) {
  EXPECT_NE(blind_index("13812345678", ring()), blind_index("13812345679", ring()));
  EXPECT_NE(blind_index("13812345678", ring()), blind_index("13812345678", generate_key_ring()));
  EXPECT_NE(blind_index("86123456", ring()), blind_index("123456", ring()));  // eight digits are a local number
}

}  // namespace
}  // namespace huiyin
