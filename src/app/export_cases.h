// Cases as a file: no words, no contact, no exact point; codes and times only, within the caller's bounds, on record.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/app.h"
#include "app/caller.h"
#include "app/list_cases.h"

namespace huiyin {

enum class ExportFormat { csv, json_lines };

// Called with one piece of output after another; false stops the export.
using Sink = std::function<bool(std::string_view)>;

// Streams page by page; memory does not grow with the cases. CSV is RFC 4180 with a byte order mark, and a cell that a
// spreadsheet would run is quoted with an apostrophe. Not staff, or a post without cases: not_your_role.
// Returns the number of cases.
Result<int64_t> export_cases(App& app, const Caller& caller, const ListInput& input, ExportFormat format,
                             const Sink& sink);

}  // namespace huiyin
