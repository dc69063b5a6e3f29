#include "app/written_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>

namespace huiyin {

namespace fs = std::filesystem;

namespace {

std::string beside(const std::string& path) {
  const fs::path whole{path};
  return (whole.parent_path() / ("." + whole.filename().string() + ".new")).string();
}

Result<void> disk_refusal(const std::string& path) {
  return refuse(RefusalCode::store_unavailable, fmt::format("{}: {}", path, std::strerror(errno)));
}

Result<void> write_synced(const std::string& path, std::string_view bytes) {
  std::error_code error;
  const auto folder = fs::path{path}.parent_path();
  if (!folder.empty()) fs::create_directories(folder, error);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file < 0) return disk_refusal(path);
  bool whole = true;
  while (whole && !bytes.empty()) {
    const auto written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    whole = written > 0;
    if (whole) bytes.remove_prefix(static_cast<size_t>(written));
  }
  whole = whole && ::fsync(file) == 0;
  Result<void> answer;
  if (!whole) answer = disk_refusal(path);
  ::close(file);
  return answer;
}

}  // namespace

Result<void> replace_files(const std::vector<NewFile>& files) {
  std::error_code ignored;
  for (const NewFile& file : files) {
    if (auto written = write_synced(beside(file.path), file.bytes); !written) {
      for (const NewFile& done : files) fs::remove(beside(done.path), ignored);
      return written;
    }
  }
  for (const NewFile& file : files) {
    std::error_code error;
    fs::rename(beside(file.path), file.path, error);
    if (error) return refuse(RefusalCode::store_unavailable, fmt::format("{}: {}", file.path, error.message()));
  }
  return {};
}

}  // namespace huiyin
