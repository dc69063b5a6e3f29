// A new site from what is shipped: the plain sample, the lifecycles, the programmes; keys, store, accounts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/adopt_site.h"
#include "app/app.h"

namespace huiyin {

// The folder holding sites/, lifecycles/ and programmes/: $HUIYIN_SHARE, else ../share/huiyin or the nearest parent of
// the executable that has them. None -> unknown_thing naming what was looked for.
Result<std::string> share_dir();

// Writes a site folder: the sample's files, then the shipped lifecycles and programmes it does not bring itself, and a
// fresh key file. A folder that is there and not empty -> wrong_use. Unknown sample -> unknown_thing.
Result<void> write_site_folder(const std::string& share, const std::string& sample, const std::string& site_dir);

// The same with files that were made instead of a shipped sample. A folder that is there and not empty -> wrong_use.
Result<void> write_site_files(const std::string& share, const std::vector<SourceFile>& files,
                              const std::string& site_dir);

struct NewAccount {
  std::string login, name, password;
};
// The accounts of SITE/staff.csv (login,name,role,unit,place; one row a post) with generated passwords, also kept in
// SITE/data/demo_accounts.txt (mode 0600). Those whose column sign_in says "no" are made without a password, so that
// nobody signs in before `huiyin user` gives one, and are not among the answer. No such file -> none. A broken row ->
// broken_definition file:line; a login that exists keeps its password and is left out.
Result<std::vector<NewAccount>> create_staff_accounts(App& app, const std::string& site_dir);

}  // namespace huiyin
