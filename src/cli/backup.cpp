// huiyin backup SITE DIR and huiyin restore SITE DIR.
#include "app/backup_site.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  std::string folder;
};
struct FolderAnswer {
  bool ok = true;
  std::string site, folder;
};
BOOST_DESCRIBE_STRUCT(FolderAnswer, (), (ok, site, folder))

int done(const Terminal& terminal, std::string_view key, const Wanted& wanted) {
  const FolderAnswer answer{true, wanted.place.site_dir, wanted.folder};
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say(key, answer.site, answer.folder);
  return kDone;
}

int backup(Shell& shell, const Wanted& wanted) {
  const auto site = open_told(shell, wanted.place, true);
  if (!site) return shell.code;
  const auto copied = backup_site(*site->app, wanted.folder, shell.terminal.progress("backup.progress"));
  if (!copied) return shell.terminal.fail(copied.error());
  return done(shell.terminal, "backup.done", wanted);
}

int restore(Shell& shell, const Wanted& wanted) {
  const auto restored = restore_site(wanted.folder, wanted.place.site_dir, wanted.place.store_url,
                                     shell.terminal.progress("restore.progress"));
  if (!restored) return shell.terminal.fail(restored.error());
  return done(shell.terminal, "restore.done", wanted);
}

void add(Shell& shell, const std::string& name, int (*run)(Shell&, const Wanted&)) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add(name, std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  command->add_option("DIR", wanted->folder, std::string{shell.terminal.text(name + ".option.dir")})->required();
  command->callback([&shell, wanted, run] { shell.code = run(shell, *wanted); });
}

}  // namespace

void add_backup(Shell& shell) {
  add(shell, "backup", backup);
}

void add_restore(Shell& shell) {
  add(shell, "restore", restore);
}

}  // namespace huiyin::cli
