// A picture's key commits to its bytes, opens its file, and does not follow from what the file is called.
#include "ledger/photo_key.h"

#include <gtest/gtest.h>

namespace huiyin {

TEST(A_photo_key, is_new_for_every_upload_and_fits_a_form) {
  const auto key = new_photo_key("bytes");
  EXPECT_EQ(key.size(), 64U);
  EXPECT_EQ(key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
  EXPECT_NE(new_photo_key("bytes"), key);
}

TEST(A_photo_key, names_a_file_that_does_not_give_it_away) {
  const auto key = new_photo_key("bytes");
  EXPECT_EQ(photo_id(key), photo_id(key));
  EXPECT_EQ(photo_id(key).size(), 32U);
  EXPECT_NE(photo_id(key), photo_id(new_photo_key("bytes")));
}

TEST(A_sealed_photo, opens_with_its_own_key_and_size_alone) {
  const auto key = new_photo_key("bytes");
  const auto sealed = seal_photo("bytes", key, "full");
  EXPECT_EQ(open_photo(sealed, key, "full").value(), "bytes");
  EXPECT_EQ(open_photo(sealed, key, "thumb").error().code, RefusalCode::corrupt);
  EXPECT_EQ(open_photo(sealed, new_photo_key("bytes"), "full").error().code, RefusalCode::corrupt);
  auto changed = sealed;
  changed.back() = static_cast<char>(changed.back() ^ 1);
  EXPECT_EQ(open_photo(changed, key, "full").error().code, RefusalCode::corrupt);
}

TEST(A_full_picture, is_the_one_its_key_was_made_for) {
  const auto key = new_photo_key("what was sent");
  EXPECT_EQ(open_photo(seal_photo("another picture", key, "full"), key, "full").error().code, RefusalCode::corrupt);
  EXPECT_EQ(open_photo(seal_photo("its thumb", key, "thumb"), key, "thumb").value(), "its thumb");
}

}  // namespace huiyin
