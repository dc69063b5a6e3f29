#include "app/adopt_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "app/private_file.h"
#include "domain/standing.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

constexpr uintmax_t kFileBytesMax = 64u << 20;

bool is_definition(const fs::path& relative) {
  for (const auto& part : relative) {
    if (part.string().starts_with('.')) return false;
  }
  if (*relative.begin() == "data" || relative == "staff.csv") return false;
  const auto extension = relative.extension();
  return extension == ".yaml" || extension == ".csv" || extension == ".geojson";
}

std::unexpected<NotAdopted> not_adopted(Refusal refusal) {
  return std::unexpected(NotAdopted{std::move(refusal), {}});
}

std::unexpected<NotAdopted> not_adopted(Findings findings) {
  Refusal refusal{
      RefusalCode::broken_definition, fmt::format("{} finding(s); nothing was adopted", findings.size()), {}, {}};
  if (!findings.empty()) {
    const auto& first = findings.front();
    refusal.where = fmt::format("{}:{} {}", first.file, first.line, first.field);
  }
  return std::unexpected(NotAdopted{std::move(refusal), std::move(findings)});
}

Result<std::vector<fs::path>> definition_paths(const fs::path& root) {
  std::error_code error;
  std::vector<fs::path> paths;
  fs::recursive_directory_iterator entry{root, error};
  if (error) return refuse(RefusalCode::unknown_thing, "cannot read the site folder " + root.string());
  for (const auto end = fs::end(entry); entry != end; entry.increment(error)) {
    if (error) return refuse(RefusalCode::unknown_thing, "cannot read the site folder " + root.string());
    const auto relative = fs::relative(entry->path(), root, error);
    if (entry->is_regular_file(error) && is_definition(relative)) paths.push_back(relative);
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace

Result<std::vector<SourceFile>> read_site_folder(const std::string& site_dir) {
  const fs::path root{site_dir};
  auto paths = definition_paths(root);
  if (!paths) return std::unexpected(paths.error());
  std::vector<SourceFile> files;
  for (const auto& relative : *paths) {
    const auto full = root / relative;
    std::error_code error;
    if (fs::file_size(full, error) > kFileBytesMax)
      return refuse(RefusalCode::too_large, "a definition file has at most 64 MB", full.string());
    auto bytes = read_whole_file(full.string());
    if (!bytes) return std::unexpected(bytes.error());
    files.push_back({relative.generic_string(), std::move(*bytes)});
  }
  return files;
}

std::expected<void, NotAdopted> check_site(const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return not_adopted(files.error());
  auto read = read_site(*files);
  if (!read) return not_adopted(std::move(read.error()));
  return {};
}

std::expected<Edition, NotAdopted> adopt_site(App& app, const Caller& caller, const std::string& site_dir) {
  const bool may = caller.actor.kind == ActorKind::system || caller.has_role(Role::system_admin);
  if (!may)
    return not_adopted(Refusal{RefusalCode::not_your_role, "only the system administrator adopts definitions", {}, {}});
  auto files = read_site_folder(site_dir);
  if (!files) return not_adopted(files.error());
  auto read = read_site(*files);
  if (!read) return not_adopted(std::move(read.error()));
  std::vector<DefinitionFile> stored;
  for (auto& file : *files) stored.push_back({std::move(file.path), std::move(file.bytes)});
  auto edition = app.store().adopt(stored, app.now_at_ms(), by_of(caller.actor));
  if (!edition) return not_adopted(edition.error());
  (*read)->edition = edition->edition;
  app.keep_edition(std::move(*read));
  if (auto loaded = app.load_editions(); !loaded) return not_adopted(loaded.error());
  return *edition;
}

}  // namespace huiyin
