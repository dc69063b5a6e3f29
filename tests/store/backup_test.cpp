#include "store/backup.h"

#include <gtest/gtest.h>

#include <fstream>

#include "base/json.h"
#include "store/store_fixture.h"

namespace huiyin {
namespace {

class BackupTest : public StoreTest {
 protected:
  std::string target() const { return folder_.path() + "/backup"; }

  void fill() {
    const auto id = new_id();
    auto draft = intake(id);
    draft.contact_plain = "13812345678";
    ASSERT_TRUE(run(opening(std::move(draft))));
    ASSERT_TRUE(run(moving(id, "signed")));
    ASSERT_TRUE(store_->save_account({0, "li", "李", "hash", "[]", false}));
    ASSERT_TRUE(store_->adopt({{"site.yaml", "a: 1"}}, kNow, By{"system", 0, "", ""}));
    id_ = id;
  }

  // A new empty place of the same engine, and the backup restored into it.
  Result<void> restore() {
    store_.reset();
    options_.url = StoreTest::new_url(GetParam(), restored_folder_);
    return restore_store(target(), options_, {});
  }

  ScratchFolder restored_folder_;
  CaseId id_ = 0;
};
HUIYIN_ON_BOTH_ENGINES(BackupTest);

TEST_P(BackupTest, ARestoredStoreIsWhatItWasAndGoesOn) {
  fill();
  const auto before = store_->find_case(id_);
  const auto backed_up = store_->backup(target(), {});
  ASSERT_TRUE(backed_up) << backed_up.error().detail;
  ASSERT_TRUE(run(moving(id_, "lost with the disk")));
  const auto restored = restore();
  ASSERT_TRUE(restored) << restored.error().detail;
  open();
  EXPECT_EQ(*store_->find_case(id_), *before);
  EXPECT_EQ(**store_->contact(id_), "13812345678");
  EXPECT_EQ(store_->find_account("li")->name, "李");
  EXPECT_EQ(store_->editions()->size(), 1u);
  ASSERT_TRUE(run(moving(id_, "started")));
  while (*store_->catch_up_search(100)) {
  }
  EXPECT_EQ(store_->search("路灯", 0, 5)->size(), 1u);
  const auto report = store_->verify({});
  EXPECT_TRUE(report->ok) << testing::PrintToString(report->faults);
}

TEST_P(BackupTest, TheManifestNamesTheMoment) {
  fill();
  ASSERT_TRUE(store_->backup(target(), {}));
  std::ifstream file{target() + "/manifest.json"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto manifest = json::read_text<BackupManifest>(text);
  ASSERT_TRUE(manifest) << manifest.error().detail;
  EXPECT_EQ(manifest->log_seq, 3);
  EXPECT_EQ(manifest->head.size(), 64u);
  EXPECT_FALSE(manifest->files.empty());
}

TEST_P(BackupTest, AFolderThatIsNotEmptyIsRefused) {
  std::filesystem::create_directories(target());
  std::ofstream{target() + "/something"} << "x";
  EXPECT_EQ(store_->backup(target(), {}).error().code, RefusalCode::wrong_use);
}

TEST_P(BackupTest, AStoreThatIsThereIsNotOverwritten) {
  fill();
  ASSERT_TRUE(store_->backup(target(), {}));
  store_.reset();
  EXPECT_EQ(restore_store(target(), options_, {}).error().code, RefusalCode::wrong_use);
}

TEST_P(BackupTest, AChangedFileIsRefused) {
  fill();
  ASSERT_TRUE(store_->backup(target(), {}));
  for (const auto& entry : std::filesystem::directory_iterator(target())) {
    if (entry.path().filename() == "manifest.json") continue;
    std::ofstream{entry.path(), std::ios::app} << "x";
    break;
  }
  EXPECT_EQ(restore().error().code, RefusalCode::corrupt);
}

TEST_P(BackupTest, WhatIsNoBackupIsRefused) {
  EXPECT_EQ(restore().error().code, RefusalCode::wrong_use);
}

TEST_P(BackupTest, ABackupOfTheOtherEngineIsRefused) {
  fill();
  ASSERT_TRUE(store_->backup(target(), {}));
  auto other = options_;
  other.url = StoreTest::new_url(GetParam() == Engine::sqlite ? Engine::postgresql : Engine::sqlite, restored_folder_);
  EXPECT_EQ(restore_store(target(), other, {}).error().code, RefusalCode::wrong_use);
}

TEST_P(BackupTest, StopsWhenToldTo) {
  fill();
  if (GetParam() == Engine::sqlite) {
    // A small file is one step: it is done before it could be stopped.
    EXPECT_TRUE(store_->backup(target(), [](int64_t, int64_t) { return false; }));
  } else {
    EXPECT_FALSE(store_->backup(target(), [](int64_t, int64_t) { return false; }));
  }
}

}  // namespace
}  // namespace huiyin
