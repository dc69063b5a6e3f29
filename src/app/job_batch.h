// Jobs for single cases, handed to the writer together and waited for together.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "app/app.h"

namespace huiyin {

// One job a case: `decide` as a Job's, with the state of that case.
using CaseDecision = std::function<Result<Draft>(const Case&)>;

// Returns after the last commit, with the refusals. Not for the writer's own thread.
std::map<CaseId, Refusal> run_for_each(App& app, std::vector<std::pair<CaseId, CaseDecision>> jobs);

}  // namespace huiyin
