#include "store/backup.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "store/sql_store.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr const char* kManifestName = "manifest.json";

std::unexpected<Refusal> cannot(const char* doing, const std::string& path) {
  return refuse(RefusalCode::store_unavailable, fmt::format("cannot {} {}: {}", doing, path, strerror(errno)));
}

class File {
 public:
  explicit File(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  int descriptor() const { return descriptor_; }

 private:
  int descriptor_;
};

Result<void> make_empty_folder(const std::string& to) {
  std::error_code error;
  fs::create_directories(to, error);
  if (error) return refuse(RefusalCode::store_unavailable, "cannot make the folder " + to + ": " + error.message());
  if (!fs::is_empty(to, error) || error) {
    return refuse(RefusalCode::wrong_use, "a backup goes into an empty folder, and " + to + " is not");
  }
  return {};
}

Result<void> write_manifest(const std::string& to, const BackupManifest& manifest) {
  const auto path = to + "/" + kManifestName;
  std::ofstream file{path};
  file << json::write(manifest, json::Form::full) << '\n';
  file.close();
  if (!file) return cannot("write", path);
  if (auto ok = sync_to_disk(path); !ok) return ok;
  return sync_to_disk(to);
}

Result<BackupManifest> read_manifest(const std::string& from) {
  std::ifstream file{from + "/" + kManifestName};
  if (!file) return refuse(RefusalCode::wrong_use, from + " is not a backup: it has no " + kManifestName);
  std::ostringstream text;
  text << file.rdbuf();
  auto manifest = json::read_text<BackupManifest>(text.str());
  if (!manifest) return refuse(RefusalCode::corrupt, "the manifest does not read: " + manifest.error().detail, from);
  return manifest;
}

Result<void> check_files(const std::string& from, const BackupManifest& manifest) {
  for (const auto& [name, wanted] : manifest.files) {
    const auto hash = hash_of_file(from + "/" + name);
    if (!hash) return std::unexpected(hash.error());
    if (*hash != wanted) return refuse(RefusalCode::corrupt, "this file is not the one that was backed up", name);
  }
  return {};
}

}  // namespace

Result<std::string> hash_of_file(const std::string& path) {
  const File file{path};
  if (file.descriptor() < 0) return cannot("open", path);
  const auto size = static_cast<size_t>(lseek(file.descriptor(), 0, SEEK_END));
  if (size == 0) return hex(sha256({}));
  void* bytes = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file.descriptor(), 0);
  if (bytes == MAP_FAILED) return cannot("read", path);
  auto hash = hex(sha256({static_cast<const char*>(bytes), size}));
  munmap(bytes, size);
  return hash;
}

Result<void> sync_to_disk(const std::string& path) {
  const File file{path};
  if (file.descriptor() < 0 || fsync(file.descriptor()) != 0) return cannot("sync", path);
  return {};
}

Result<void> SqlStore::backup(const std::string& to, const Progress& progress) {
  if (auto ok = make_empty_folder(to); !ok) return ok;
  BackupManifest manifest;
  manifest.schema = migrations().back().version;
  const bool sqlite = engine_of(options_.url) == Engine::sqlite;
  manifest.engine = sqlite ? "sqlite" : "postgresql";
  auto ok = sqlite ? backup_sqlite(options_.url, to, progress, manifest)
                   : backup_postgresql(options_.url, to, progress, manifest);
  if (!ok) return ok;
  return write_manifest(to, manifest);
}

Result<void> restore_store(const std::string& from, const StoreOptions& into, const Progress& progress) {
  const auto engine = engine_of(into.url);
  if (!engine) return std::unexpected(engine.error());
  const auto manifest = read_manifest(from);
  if (!manifest) return std::unexpected(manifest.error());
  const bool sqlite = *engine == Engine::sqlite;
  if (manifest->engine != (sqlite ? "sqlite" : "postgresql")) {
    return refuse(RefusalCode::wrong_use,
                  "this is a backup of " + manifest->engine + "; restore it into the same engine");
  }
  if (auto ok = check_files(from, *manifest); !ok) return ok;
  return sqlite ? restore_sqlite(from, into.url, progress) : restore_postgresql(from, into.url, *manifest, progress);
}

}  // namespace huiyin
