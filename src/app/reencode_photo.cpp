#include "app/reencode_photo.h"

#include <filesystem>

#include "app/private_file.h"
#include "app/run_program.h"
#include "app/secret_token.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr const char* kMemoryBytesMax = "--as=2000000000";
constexpr const char* kProcessorSecondsMax = "--cpu=20";
// libvips 8.14 strips JPEG; WebP it writes with everything it had read.
constexpr const char* kWithoutMetadata = "[Q=80,optimize_coding,strip,background=255]";
constexpr ProgramLimits kLimits{.time_max = std::chrono::seconds{30}, .output_bytes_max = 1 << 16};

bool is_picture(std::string_view raw) {
  using namespace std::string_view_literals;
  const bool is_webp = raw.starts_with("RIFF") && raw.size() > 12 && raw.substr(8, 4) == "WEBP";
  return is_webp || raw.starts_with("\xFF\xD8\xFF"sv) || raw.starts_with("\x89PNG\r\n\x1A\n"sv);
}

// A folder for one picture, gone with it whatever happens. Absolute: vipsthumbnail takes names from where its input
// lies.
class Quarantine {
 public:
  explicit Quarantine(const std::string& folder) : path_(fs::absolute(folder) / new_token({})) {}
  Quarantine(const Quarantine&) = delete;
  Quarantine& operator=(const Quarantine&) = delete;
  ~Quarantine() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  std::string file(std::string_view name) const { return (path_ / name).string(); }

 private:
  fs::path path_;
};

Result<void> shrink(const std::string& from, const std::string& to, const char* size) {
  const auto ran = run_program(
      {"env", "VIPS_BLOCK_UNTRUSTED=1", "VIPS_CONCURRENCY=1", "prlimit", kMemoryBytesMax, kProcessorSecondsMax,
       "vipsthumbnail", from, "--size", size, "--export-profile", "srgb", "-o", to + kWithoutMetadata},
      kLimits);
  if (!ran && ran.error().code == RefusalCode::unknown_thing) {
    return refuse(RefusalCode::store_unavailable, "pictures cannot be taken here: " + ran.error().detail);
  }
  constexpr int kNotFound = 127;
  if (ran && ran->exit_code == kNotFound) {
    return refuse(RefusalCode::store_unavailable, "pictures cannot be taken here: install libvips-tools");
  }
  if (!ran) return refuse(RefusalCode::too_large, "the picture takes too much to read: send a smaller one");
  if (ran->exit_code != 0 || !fs::exists(to)) {
    return refuse(RefusalCode::invalid_input, "the picture does not read: send another one");
  }
  return {};
}

}  // namespace

Result<Pictures> reencode_photo(const std::string& raw, const std::string& folder) {
  if (raw.size() > kPhotoBytesMax) return refuse(RefusalCode::too_large, "a picture takes at most 12 MB");
  if (!is_picture(raw)) return refuse(RefusalCode::invalid_input, "send a JPEG, PNG or WebP picture");
  const Quarantine quarantine{folder};
  if (auto kept = create_private_file(quarantine.file("raw"), raw); !kept) return std::unexpected(kept.error());
  const auto full = quarantine.file("full.jpg");
  const auto thumb = quarantine.file("thumb.jpg");
  if (auto made = shrink(quarantine.file("raw"), full, "2048x2048>"); !made) return std::unexpected(made.error());
  if (auto made = shrink(full, thumb, "320x320>"); !made) return std::unexpected(made.error());
  auto full_bytes = read_whole_file(full);
  if (!full_bytes) return std::unexpected(full_bytes.error());
  auto thumb_bytes = read_whole_file(thumb);
  if (!thumb_bytes) return std::unexpected(thumb_bytes.error());
  return Pictures{std::move(*full_bytes), std::move(*thumb_bytes)};
}

}  // namespace huiyin
