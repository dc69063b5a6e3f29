// huiyin explain SITE CASE: why this category, this unit, this due time.
#include <fmt/ranges.h>

#include "app/explain_case.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  std::string case_no;
};

std::string cells_of(const DutyRowView& row) {
  return fmt::format("{}", fmt::join({row.category, row.place, row.lead, row.parties, row.supervising, row.backstop,
                                      row.valid_from, row.valid_until},
                                     ","));
}

void tell(const Terminal& terminal, const Explanation& told) {
  if (terminal.json) return terminal.print(json::write(told, json::Form::full) + "\n");
  terminal.say("explain.category", told.case_no, told.edition, told.category, terminal.of(told.category_title));
  for (const auto& guess : told.guesses) {
    if (guess.category == told.category && !guess.keywords.empty())
      terminal.say("explain.keywords", fmt::join(guess.keywords, ", "));
  }
  const auto& duty = told.duty;
  if (!duty.refusal.empty()) {
    terminal.say("explain.no_duty", duty.refusal);
  } else {
    terminal.say("explain.duty", duty.line, duty.category, duty.place, duty.lead.code, terminal.of(duty.lead.name));
  }
  for (const auto& dispatch : told.dispatches) {
    terminal.say(dispatch.by_hand ? "explain.dispatch_by_hand" : "explain.dispatch", format_instant(dispatch.at_ms),
                 dispatch.kind, dispatch.edition, dispatch.row.line, cells_of(dispatch.row), dispatch.lead.code,
                 terminal.of(dispatch.lead.name));
  }
  if (told.due.empty()) return terminal.say("explain.no_promise");
  terminal.say("explain.due", told.clock, told.limit);
  for (const auto& step : told.due) {
    terminal.print(fmt::format("  {:<20} {}  {}\n", step.kind, format_instant(step.from_at_ms),
                               step.to_at_ms == step.from_at_ms ? std::string{} : format_instant(step.to_at_ms)));
  }
}

int explain(Shell& shell, const Wanted& wanted) {
  const auto site = open_told(shell, wanted.place, true);
  if (!site) return shell.code;
  const auto told = explain_case(*site->app, the_system(), wanted.case_no);
  if (!told) return shell.terminal.fail(told.error());
  tell(shell.terminal, *told);
  return kDone;
}

}  // namespace

void add_explain(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("explain", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  command->add_option("CASE", wanted->case_no, std::string{shell.terminal.text("option.case")})->required();
  command->callback([&shell, wanted] { shell.code = explain(shell, *wanted); });
}

}  // namespace huiyin::cli
