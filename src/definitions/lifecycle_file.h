// lifecycles/*.yaml as Lifecycle. Every reference is resolved here: states and groups, actors, clocks, counters, flags,
// asks, form fields; what remains is what only the whole can show, and domain/check_lifecycle.h proves that.
#pragma once

#include <expected>
#include <set>

#include "definitions/finding.h"
#include "domain/lifecycle.h"

namespace huiyin {

// Reads and checks one file; the checker runs with `staffed` (default: every role has somebody). Pure; any thread.
std::expected<Lifecycle, Findings> read_lifecycle(const SourceFile& file);
std::expected<Lifecycle, Findings> read_lifecycle(const SourceFile& file, const std::set<Role>& staffed);

}  // namespace huiyin
