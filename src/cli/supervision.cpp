// huiyin supervision SITE: what a dispatch meeting goes through, as a table. Beside a running server too.
#include "app/review_list.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct ListedCase {
  std::string case_no, programme, lead, cause, owed, owed_at, proposed;
  int32_t level = 0;
  bool red = false;
  bool operator==(const ListedCase&) const = default;
};
BOOST_DESCRIBE_STRUCT(ListedCase, (), (case_no, programme, lead, cause, owed, owed_at, proposed, level, red))
struct SupervisionAnswer {
  bool ok = true;
  int64_t supervised = 0, red = 0, proposed = 0;
  std::vector<ListedCase> cases;
};
BOOST_DESCRIBE_STRUCT(SupervisionAnswer, (), (ok, supervised, red, proposed, cases))

ListedCase listed(const ReviewLine& line) {
  return {line.row.case_no, line.row.programme, line.row.lead,
          line.cause,       line.owed,          line.owed_at_ms == 0 ? std::string{} : format_instant(line.owed_at_ms),
          line.proposed,    line.level,         line.red};
}

void tell(const Terminal& terminal, const ListedCase& line) {
  if (line.level == 0) return terminal.say("supervision.proposed", line.case_no, line.lead, line.proposed);
  terminal.say(line.red ? "supervision.red" : "supervision.line", line.level, line.case_no, line.lead, line.cause,
               line.owed, line.owed_at);
}

int show(Shell& shell, const Shell::Place& place) {
  const auto& terminal = shell.terminal;
  const auto site = open_told(shell, place, true);
  if (!site) return shell.code;
  SupervisionAnswer answer;
  std::string after;
  do {
    const auto page = review_list(*site->app, the_system(), after);
    if (!page) return terminal.fail(page.error());
    answer.supervised += page->supervised;
    answer.red += page->red;
    answer.proposed += page->proposed;
    for (const auto& line : page->rows) answer.cases.push_back(listed(line));
    after = page->next;
  } while (!after.empty());
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  for (const auto& line : answer.cases) tell(terminal, line);
  terminal.say("supervision.done", answer.supervised, answer.red, answer.proposed);
  return kDone;
}

}  // namespace

void add_supervision(Shell& shell) {
  const auto place = std::make_shared<Shell::Place>();
  shell.add("supervision", place, true)->callback([&shell, place] { shell.code = show(shell, *place); });
}

}  // namespace huiyin::cli
