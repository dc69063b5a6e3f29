// Pictures come first, are made anew, lie sealed, and are shown to whom may see their case.
#include "app/backup_site.h"
#include "app/photo_shelf.h"
#include "app/private_file.h"
#include "app/reencode_photo.h"
#include "app/show_photo.h"
#include "app/town.h"

namespace huiyin::testing {

namespace fs = std::filesystem;

std::string photo_with_position() {
  return read_whole_file(std::string{HUIYIN_SOURCE_DIR} + "/tests/golden/photo_with_position.jpg").value();
}

class Photographed : public Town {
 protected:
  void SetUp() override {
    Town::SetUp();
    app().photos = PhotoShelf{site_dir_ + "/data/media"};
  }
  Opened with_photo(const std::string& key) {
    auto input = street_light();
    input.photos = {key};
    return opened(anybody(), input);
  }
  std::string photo_of(const Caller& caller, const Opened& report) {
    const auto view = show_case(app(), caller, report.case_no);
    EXPECT_TRUE(view && view->photos.size() == 1);
    return view->photos.front();
  }
  Result<std::string> shown(const Caller& caller, const Opened& report, const std::string& photo) {
    return show_photo(app(), caller, report.case_no, photo, PhotoSize::full);
  }
};

TEST_F(Photographed, a_picture_loses_its_position_and_camera_and_stands_upright) {
  const auto raw = photo_with_position();
  ASSERT_NE(raw.find("SecretCamera"), std::string::npos);
  const auto pictures = reencode_photo(raw, site_dir_ + "/quarantine").value();
  for (const auto& bytes : {pictures.full, pictures.thumb}) {
    EXPECT_TRUE(bytes.starts_with("\xFF\xD8\xFF"));
    EXPECT_EQ(bytes.find("Exif"), std::string::npos);
    EXPECT_EQ(bytes.find("SecretCamera"), std::string::npos);
  }
  // The height of the frame header (SOF0) comes first: 48 x 32 lying on its side.
  const auto frame = pictures.full.find("\xFF\xC0");
  ASSERT_NE(frame, std::string::npos);
  EXPECT_EQ(pictures.full[frame + 6], 48);
  EXPECT_EQ(pictures.full[frame + 8], 32);
  EXPECT_TRUE(fs::is_empty(site_dir_ + "/quarantine"));
}

TEST_F(Photographed, what_is_no_picture_is_refused_and_leaves_nothing_behind) {
  struct Case {
    const char* name;
    std::string raw;
    RefusalCode code;
  };
  const Case cases[] = {{"words", "hello", RefusalCode::invalid_input},
                        {"nothing", "", RefusalCode::invalid_input},
                        {"vectors", "<svg xmlns='http://www.w3.org/2000/svg'/>", RefusalCode::invalid_input},
                        {"half a picture", photo_with_position().substr(0, 200), RefusalCode::invalid_input},
                        {"too much", std::string(kPhotoBytesMax + 1, 'x'), RefusalCode::too_large}};
  for (const auto& each : cases) {
    const auto kept = app().photos.keep(each.raw);
    ASSERT_FALSE(kept) << each.name;
    EXPECT_EQ(kept.error().code, each.code) << each.name;
  }
  EXPECT_FALSE(fs::exists(app().photos.folder() + "/new"));
}

TEST_F(Photographed, the_requester_and_the_centre_see_it_and_the_public_does_not) {
  const auto report = with_photo(app().photos.keep(photo_with_position()).value());
  const auto photo = photo_of(holding(report), report);
  EXPECT_TRUE(shown(holding(report), report, photo)->starts_with("\xFF\xD8\xFF"));
  EXPECT_EQ(shown(dispatcher(), report, photo_of(dispatcher(), report)).value(),
            shown(holding(report), report, photo).value());
  EXPECT_FALSE(shown(anybody(), report, photo));
  EXPECT_EQ(shown(holding(report), report, "0123").error().code, RefusalCode::unknown_thing);
}

TEST_F(Photographed, its_key_never_leaves_the_sealed_part_and_its_file_tells_nothing) {
  const auto key = app().photos.keep(photo_with_position()).value();
  const auto report = with_photo(key);
  const auto view = show_case(app(), dispatcher(), report.case_no).value();
  EXPECT_EQ(json::write(view, json::Form::full).find(key), std::string::npos);
  for (const auto& entry : fs::recursive_directory_iterator{app().photos.folder()}) {
    if (!entry.is_regular_file()) continue;
    EXPECT_EQ(entry.path().string().find(key), std::string::npos);
    EXPECT_FALSE(read_whole_file(entry.path().string())->starts_with("\xFF\xD8\xFF"));
  }
}

TEST_F(Photographed, a_form_that_names_no_upload_is_refused_whole) {
  const auto before = store_->last_log_seq().value();
  auto input = street_light();
  input.photos = {"never_sent"};
  const auto refused = open_case(app(), anybody(), input);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().where, "/photos");
  EXPECT_EQ(store_->last_log_seq().value(), before);
}

TEST_F(Photographed, the_same_form_twice_takes_the_same_picture) {
  const auto key = app().photos.keep(photo_with_position()).value();
  with_photo(key);
  EXPECT_TRUE(app().photos.take_over({key}, "/photos"));
}

TEST_F(Photographed, an_upload_nobody_names_goes_after_its_time) {
  const auto unused = app().photos.keep(photo_with_position()).value();
  const auto report = with_photo(app().photos.keep(photo_with_position()).value());
  EXPECT_EQ(app().photos.drop_waiting(kDayMs), 0);
  EXPECT_EQ(app().photos.drop_waiting(-kDayMs), 2);  // full and thumb
  EXPECT_FALSE(app().photos.take_over({unused}, "/photos"));
  EXPECT_TRUE(shown(holding(report), report, photo_of(holding(report), report)));
}

TEST_F(Photographed, a_backup_carries_it) {
  const auto report = with_photo(app().photos.keep(photo_with_position()).value());
  const auto copy = site_dir_ + "/../copy_" + fs::path{site_dir_}.filename().string();
  ASSERT_TRUE(backup_site(app(), copy, {}));
  size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator{copy + "/media/kept"}) files += entry.is_regular_file();
  EXPECT_EQ(files, 2U);
  fs::remove_all(copy);
}

TEST(A_site_without_a_shelf, takes_no_pictures) {
  PhotoShelf none;
  EXPECT_EQ(none.keep("anything").error().code, RefusalCode::store_unavailable);
  EXPECT_TRUE(none.take_over({}, "/photos"));
  EXPECT_FALSE(none.take_over({"key"}, "/photos"));
}

}  // namespace huiyin::testing
