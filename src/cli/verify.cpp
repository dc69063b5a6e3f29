// huiyin verify SITE: every stored number rebuilt from the events and compared. Beside a running server too.
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct VerifyAnswer {
  bool ok = false;
  int64_t events = 0, cases = 0, taken = 0, in_hand = 0, closed = 0, refused = 0, transferred = 0, withdrawn = 0,
          merged = 0, supervised = 0;
  std::vector<std::string> faults;
};
BOOST_DESCRIBE_STRUCT(VerifyAnswer, (),
                      (ok, events, cases, taken, in_hand, closed, refused, transferred, withdrawn, merged, supervised,
                       faults))

VerifyAnswer answer_of(const VerifyReport& report) {
  return {report.ok,      report.events,      report.cases,     report.taken,  report.in_hand,    report.closed,
          report.refused, report.transferred, report.withdrawn, report.merged, report.supervised, report.faults};
}

int verify(Shell& shell, const Shell::Place& place) {
  const auto& terminal = shell.terminal;
  const auto site = open_told(shell, place, true);
  if (!site) return shell.code;
  const auto report = site->store->verify(terminal.progress("verify.progress"));
  if (stop_wanted()) {
    terminal.warn("stopped.nothing_changed");
    return kFellShort;
  }
  if (!report) return terminal.fail(report.error());
  const auto answer = answer_of(*report);
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  for (const auto& fault : answer.faults) terminal.warn("verify.fault", fault);
  terminal.say(answer.ok ? "verify.done" : "verify.failed", answer.events, answer.cases);
  terminal.say("verify.identity", answer.taken, answer.in_hand, answer.closed, answer.refused, answer.transferred,
               answer.withdrawn, answer.merged, answer.supervised);
  return answer.ok ? kDone : kFellShort;
}

}  // namespace

void add_verify(Shell& shell) {
  const auto place = std::make_shared<Shell::Place>();
  shell.add("verify", place, true)->callback([&shell, place] { shell.code = verify(shell, *place); });
}

}  // namespace huiyin::cli
