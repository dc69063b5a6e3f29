// The rules a test holds over this repository. Each looks at a tree and names what breaks it, "file:line: why"; an
// empty list means that it holds. The paths are those of the repository, whatever the root: samples can stand in for
// it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "architecture/functions.h"

namespace huiyin::architecture {

using Violations = std::vector<std::string>;
using Root = std::filesystem::path;

// base <- domain <- {ledger, triage, definitions} <- store <- app <- {sim, http} <- cli: includes only go left, and
// never between the siblings in braces. cli is where the program is put together, so it alone sees sim and http.
Violations includes_point_inwards(const Root& root);
// Coroutines stay in src/http (g++ 12 destroys some temporaries twice), and no co_await takes a lambda with captures.
Violations coroutines_keep_their_rule(const Root& root);

Violations files_stay_short(const Root& root);      // 400 lines
Violations functions_stay_short(const Root& root);  // 60 lines
std::vector<FunctionSpan> all_functions(const Root& root);

// No file, folder, class or namespace is named after utils, helpers, managers or what is merely common.
Violations names_say_what_things_are(const Root& root);
// No path of somebody's machine and no host of a package registry.
Violations no_place_of_this_machine(const Root& root);
// Nothing waits for the clock in a test, and no test is skipped.
Violations tests_never_sleep_or_skip(const Root& root);

// Every statement in src/store/sql is run by some source (as Sql::name); migrations run by being there.
Violations every_sql_file_is_used(const Root& root);
// Every docs/adr/NNNN-*.md stands in docs/adr/README.md and has the sections a decision has.
Violations decisions_are_listed_and_whole(const Root& root);
// Every relative link and picture of a Markdown page leads to a file of the repository.
Violations links_resolve(const Root& root);

}  // namespace huiyin::architecture
