// huiyin pull SITE: the folder becomes what the newest edition is, where definitions were changed on a screen.
#include "app/pull_site.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct PullAnswer {
  bool ok = true;
  int64_t edition = 0;
  std::vector<std::string> written, removed, kept;
};
BOOST_DESCRIBE_STRUCT(PullAnswer, (), (ok, edition, written, removed, kept))

struct Wanted {
  Shell::Place place;
  bool over = false;
};

int pull(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  const auto site = open_told(shell, wanted.place, true);
  if (!site) return shell.code;
  const auto pulled = pull_site(*site->app, wanted.place.site_dir, wanted.over);
  if (!pulled) return terminal.fail(pulled.error());
  if (terminal.json) {
    terminal.print(json::write(PullAnswer{true, pulled->edition, pulled->written, pulled->removed, pulled->kept},
                               json::Form::full) +
                   "\n");
    return kDone;
  }
  terminal.say("pull.done", pulled->edition, pulled->written.size(), pulled->removed.size());
  for (const auto& path : pulled->kept) terminal.warn("pull.kept", path);
  return kDone;
}

}  // namespace

void add_pull(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("pull", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  command->add_flag("--over", wanted->over, std::string{shell.terminal.text("pull.option.over")});
  command->callback([&shell, wanted] { shell.code = pull(shell, *wanted); });
}

}  // namespace huiyin::cli
