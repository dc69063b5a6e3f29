// huiyin import SITE FILE --map MAP: another system's requests as cases with their history.
#include <filesystem>

#include "app/import_requests.h"
#include "app/private_file.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

namespace fs = std::filesystem;

struct Wanted {
  Shell::Place place;
  std::string table, map;
};

void tell_row(const Terminal& terminal, std::string_view key, const ImportCounts& counts) {
  terminal.say("import.row", terminal.text(key), counts.taken, counts.in_hand, counts.closed, counts.late,
               counts.refused, counts.transferred, counts.withdrawn);
}

void tell(const Terminal& terminal, const ImportReport& report) {
  if (terminal.json) return terminal.print(json::write(report, json::Form::full) + "\n");
  terminal.say("import.rows", report.rows, report.file.taken, report.already, report.added.taken, report.rejected);
  terminal.say("import.head");
  tell_row(terminal, "import.file", report.file);
  tell_row(terminal, "import.added", report.added);
  tell_row(terminal, "import.moved", report.moved);
  terminal.say(report.agrees ? "import.agrees" : "import.disagrees");
  if (!report.rejects_file.empty()) terminal.warn("import.rejects", report.rejected, report.rejects_file);
  if (report.stopped) terminal.warn("import.stopped");
}

int import(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  auto table = read_whole_file(wanted.table);
  if (!table) return terminal.fail(table.error());
  auto map_text = read_whole_file(wanted.map);
  if (!map_text) return terminal.fail(map_text.error());
  const auto site = open_told(shell, wanted.place, false);
  if (!site) return shell.code;
  const auto today = site->app->definitions();
  if (!today) return terminal.fail(Refusal{RefusalCode::unknown_thing, "no definitions are adopted yet", {}, {}});
  const auto map = read_import_map({wanted.map, std::move(*map_text)}, *today);
  if (!map) {
    return terminal.fail(
        NotAdopted{{RefusalCode::broken_definition, std::string{terminal.text("import.map_broken")}, wanted.map, {}},
                   map.error()});
  }
  const auto rejects = fs::path{wanted.place.site_dir} / "data" / "imports" /
                       (fs::path{wanted.table}.filename().string() + ".rejects.csv");
  const auto report =
      import_requests(*site->app, {std::move(*table), rejects.string()}, *map, terminal.progress("import.progress"));
  if (!report) return terminal.fail(report.error());
  tell(terminal, *report);
  return report->ok ? kDone : kFellShort;
}

}  // namespace

void add_import(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  const std::shared_ptr<Shell::Place> place{wanted, &wanted->place};
  auto* command = shell.add("import", place, true);
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  command->add_option("FILE", wanted->table, told("import.option.file"))->required();
  command->add_option("--map", wanted->map, told("import.option.map"))->required();
  command->callback([&shell, wanted] { shell.code = import(shell, *wanted); });
}

}  // namespace huiyin::cli
