// From a folder people edit to an edition the server reads. Either everything is adopted or nothing.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "definitions/finding.h"
#include "definitions/site.h"

namespace huiyin {

// The definition files of a site folder, sorted by path; its `data` folder, staff.csv and hidden files are no part of
// it.
// Unreadable folder -> unknown_thing; a file over 64 MB -> too_large.
Result<std::vector<SourceFile>> read_site_folder(const std::string& site_dir);

// Why an adoption did not happen: a refusal, or what is wrong in which file.
struct NotAdopted {
  Refusal refusal;
  Findings findings;
};

// Checks the folder, stores it as the next edition, effective at once. Open cases keep the edition they run under.
std::expected<Edition, NotAdopted> adopt_site(App& app, const Caller& caller, const std::string& site_dir);
// The check alone.
std::expected<void, NotAdopted> check_site(const std::string& site_dir);

}  // namespace huiyin
