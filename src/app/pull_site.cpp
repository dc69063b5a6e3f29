#include "app/pull_site.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "app/written_file.h"
#include "base/json.h"

namespace huiyin {
namespace {

using Manifest = std::map<std::string, std::string>;  // path to hash

// What every edition said of each path, the newest apart.
struct Known {
  int64_t newest_edition = 0;
  Manifest newest, first;
  std::map<std::string, std::set<std::string>> hashes;
};

Result<Known> known_of(App& app) {
  const auto editions = app.store().editions();
  if (!editions) return std::unexpected(editions.error());
  Known known;
  for (const auto& edition : *editions) {
    auto manifest = json::read_text<Manifest>(edition.manifest);
    if (!manifest) return refuse(RefusalCode::corrupt, "the manifest of an edition does not read");
    for (const auto& [path, hash] : *manifest) known.hashes[path].insert(hash);
    if (known.newest_edition == 0) known.first = *manifest;
    known.newest_edition = edition.edition;
    known.newest = *std::move(manifest);
  }
  return known;
}

bool is_in_newest(const Known& known, const std::string& path, const std::string& hash) {
  const auto found = known.newest.find(path);
  return found != known.newest.end() && found->second == hash;
}

FolderStanding standing_of(const Known& known, const std::vector<SourceFile>& files) {
  FolderStanding standing{known.newest_edition, {}, {}, {}};
  if (known.newest_edition == 0) return standing;
  std::set<std::string> in_folder;
  for (const auto& file : files) {
    in_folder.insert(file.path);
    const auto hash = hex(sha256(file.bytes));
    if (is_in_newest(known, file.path, hash)) continue;
    const auto seen = known.hashes.find(file.path);
    const bool was_adopted = seen != known.hashes.end() && seen->second.contains(hash);
    (was_adopted ? standing.older : standing.own).push_back(file.path);
  }
  for (const auto& [path, hash] : known.newest) {
    if (!in_folder.contains(path) && !known.first.contains(path)) standing.newer.push_back(path);
  }
  std::ranges::sort(standing.older);
  std::ranges::sort(standing.own);
  return standing;
}

bool is_one_of(const std::vector<std::string>& paths, const std::string& path) {
  return std::ranges::find(paths, path) != paths.end();
}

Result<void> check_own(const Known& known, const FolderStanding& standing) {
  std::vector<std::string> changed;
  std::ranges::copy_if(standing.own, std::back_inserter(changed),
                       [&](const auto& path) { return known.newest.contains(path); });
  if (changed.empty()) return {};
  return refuse(RefusalCode::rule_not_met, "these files were changed by hand and would be written over", {}, changed);
}

}  // namespace

Result<FolderStanding> folder_standing(App& app, const std::vector<SourceFile>& files) {
  const auto known = known_of(app);
  if (!known) return std::unexpected(known.error());
  return standing_of(*known, files);
}

Result<Pulled> pull_site(App& app, const std::string& site_dir, bool over) {
  const auto known = known_of(app);
  if (!known) return std::unexpected(known.error());
  if (known->newest_edition == 0) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto files = read_site_folder(site_dir);
  if (!files) return std::unexpected(files.error());
  const auto standing = standing_of(*known, *files);
  if (auto ok = check_own(*known, standing); !over && !ok) return std::unexpected(ok.error());
  const auto wanted = app.store().files_of(known->newest_edition);
  if (!wanted) return std::unexpected(wanted.error());
  Pulled pulled{.edition = known->newest_edition};
  std::vector<NewFile> writing;
  for (const auto& file : *wanted) {
    const auto there = std::ranges::find(*files, file.path, &SourceFile::path);
    if (there != files->end() && there->bytes == file.bytes) continue;
    writing.push_back({site_dir + "/" + file.path, file.bytes});
    pulled.written.push_back(file.path);
  }
  if (auto written = replace_files(writing); !written) return std::unexpected(written.error());
  for (const auto& file : *files) {
    if (known->newest.contains(file.path)) continue;
    if (is_one_of(standing.own, file.path)) {
      pulled.kept.push_back(file.path);
      continue;
    }
    std::error_code ignored;
    std::filesystem::remove(site_dir + "/" + file.path, ignored);
    pulled.removed.push_back(file.path);
  }
  return pulled;
}

}  // namespace huiyin
