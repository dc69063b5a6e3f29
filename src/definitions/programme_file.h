// programmes/*.yaml as Programme, checked against the lifecycle it names: every clock has a limit, every sample a
// share, raising has tiers to go to. That default_category exists is for the site's reader, who has the tree.
#pragma once

#include <expected>
#include <map>

#include "definitions/finding.h"
#include "domain/programme.h"

namespace huiyin {

// Pure; safe from any thread.
std::expected<Programme, Findings> read_programme(const SourceFile& file,
                                                  const std::map<std::string, Lifecycle>& lifecycles);

}  // namespace huiyin
