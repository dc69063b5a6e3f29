#include "app/adopt_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "app/private_file.h"
#include "base/json.h"
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
  return std::unexpected(NotAdopted{std::move(refusal), {}, {}, 0});
}

std::unexpected<NotAdopted> not_adopted(Findings findings) {
  Refusal refusal{
      RefusalCode::broken_definition, fmt::format("{} finding(s); nothing was adopted", findings.size()), {}, {}};
  if (!findings.empty()) {
    const auto& first = findings.front();
    refusal.where = fmt::format("{}:{} {}", first.file, first.line, first.field);
  }
  return std::unexpected(NotAdopted{std::move(refusal), std::move(findings), {}, 0});
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

bool is_definition_path(const std::string& path) {
  const fs::path relative{path};
  const bool is_plain = relative.is_relative() && !relative.empty() && relative.lexically_normal() == relative;
  return is_plain && is_definition(relative);  // ".." begins with a dot
}

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
  auto read = read_site(*files, App::system_now_at_ms());
  if (!read) return not_adopted(std::move(read.error()));
  return {};
}

Result<void> may_adopt(const Caller& caller) {
  if (caller.actor.kind == ActorKind::system || caller.has_role(Role::system_admin)) return {};
  return refuse(RefusalCode::not_your_role, "only the system administrator adopts definitions");
}

namespace {

// As the store writes it (store/editions.cpp).
std::string manifest_of(const std::vector<SourceFile>& files) {
  std::map<std::string, std::string> manifest;
  for (const auto& file : files) manifest[file.path] = hex(sha256(file.bytes));
  return json::write(manifest);
}

// The newest edition, when it holds exactly these files and rules today.
Result<std::optional<Edition>> edition_of(const App& app, const std::string& manifest) {
  const auto editions = app.store().editions();
  if (!editions) return std::unexpected(editions.error());
  const auto today = app.definitions();
  if (editions->empty() || !today) return std::nullopt;
  const Edition& newest = editions->back();
  const bool same = newest.manifest == manifest && newest.edition == today->edition;
  return same ? std::optional{newest} : std::nullopt;
}

std::expected<CarryForecast, NotAdopted> forecast_of(App& app, const Definitions& next, const std::string& manifest,
                                                     const Progress& progress) {
  if (!app.definitions()) return CarryForecast{};
  auto forecast = forecast_carry(app, next, manifest, progress);
  if (!forecast) return not_adopted(forecast.error());
  if (!forecast->report.complete)
    return not_adopted(Refusal{RefusalCode::wrong_use, "stopped; nothing changed", {}, {}});
  return *std::move(forecast);
}

std::expected<void, NotAdopted> check_open_cases(App& app, const Definitions& next, const std::string& manifest,
                                                 const Progress& progress) {
  auto forecast = forecast_of(app, next, manifest, progress);
  if (!forecast) return std::unexpected(std::move(forecast.error()));
  if (forecast->stranded_count == 0) return {};
  Refusal refusal{RefusalCode::rule_not_met,
                  fmt::format("{} open case(s) would be stranded; nothing was adopted", forecast->stranded_count),
                  {},
                  {}};
  return std::unexpected(NotAdopted{std::move(refusal), {}, std::move(forecast->stranded), forecast->stranded_count});
}

std::expected<Edition, NotAdopted> store_edition(App& app, const Caller& caller, std::vector<SourceFile> files,
                                                 std::shared_ptr<Definitions> read, int64_t after_edition) {
  std::vector<DefinitionFile> stored;
  for (auto& file : files) stored.push_back({std::move(file.path), std::move(file.bytes)});
  auto edition = app.store().adopt(stored, app.now_at_ms(), by_of(caller.actor), after_edition);
  if (!edition) return not_adopted(edition.error());
  read->edition = edition->edition;
  app.keep_edition(std::move(read));
  if (auto loaded = app.load_editions(); !loaded) return not_adopted(loaded.error());
  return *edition;
}

}  // namespace

std::expected<Adopted, NotAdopted> adopt_site(App& app, const Caller& caller, const std::string& site_dir,
                                              const AdoptProgress& progress) {
  if (auto may = may_adopt(caller); !may) return not_adopted(may.error());
  auto files = read_site_folder(site_dir);
  if (!files) return not_adopted(files.error());
  return adopt_files(app, caller, std::move(*files), 0, progress);
}

std::expected<CarryForecast, NotAdopted> try_files(App& app, const Caller& caller, const std::vector<SourceFile>& files,
                                                   const Progress& progress) {
  if (auto may = may_adopt(caller); !may) return not_adopted(may.error());
  auto read = read_site(files, app.now_at_ms());
  if (!read) return not_adopted(std::move(read.error()));
  return forecast_of(app, **read, manifest_of(files), progress);
}

std::expected<Adopted, NotAdopted> adopt_files(App& app, const Caller& caller, std::vector<SourceFile> files,
                                               int64_t after_edition, const AdoptProgress& progress) {
  if (auto may = may_adopt(caller); !may) return not_adopted(may.error());
  auto read = read_site(files, app.now_at_ms());
  if (!read) return not_adopted(std::move(read.error()));
  const std::string manifest = manifest_of(files);
  auto known = edition_of(app, manifest);
  if (!known) return not_adopted(known.error());
  Adopted adopted{.is_new = !known->has_value()};
  if (adopted.is_new) {
    if (auto ok = check_open_cases(app, **read, manifest, progress.looking); !ok) return std::unexpected(ok.error());
    auto edition = store_edition(app, caller, std::move(files), std::move(*read), after_edition);
    if (!edition) return std::unexpected(std::move(edition.error()));
    *known = std::move(*edition);
  }
  adopted.edition = (*known)->edition;
  adopted.effective_at_ms = (*known)->effective_at_ms;
  auto carried = carry_over(app, progress.carrying);
  if (!carried) return not_adopted(carried.error());
  adopted.carried = *carried;
  return adopted;
}

}  // namespace huiyin
