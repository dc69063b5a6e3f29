// Definitions changed from a screen: tried without a trace, adopted whole, never over somebody else's change.
#include "app/change_site.h"

#include <fstream>

#include "app/pull_site.h"
#include "app/show_case.h"
#include "app/town.h"

namespace huiyin::testing {

class ChangedSite : public Town {
 protected:
  static Caller admin() { return staff(Role::system_admin, "cc"); }

  std::string text_of(const std::string& path) {
    const auto file = site_file(app(), admin(), path);
    EXPECT_TRUE(file) << file.error().detail;
    return file ? file->text : std::string{};
  }
  int64_t newest() { return site_files(app(), admin())->edition; }
  static std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return at == text.npos ? text : text.replace(at, from.size(), to);
  }
  // Street lamps become the water company's.
  SiteChange lamps_to_water(bool check_only) {
    return {newest(),
            {{"duties.csv", replaced(text_of("duties.csv"), "\n0106,*,urban,", "\n0106,*,water,")}},
            {},
            check_only};
  }
};

TEST_F(ChangedSite, the_files_are_those_that_were_adopted) {
  const auto list = site_files(app(), admin());
  ASSERT_TRUE(list);
  const auto duties = std::ranges::find(list->rows, std::string{"duties.csv"}, &SiteFileLine::path);
  ASSERT_NE(duties, list->rows.end());
  EXPECT_EQ(static_cast<size_t>(duties->bytes), text_of("duties.csv").size());
  EXPECT_EQ(code_of(site_file(app(), admin(), "keys.json")), "unknown_thing");
  EXPECT_EQ(code_of(site_files(app(), dispatcher())), "not_your_role");
  EXPECT_EQ(code_of(site_file(app(), dispatcher(), "duties.csv")), "not_your_role");
}

TEST_F(ChangedSite, trying_says_what_would_move_and_leaves_no_trace) {
  auto input = street_light();
  input.category = "0106";
  const auto report = opened(anybody(), input);
  dispatch(report.case_no);
  const auto before = newest();
  const auto tried = change_site(app(), admin(), lamps_to_water(true));
  ASSERT_TRUE(tried) << tried.error().detail;
  EXPECT_TRUE(tried->ok);
  EXPECT_FALSE(tried->adopted);
  EXPECT_EQ(tried->carried.by_duties, 1);
  EXPECT_EQ(newest(), before);
  EXPECT_EQ(show_case(app(), the_system(), report.case_no)->lead.code, "urban");

  const auto adopted = change_site(app(), admin(), lamps_to_water(false));
  ASSERT_TRUE(adopted) << adopted.error().detail;
  EXPECT_TRUE(adopted->adopted);
  EXPECT_GT(adopted->edition, before);
  EXPECT_EQ(adopted->carried.by_duties, tried->carried.by_duties);
  EXPECT_EQ(show_case(app(), the_system(), report.case_no)->lead.code, "water");
  EXPECT_TRUE(store_->verify({})->ok);
}

TEST_F(ChangedSite, what_does_not_hold_is_told_whole_and_nothing_is_adopted) {
  const auto before = newest();
  for (const bool check_only : {true, false}) {
    const SiteChange change{
        newest(),
        {{"duties.csv", "category,place,lead,parties,supervising,backstop,valid_from,valid_until\n"}},
        {},
        check_only};
    const auto told = change_site(app(), admin(), change);
    ASSERT_TRUE(told) << told.error().detail;
    EXPECT_FALSE(told->ok);
    ASSERT_FALSE(told->problems.empty());
    EXPECT_EQ(told->problems.front().file, "duties.csv");
    EXPECT_EQ(told->picture, "");
  }
  EXPECT_EQ(newest(), before);
}

TEST_F(ChangedSite, areas_that_overlap_come_with_their_picture) {
  // The second grid of Xiaoyuan is drawn where the first one lies.
  auto areas = json::parse(text_of("places.geojson")).value();
  auto& features = areas.at("features").as_array();
  features.at(1).at("geometry") = features.at(0).at("geometry");
  const SiteChange change{newest(), {{"places.geojson", json::canonical(areas)}}, {}, true};
  const auto told = change_site(app(), admin(), change);
  ASSERT_TRUE(told) << told.error().detail;
  EXPECT_FALSE(told->ok);
  EXPECT_FALSE(told->problems.empty());
  EXPECT_NE(told->picture.find("\"overlap\""), std::string::npos) << told->picture.substr(0, 200);
}

