// huiyin duties dry-run SITE --table NEW.csv: what a new duty table would have sent elsewhere. Beside a running server
// too.
#include <limits>

#include "app/dry_run_duties.h"
#include "app/private_file.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

constexpr size_t kMovesTold = 50;

struct Wanted {
  Shell::Place place;
  std::string table, from, until;
};

std::string unit_text(const Terminal& terminal, const UnitView& unit) {
  if (unit.code.empty()) return std::string{terminal.text("duties.nobody")};
  return fmt::format("{} {}", unit.code, terminal.of(unit.name));
}

void tell(const Terminal& terminal, const DutyDryRun& told) {
  terminal.say("duties.cases", told.cases, told.moved, told.edition);
  for (size_t i = 0; i < std::min(told.moves.size(), kMovesTold); ++i) {
    const auto& move = told.moves[i];
    terminal.say("duties.move", move.case_no, move.category, unit_text(terminal, move.before), move.row_before.line,
                 unit_text(terminal, move.after), move.row_after.line);
  }
  if (told.moved > static_cast<int64_t>(kMovesTold)) {
    terminal.say("duties.more", told.moved - static_cast<int64_t>(kMovesTold));
  }
  if (told.cases > 0) terminal.say("duties.units");
  for (const auto& load : told.units) {
    if (load.before == load.after) continue;
    terminal.say("duties.unit", unit_text(terminal, load.unit), load.before, load.after, load.after - load.before);
  }
}

int dry_run(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  auto table = read_whole_file(wanted.table);
  if (!table) return terminal.fail(table.error());
  const auto site = open_told(shell, wanted.place, true);
  if (!site) return shell.code;
  DutyTrial trial{wanted.table, std::move(*table), wanted.from, wanted.until};
  if (terminal.json) trial.moves_max = std::numeric_limits<size_t>::max();
  const auto told = dry_run_duties(*site->app, the_system(), trial, terminal.progress("duties.progress"));
  if (!told) return terminal.fail(told.error());
  if (terminal.json) terminal.print(json::write(*told, json::Form::full) + "\n");
  if (!told->ok) {
    terminal.tell(told->problems);
    terminal.warn("check.problems", told->problems.size());
    return kFellShort;
  }
  tell(terminal, *told);
  return kDone;
}

}  // namespace

void add_duties(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  auto* duties = shell.add_without_site(shell.root, "duties", "duties");
  duties->require_subcommand(1);
  auto* command = shell.add_without_site(*duties, "dry-run", "duties.dry_run");
  command->add_option("SITE", wanted->place.site_dir, told("option.site"))->required();
  command->add_option("--table", wanted->table, told("duties.option.table"))->required();
  command->add_option("--from", wanted->from, told("duties.option.from"));
  command->add_option("--until", wanted->until, told("duties.option.until"));
  command->add_option("--store", wanted->place.store_url, told("option.store"));
  command->callback([&shell, wanted] { shell.code = dry_run(shell, *wanted); });
}

}  // namespace huiyin::cli
