#include "app/photo_shelf.h"

#include <chrono>
#include <filesystem>

#include "app/private_file.h"
#include "app/reencode_photo.h"
#include "ledger/photo_key.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr PhotoSize kSizes[] = {PhotoSize::full, PhotoSize::thumb};

std::string_view name_of(PhotoSize size) {
  return size == PhotoSize::full ? "full" : "thumb";
}

std::string file_name(std::string_view key, PhotoSize size) {
  return photo_id(key) + "." + std::string{name_of(size)};
}

bool is_there(const std::string& path) {
  std::error_code error;
  return fs::exists(path, error);
}

}  // namespace

std::string PhotoShelf::waiting(std::string_view key, PhotoSize size) const {
  return (fs::path{folder_} / "new" / file_name(key, size)).string();
}

// By the first two digits, so that no folder grows without end.
std::string PhotoShelf::taken(std::string_view key, PhotoSize size) const {
  const auto name = file_name(key, size);
  return (fs::path{folder_} / "kept" / name.substr(0, 2) / name).string();
}

Result<std::string> PhotoShelf::keep(const std::string& raw) {
  if (folder_.empty()) return refuse(RefusalCode::store_unavailable, "pictures cannot be taken here");
  const auto pictures = reencode_photo(raw, (fs::path{folder_} / "quarantine").string());
  if (!pictures) return std::unexpected(pictures.error());
  auto key = new_photo_key(pictures->full);
  for (const auto size : kSizes) {
    const auto& bytes = size == PhotoSize::full ? pictures->full : pictures->thumb;
    const auto kept = create_private_file(waiting(key, size), seal_photo(bytes, key, name_of(size)));
    if (!kept) return std::unexpected(kept.error());
  }
  return key;
}

// The full picture goes last: while it waits, the upload waits.
Result<void> PhotoShelf::take_over(const std::vector<std::string>& keys, const std::string& where) const {
  for (const auto& key : keys) {
    if (is_there(taken(key, PhotoSize::full))) continue;
    std::error_code error;
    fs::create_directories(fs::path{taken(key, PhotoSize::full)}.parent_path(), error);
    for (const auto size : {PhotoSize::thumb, PhotoSize::full}) fs::rename(waiting(key, size), taken(key, size), error);
    if (is_there(taken(key, PhotoSize::full))) continue;
    return refuse(RefusalCode::invalid_input,
                  "no such upload, or it waited for more than a day: send the picture again", where);
  }
  return {};
}

Result<std::string> PhotoShelf::read(std::string_view key, PhotoSize size) const {
  const auto sealed = read_whole_file(taken(key, size));
  if (!sealed) return refuse(RefusalCode::unknown_thing, "no such picture");
  return open_photo(*sealed, key, name_of(size));
}

int64_t PhotoShelf::drop_waiting(int64_t age_ms) const {
  std::error_code error;
  const auto before = fs::file_time_type::clock::now() - std::chrono::milliseconds{age_ms};
  int64_t dropped_count = 0;
  for (const auto& entry : fs::directory_iterator{fs::path{folder_} / "new", error}) {
    const auto changed_at = entry.last_write_time(error);
    if (!error && changed_at < before && fs::remove(entry.path(), error)) ++dropped_count;
  }
  return dropped_count;
}

}  // namespace huiyin