TEST_F(ChangedSite, an_open_case_that_would_lose_its_grid_stands_against_it) {
  const auto report = opened(anybody(), street_light());
  auto areas = json::parse(text_of("places.geojson")).value();
  auto& features = areas.at("features").as_array();
  const auto gone = std::ranges::find_if(
      features, [](const auto& feature) { return feature.at("properties").at("code").as_string() == kGrid; });
  ASSERT_NE(gone, features.end());
  features.erase(gone);
  const auto row = text_of("places.csv");
  const auto at = row.find("\n" + kGrid);
  ASSERT_NE(at, row.npos);
  const auto without = row.substr(0, at) + row.substr(row.find('\n', at + 1));
  const SiteChange change{newest(), {{"places.csv", without}, {"places.geojson", json::canonical(areas)}}, {}, true};
  const auto told = change_site(app(), admin(), change);
  ASSERT_TRUE(told) << told.error().detail;
  EXPECT_FALSE(told->ok);
  ASSERT_EQ(told->stranded_count, 1) << (told->problems.empty() ? "" : told->problems.front().detail);
  EXPECT_EQ(told->stranded.front().case_no, report.case_no);
}

TEST_F(ChangedSite, nobody_changes_what_somebody_else_has_changed_meanwhile) {
  auto mine = lamps_to_water(false);
  SiteChange theirs{newest(), {{"site.yaml", text_of("site.yaml") + "# reviewed\n"}}, {}, false};
  ASSERT_TRUE(change_site(app(), admin(), theirs));
  EXPECT_EQ(code_of(change_site(app(), admin(), mine)), "stale_version");
  mine.edition = newest();
  EXPECT_TRUE(change_site(app(), admin(), mine));
}

TEST_F(ChangedSite, only_definition_files_are_written_each_once) {
  for (const auto* path : {"data/keys.json", "staff.csv", "../site.yaml", "/etc/passwd", "a/../duties.csv", "notes.txt",
                           "", ".hidden.yaml"}) {
    const SiteChange change{newest(), {{path, "x"}}, {}, true};
    EXPECT_EQ(code_of(change_site(app(), admin(), change)), "invalid_input") << path;
  }
  const auto duties = text_of("duties.csv");
  const SiteChange twice{newest(), {{"duties.csv", duties}, {"duties.csv", duties}}, {}, true};
  EXPECT_EQ(code_of(change_site(app(), admin(), twice)), "invalid_input");
  const SiteChange unknown{newest(), {}, {"nothing.csv"}, true};
  EXPECT_EQ(code_of(change_site(app(), admin(), unknown)), "unknown_thing");
  EXPECT_EQ(code_of(change_site(app(), dispatcher(), lamps_to_water(true))), "not_your_role");
}

TEST_F(ChangedSite, the_folder_is_brought_up_to_date_and_never_written_over_in_silence) {
  const auto standing = [&] { return *folder_standing(app(), *read_site_folder(site_dir_)); };
  EXPECT_TRUE(standing().older.empty());
  ASSERT_TRUE(change_site(app(), admin(), lamps_to_water(false)));
  EXPECT_EQ(standing().older, std::vector<std::string>{"duties.csv"}) << "applying it would undo the change";
  std::ofstream{site_dir_ + "/site.yaml", std::ios::app} << "# by hand\n";
  EXPECT_EQ(standing().own, std::vector<std::string>{"site.yaml"});
  const auto refused = pull_site(app(), site_dir_, false);
  ASSERT_EQ(code_of(refused), "rule_not_met");
  EXPECT_EQ(refused.error().allowed, std::vector<std::string>{"site.yaml"});
  EXPECT_EQ(standing().older.size(), 1U) << "nothing was written";
  const auto pulled = pull_site(app(), site_dir_, true);
  ASSERT_TRUE(pulled) << pulled.error().detail;
  EXPECT_EQ(pulled->written, (std::vector<std::string>{"duties.csv", "site.yaml"}));
  EXPECT_TRUE(standing().older.empty() && standing().own.empty());
  EXPECT_FALSE(adopt_site(app(), the_system(), site_dir_)->is_new);
}

TEST_F(ChangedSite, files_that_came_and_went_on_a_screen_come_and_go_in_the_folder) {
  const auto programme = text_of("programmes/small_wish.yaml");
  ASSERT_TRUE(change_site(app(), admin(), {newest(), {}, {"programmes/small_wish.yaml"}, false}));
  std::ofstream{site_dir_ + "/notes.csv"} << "of my own\n";
  const auto removed = pull_site(app(), site_dir_, false);
  ASSERT_TRUE(removed);
  EXPECT_EQ(removed->removed, std::vector<std::string>{"programmes/small_wish.yaml"});
  EXPECT_EQ(removed->kept, std::vector<std::string>{"notes.csv"});
  std::filesystem::remove(site_dir_ + "/notes.csv");
  ASSERT_TRUE(change_site(app(), admin(),
                          {newest(),
                           {{"programmes/wish.yaml", replaced(programme, "programme: small_wish", "programme: wish")}},
                           {},
                           false}));
  EXPECT_EQ(folder_standing(app(), *read_site_folder(site_dir_))->newer,
            std::vector<std::string>{"programmes/wish.yaml"});
}

}  // namespace huiyin::testing
