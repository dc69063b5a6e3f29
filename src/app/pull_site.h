// The folder of a site against what its store holds: definitions may have been changed on a screen since the folder was
// last adopted.
#pragma once

#include <string>
#include <vector>

#include "app/adopt_site.h"

namespace huiyin {

// Paths, sorted. What is as in the newest edition stands in none of them.
struct FolderStanding {
  int64_t edition = 0;             // the newest; 0: nothing adopted, then the rest is empty
  std::vector<std::string> older;  // as in an older edition, and different or gone in the newest
  std::vector<std::string> newer;  // only in the newest edition, where it is not of the first
  std::vector<std::string> own;    // changed by hand, or new: in no edition
};

Result<FolderStanding> folder_standing(App& app, const std::vector<SourceFile>& files);

struct Pulled {
  int64_t edition = 0;
  std::vector<std::string> written, removed;
  std::vector<std::string> kept;  // new files of the folder's own that no edition knows
};

// Makes the folder what the newest edition is. A file changed by hand that the newest edition has too -> rule_not_met
// with the paths in `allowed`, unless `over`; then nothing is written. Nothing adopted -> unknown_thing.
Result<Pulled> pull_site(App& app, const std::string& site_dir, bool over);

}  // namespace huiyin
