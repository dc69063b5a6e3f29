// huiyin boards SITE freeze --month 2026-10: keeps a month's figures as they stand now. The server does it by itself.
#include "app/freeze_months.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  std::string month;
};
struct FreezeAnswer {
  bool ok = true;
  std::string month, frozen_at;
  int64_t log_seq = 0;
};
BOOST_DESCRIBE_STRUCT(FreezeAnswer, (), (ok, month, frozen_at, log_seq))

int freeze(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  const auto site = open_told(shell, wanted.place, false);
  if (!site) return shell.code;
  const auto frozen = freeze_month(*site->app, wanted.month);
  if (!frozen) return terminal.fail(frozen.error());
  const FreezeAnswer answer{true, frozen->month, format_instant(frozen->frozen_at_ms), frozen->log_seq};
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say("boards.frozen", answer.month, answer.frozen_at, answer.log_seq);
  return kDone;
}

}  // namespace

void add_boards(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* boards = shell.add("boards", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  boards->require_subcommand(1);
  auto* command = shell.add_without_site(*boards, "freeze", "boards.freeze");
  command->add_option("--month", wanted->month, std::string{shell.terminal.text("boards.option.month")})->required();
  command->callback([&shell, wanted] { shell.code = freeze(shell, *wanted); });
}

}  // namespace huiyin::cli
