// From a folder people edit to an edition the server reads. Either everything is adopted or nothing.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/carry_over.h"
#include "definitions/finding.h"
#include "definitions/site.h"

namespace huiyin {

// The definition files of a site folder, sorted by path; its `data` folder, staff.csv and hidden files are no part of
// it.
// Unreadable folder -> unknown_thing; a file over 64 MB -> too_large.
Result<std::vector<SourceFile>> read_site_folder(const std::string& site_dir);

// Whether a path within a site folder, with slashes, names a definition file.
bool is_definition_path(const std::string& path);

// Why an adoption did not happen: a refusal; what is wrong in which file; which open cases stand against it.
struct NotAdopted {
  Refusal refusal;
  Findings findings;
  std::vector<StrandedCase> stranded;  // the first hundred
  int64_t stranded_count = 0;
};

struct Adopted {
  int64_t edition = 0;
  int64_t effective_at_ms = 0;
  bool is_new = false;  // false: the folder is what this edition holds already
  CarryReport carried;
};

// Either may stop its part: while cases are looked at nothing has changed, while they are carried over the rest is done
// by the next adoption or by the server.
struct AdoptProgress {
  Progress looking, carrying;
};

// Checks the folder as of now, stores it as the next edition, effective at once, and carries the open cases over to it.
// They keep programme, lifecycle and categories of the edition they run under. A folder that is the newest edition
// already is not adopted again; what is left of its carrying over is done. An open case that would be left without a
// grid, or whose clocks could not be counted -> rule_not_met with the cases, and nothing is changed.
std::expected<Adopted, NotAdopted> adopt_site(App& app, const Caller& caller, const std::string& site_dir,
                                              const AdoptProgress& progress = {});
// The same of files that were read already. `after_edition`: the newest edition they were made from; when another was
// adopted since -> stale_version. 0: whatever is there.
std::expected<Adopted, NotAdopted> adopt_files(App& app, const Caller& caller, std::vector<SourceFile> files,
                                               int64_t after_edition = 0, const AdoptProgress& progress = {});
// What adopting them would do; changes nothing. Files that do not hold -> broken_definition with the findings; stopped
// by `progress` -> wrong_use.
std::expected<CarryForecast, NotAdopted> try_files(App& app, const Caller& caller, const std::vector<SourceFile>& files,
                                                   const Progress& progress = {});
// The check alone, as of now.
std::expected<void, NotAdopted> check_site(const std::string& site_dir);

// Who may adopt: else not_your_role.
Result<void> may_adopt(const Caller& caller);

}  // namespace huiyin
