// The site's definitions read and changed file by file, as a screen does it: first tried, then adopted. The folder the
// site was made from stays as it is; `huiyin pull` brings it up to date.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/adopt_site.h"

namespace huiyin {

struct SiteFileLine {
  std::string path;  // "duties.csv", "programmes/snap_report.yaml"
  int64_t bytes = 0;
  bool operator==(const SiteFileLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(SiteFileLine, (), (path, bytes))

struct SiteFileList {
  int64_t edition = 0;  // the newest
  int64_t effective_at_ms = 0;
  std::vector<SiteFileLine> rows;  // by path
};
BOOST_DESCRIBE_STRUCT(SiteFileList, (), (edition, effective_at_ms, rows))

struct SiteFileText {
  int64_t edition = 0;
  std::string path, text;
};
BOOST_DESCRIBE_STRUCT(SiteFileText, (), (edition, path, text))

struct ChangedFile {
  std::string path, text;
  bool operator==(const ChangedFile&) const = default;
};
BOOST_DESCRIBE_STRUCT(ChangedFile, (), (path, text))

struct SiteChange {
  int64_t edition = 0;             // the newest, on which the change was made
  std::vector<ChangedFile> files;  // whole files, new or in the place of what they were
  std::vector<std::string> removed;
  bool check_only = false;
  bool operator==(const SiteChange&) const = default;
};
BOOST_DESCRIBE_STRUCT(SiteChange, (), (edition, files, removed, check_only))

struct SiteChanged {
  bool ok = false;       // the files hold, and no open case stands against them
  bool adopted = false;  // they are the newest edition now, or were before
  int64_t edition = 0;   // the newest there is now
  std::vector<Finding> problems;
  std::string picture;                 // GeoJSON of what is wrong with the areas; empty = nothing to draw
  std::vector<StrandedCase> stranded;  // the first hundred
  int64_t stranded_count = 0;
  CarryReport carried;  // what became of the open cases; with check_only, what would become of them
};
BOOST_DESCRIBE_STRUCT(SiteChanged, (), (ok, adopted, edition, problems, picture, stranded, stranded_count, carried))

// For who may adopt: else not_your_role. Nothing adopted yet, or no such file -> unknown_thing.
Result<SiteFileList> site_files(App& app, const Caller& caller);
Result<SiteFileText> site_file(App& app, const Caller& caller, const std::string& path);

// Everything is adopted or nothing. Files that do not hold are no refusal: ok=false and every problem. Refusals: as
// above; another edition is the newest by now -> stale_version; a path that names no definition file, one named twice
// -> invalid_input.
Result<SiteChanged> change_site(App& app, const Caller& caller, const SiteChange& change);

}  // namespace huiyin
