#include "app/dry_run_duties.h"
#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

Result<Response> dry_run(const Api& api, const Request& request, const Caller& caller) {
  auto input = read_body<DutyTrialBody>(request);
  if (!input) return std::unexpected(input.error());
  DutyTrial trial;
  trial.table = std::move(input->table);
  trial.from = std::move(input->from);
  trial.until = std::move(input->until);
  return shown(api, 200, dry_run_duties(api.app, caller, trial));
}

}  // namespace

void add_duty_routes(Api& api, Router& router) {
  router.add(
      NewRoute{api, "POST /api/v1/duties/dry-run", "dry_run_duties", for_staff({"system_admin"})}
          .says("definitions", "Try a duty table over past cases; nothing changes")
          .takes<DutyTrialBody>({"table"})
          .answers<DutyDryRun>(200, "What would have gone elsewhere; or ok=false and what is wrong with the table")
          .by([&api](const Request& request, const Caller& caller) { return dry_run(api, request, caller); }));
}

}  // namespace huiyin::http
