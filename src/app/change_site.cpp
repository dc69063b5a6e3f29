#include "app/change_site.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "app/check_places.h"

namespace huiyin {
namespace {

using Texts = std::map<std::string, std::string>;  // by path

Result<Edition> newest_edition(const App& app) {
  const auto editions = app.store().editions();
  if (!editions) return std::unexpected(editions.error());
  if (editions->empty()) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  return editions->back();
}

Result<Texts> texts_of(App& app, int64_t edition) {
  const auto files = app.store().files_of(edition);
  if (!files) return std::unexpected(files.error());
  Texts texts;
  for (const auto& file : *files) texts[file.path] = file.bytes;
  return texts;
}

Result<void> check_paths(const SiteChange& change, const Texts& texts) {
  std::set<std::string> named;
  const auto wrong = [](const std::string& detail, const std::string& where) {
    return refuse(RefusalCode::invalid_input, detail, where);
  };
  for (size_t index = 0; index < change.files.size(); ++index) {
    const auto& path = change.files[index].path;
    const auto where = fmt::format("/files/{}/path", index);
    if (!is_definition_path(path)) return wrong(fmt::format("'{}' names no definition file", path), where);
    if (!named.insert(path).second) return wrong(fmt::format("'{}' is named twice", path), where);
  }
  for (size_t index = 0; index < change.removed.size(); ++index) {
    const auto& path = change.removed[index];
    const auto where = fmt::format("/removed/{}", index);
    if (!texts.contains(path)) return refuse(RefusalCode::unknown_thing, fmt::format("no file '{}'", path), where);
    if (!named.insert(path).second) return wrong(fmt::format("'{}' is named twice", path), where);
  }
  return {};
}

std::vector<SourceFile> changed(Texts texts, const SiteChange& change) {
  for (const auto& path : change.removed) texts.erase(path);
  for (const auto& file : change.files) texts[file.path] = file.text;
  std::vector<SourceFile> files;
  for (auto& [path, text] : texts) files.push_back({path, std::move(text)});
  return files;
}

SiteChanged held(const CarryForecast& forecast, int64_t edition) {
  SiteChanged told{.ok = forecast.stranded_count == 0, .edition = edition};
  told.stranded = forecast.stranded;
  told.stranded_count = forecast.stranded_count;
  told.carried = forecast.report;
  return told;
}

// What is wrong is the answer; everything else is a refusal.
Result<SiteChanged> not_held(const NotAdopted& why, const std::vector<SourceFile>& files, int64_t edition) {
  if (why.findings.empty() && why.stranded.empty()) return std::unexpected(why.refusal);
  SiteChanged told{.edition = edition, .problems = why.findings, .stranded = why.stranded};
  told.stranded_count = why.stranded_count;
  const auto flaws = why.findings.empty() ? std::vector<NetFlaw>{} : check_places(files).flaws;
  const bool drawn = std::ranges::any_of(flaws, [](const NetFlaw& flaw) { return flaw.at || !flaw.polygons.empty(); });
  if (drawn) told.picture = picture_of(flaws);
  return told;
}

}  // namespace

Result<SiteFileList> site_files(App& app, const Caller& caller) {
  if (auto may = may_adopt(caller); !may) return std::unexpected(may.error());
  const auto newest = newest_edition(app);
  if (!newest) return std::unexpected(newest.error());
  const auto texts = texts_of(app, newest->edition);
  if (!texts) return std::unexpected(texts.error());
  SiteFileList list{newest->edition, newest->effective_at_ms, {}};
  for (const auto& [path, text] : *texts) list.rows.push_back({path, static_cast<int64_t>(text.size())});
  return list;
}

Result<SiteFileText> site_file(App& app, const Caller& caller, const std::string& path) {
  if (auto may = may_adopt(caller); !may) return std::unexpected(may.error());
  const auto newest = newest_edition(app);
  if (!newest) return std::unexpected(newest.error());
  const auto texts = texts_of(app, newest->edition);
  if (!texts) return std::unexpected(texts.error());
  const auto found = texts->find(path);
  if (found == texts->end()) return refuse(RefusalCode::unknown_thing, fmt::format("no file '{}'", path), "/path");
  return SiteFileText{newest->edition, path, found->second};
}

Result<SiteChanged> change_site(App& app, const Caller& caller, const SiteChange& change) {
  if (auto may = may_adopt(caller); !may) return std::unexpected(may.error());
  const auto newest = newest_edition(app);
  if (!newest) return std::unexpected(newest.error());
  if (change.edition != newest->edition) {
    return refuse(RefusalCode::stale_version, fmt::format("the newest edition is {}", newest->edition), "/edition");
  }
  auto texts = texts_of(app, newest->edition);
  if (!texts) return std::unexpected(texts.error());
  if (auto ok = check_paths(change, *texts); !ok) return std::unexpected(ok.error());
  auto files = changed(*std::move(texts), change);
  if (change.check_only) {
    const auto forecast = try_files(app, caller, files);
    if (!forecast) return not_held(forecast.error(), files, newest->edition);
    return held(*forecast, newest->edition);
  }
  const auto adopted = adopt_files(app, caller, files, newest->edition);
  if (!adopted) return not_held(adopted.error(), files, newest->edition);
  SiteChanged told{.ok = true, .adopted = true, .edition = adopted->edition};
  told.carried = adopted->carried;
  return told;
}

}  // namespace huiyin
