#include "app/private_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace huiyin {

namespace fs = std::filesystem;

namespace {

class OpenFile {
 public:
  explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<void> disk_refusal(const std::string& path) {
  return refuse(RefusalCode::store_unavailable, fmt::format("{}: {}", path, std::strerror(errno)));
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return disk_refusal(path);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return {};
}

Result<void> make_private_folder(const fs::path& folder) {
  std::error_code error;
  if (folder.empty() || fs::exists(folder, error)) return {};
  if (!fs::create_directories(folder, error))
    return refuse(RefusalCode::store_unavailable, folder.string() + ": " + error.message());
  fs::permissions(folder, fs::perms::owner_all, error);
  return {};
}

}  // namespace

Result<void> create_private_file(const std::string& path, std::string_view bytes) {
  const auto folder = fs::path{path}.parent_path();
  if (auto made = make_private_folder(folder); !made) return made;
  const OpenFile file{::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600)};
  if (file.get() < 0 && errno == EEXIST) return refuse(RefusalCode::wrong_use, path + " is already there");
  if (file.get() < 0) return disk_refusal(path);
  if (auto written = write_all(file.get(), bytes, path); !written) return written;
  if (::fsync(file.get()) != 0) return disk_refusal(path);
  const OpenFile parent{::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (parent.get() >= 0) ::fsync(parent.get());  // the name survives a power loss, too
  return {};
}

Result<std::string> read_whole_file(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream bytes;
  if (!in || !(bytes << in.rdbuf())) {
    std::error_code error;
    if (!in || fs::file_size(path, error) != 0) return refuse(RefusalCode::unknown_thing, "cannot read " + path);
  }
  return std::move(bytes).str();
}

}  // namespace huiyin
