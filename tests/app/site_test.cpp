#include <fstream>

#include "app/accounts.h"
#include "app/town.h"

namespace huiyin::testing {

namespace fs = std::filesystem;

using Site = Town;

TEST_F(Site, keys_are_for_their_owner_alone_and_never_overwritten) {
  const auto path = key_file_of(site_dir_);
  EXPECT_EQ(fs::status(path).permissions() & fs::perms::all, fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(code_of(create_site_keys(site_dir_)), "wrong_use");
  fs::permissions(path, fs::perms::group_read, fs::perm_options::add);
  EXPECT_EQ(code_of(read_site_keys(site_dir_)), "wrong_use");
}

TEST_F(Site, a_folder_that_is_not_empty_is_left_alone) {
  EXPECT_EQ(code_of(write_site_folder(HUIYIN_SOURCE_DIR, "plain", site_dir_)), "wrong_use");
  EXPECT_EQ(code_of(write_site_folder(HUIYIN_SOURCE_DIR, "nowhere", folder_ + "/other")), "unknown_thing");
}

TEST_F(Site, a_broken_file_is_named_and_nothing_is_adopted) {
  const auto before = app().definitions()->edition;
  std::ofstream{site_dir_ + "/units.csv"} << "not,a,table\n";
  const auto adopted = adopt_site(app(), the_system(), site_dir_);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().refusal.code, RefusalCode::broken_definition);
  EXPECT_EQ(adopted.error().findings.front().file, "units.csv");
  EXPECT_EQ(app().definitions()->edition, before);
}

TEST_F(Site, adopting_again_makes_the_next_edition_and_open_cases_keep_theirs) {
  const auto report = opened(anybody(), street_light());
  const auto before = app().definitions()->edition;
  const auto same = adopt_site(app(), the_system(), site_dir_);
  ASSERT_TRUE(same);
  EXPECT_EQ(same->edition, before) << "the same files are the same edition";
  std::ofstream{site_dir_ + "/duties.csv", std::ios::app} << "\n";
  const auto next = adopt_site(app(), the_system(), site_dir_);
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->is_new);
  EXPECT_GT(app().definitions()->edition, before);
  EXPECT_EQ(store_->find_case(case_id_of(app(), report.case_no).value())->edition, before);
  EXPECT_EQ(code_of(show_case(app(), dispatcher(), report.case_no)), "done");
}

TEST_F(Site, only_the_system_administrator_adopts) {
  const auto adopted = adopt_site(app(), dispatcher(), site_dir_);
  ASSERT_FALSE(adopted);
  EXPECT_EQ(adopted.error().refusal.code, RefusalCode::not_your_role);
}

TEST_F(Site, staff_accounts_are_made_once_with_passwords_of_their_own) {
  const auto created = create_staff_accounts(app(), site_dir_);
  ASSERT_TRUE(created) << created.error().detail << " " << created.error().where;
  EXPECT_FALSE(created->empty());
  EXPECT_NE(created->front().password, created->back().password);
  EXPECT_TRUE(fs::exists(site_dir_ + "/data/demo_accounts.txt"));
  const auto again = create_staff_accounts(app(), site_dir_);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
}

}  // namespace huiyin::testing
