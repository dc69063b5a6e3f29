#include "ledger/phone_code.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace huiyin {
namespace {

const KeyRing& ring() {
  static const KeyRing keys = generate_key_ring();
  return keys;
}

RC_GTEST_PROP(PhoneCode, IsGoodForItsTimeAndNoLongerThanTwice, (int64_t blind)) {
  const auto now_at_ms = *rc::gen::inRange<int64_t>(kPhoneCodeMs * 2, int64_t{1} << 41);
  const auto code = phone_code(blind, now_at_ms, ring());
  RC_ASSERT(code.size() == 6U);
  RC_ASSERT(code.find_first_not_of("0123456789") == std::string::npos);
  RC_ASSERT(phone_code_matches(code, blind, now_at_ms + kPhoneCodeMs, ring()));
  RC_ASSERT(phone_code_matches(code.substr(0, 3) + " " + code.substr(3), blind, now_at_ms, ring()));
}

TEST(PhoneCode, IsOfOnePhoneOneTimeAndOneSite) {
  const auto other_site = generate_key_ring();
  int same = 0;
  for (int64_t blind = 1; blind <= 200; ++blind) {
    const auto code = phone_code(blind, kPhoneCodeMs * 9, ring());
    same += phone_code_matches(code, blind + 1, kPhoneCodeMs * 9, ring());
    same += phone_code_matches(code, blind, kPhoneCodeMs * 11, ring());
    same += phone_code_matches(code, blind, kPhoneCodeMs * 9, other_site);
  }
  EXPECT_LE(same, 2);  // two of a million codes hold at a time: 600 tries meet one in eight hundred runs
}

TEST(PhoneCode, IsNotWhatIsTooShortTooLongOrEmpty) {
  const auto code = phone_code(7, kPhoneCodeMs * 9, ring());
  for (const auto& typed : {std::string{}, code.substr(1), code + "0"}) {
    EXPECT_FALSE(phone_code_matches(typed, 7, kPhoneCodeMs * 9, ring())) << typed;
  }
}

}  // namespace
}  // namespace huiyin
