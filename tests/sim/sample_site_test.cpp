// From the generated files to a site people sign in to, as `huiyin init --sample` does it.
#include <gmock/gmock.h>

#include <filesystem>

#include "app/accounts.h"
#include "app/adopt_site.h"
#include "app/init_site.h"
#include "app/open_site.h"
#include "app/sessions.h"
#include "sim/made_district.h"

namespace huiyin::sim {
namespace {

namespace fs = std::filesystem;

class SampleSite : public ::testing::Test {
 protected:
  void SetUp() override {
    auto pattern = (fs::temp_directory_path() / "huiyin_sample_XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    site_dir_ = folder_ + "/site";
    ASSERT_TRUE(write_site_files(HUIYIN_SOURCE_DIR, testing::made_district().files, site_dir_));
    auto opened = open_site(site_dir_, "");
    ASSERT_TRUE(opened) << opened.error().detail;
    site_ = std::move(*opened);
    site_.app->password_cost = {1, size_t{8} << 10};
  }

  void TearDown() override {
    site_ = {};
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
  }

  std::string folder_, site_dir_;
  OpenSite site_;
};

TEST_F(SampleSite, IsAdoptedWholeAndOnlyDemoAccountsSignIn) {
  const auto adopted = adopt_site(*site_.app, the_system(), site_dir_);
  ASSERT_TRUE(adopted) << adopted.error().refusal.detail;
  const auto created = create_staff_accounts(*site_.app, site_dir_);
  ASSERT_TRUE(created) << created.error().detail << " " << created.error().where;
  const auto& staff = testing::made_district().staff;
  EXPECT_EQ(created->size(), static_cast<size_t>(std::ranges::count(staff, true, &SampleStaff::demo)));
  EXPECT_EQ(list_accounts(*site_.app, the_system())->size(), staff.size());

  AttemptLimit failures;
  EXPECT_TRUE(sign_in(*site_.app, failures, created->front().login, created->front().password));
  const auto other = std::ranges::find(staff, false, &SampleStaff::demo)->login;
  EXPECT_FALSE(sign_in(*site_.app, failures, other, ""));
  EXPECT_FALSE(sign_in(*site_.app, failures, other, "0123456789"));
  ASSERT_TRUE(set_password(*site_.app, the_system(), other, "", "a good long one"));
  EXPECT_TRUE(sign_in(*site_.app, failures, other, "a good long one"));
}

TEST_F(SampleSite, IsNotWrittenOverAnother) {
  const auto again = write_site_files(HUIYIN_SOURCE_DIR, testing::made_district().files, site_dir_);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, RefusalCode::wrong_use);
}

}  // namespace
}  // namespace huiyin::sim
