// huiyin apply SITE: what the folder says becomes the next edition, or every finding is told and nothing changes.
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct ApplyAnswer {
  bool ok = true;
  int64_t edition = 0;
  std::string effective_at;
};
BOOST_DESCRIBE_STRUCT(ApplyAnswer, (), (ok, edition, effective_at))

int apply_folder(Shell& shell, const Shell::Place& place) {
  const auto& terminal = shell.terminal;
  // A folder that does not hold is told before anything is opened.
  if (const auto holds = check_site(place.site_dir); !holds) return terminal.fail(holds.error());
  const auto site = open_told(shell, place, false);
  if (!site) return shell.code;
  const auto edition = adopt_site(*site->app, the_system(), place.site_dir);
  if (!edition) return terminal.fail(edition.error());
  const ApplyAnswer answer{true, edition->edition, format_instant(edition->effective_at_ms)};
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say("apply.done", answer.edition, answer.effective_at);
  return kDone;
}

}  // namespace

void add_apply(Shell& shell) {
  const auto place = std::make_shared<Shell::Place>();
  shell.add("apply", place, true)->callback([&shell, place] { shell.code = apply_folder(shell, *place); });
}

}  // namespace huiyin::cli
