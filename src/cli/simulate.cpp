// huiyin simulate SITE: a past from a seed; or the same days from many seeds; or what a change would do.
#include "app/private_file.h"
#include "base/json.h"
#include "cli/commands.h"
#include "sim/many_seeds.h"
#include "sim/simulate_year.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  int64_t days = 365;
  uint64_t seed = 1;
  int64_t seeds = 0;
  std::string from, habits, change;
};

struct YearAnswer {
  bool ok = true;
  bool stopped = false;
  uint64_t seed = 0;
  std::string from, until;
  int64_t days = 0, cases = 0, events = 0, taken = 0, done = 0, in_hand = 0, supervised = 0, district = 0, closed = 0,
          refused = 0, transferred = 0, withdrawn = 0, merged = 0, refusals = 0;
};
BOOST_DESCRIBE_STRUCT(YearAnswer, (),
                      (ok, stopped, seed, from, until, days, cases, events, taken, done, in_hand, supervised, district,
                       closed, refused, transferred, withdrawn, merged, refusals))

YearAnswer answer_of(const sim::Year& year, const Wanted& wanted, const sim::Span& span) {
  const auto& ledger = year.ledger;
  YearAnswer answer{!year.stopped, year.stopped, wanted.seed, format_instant(span.from_at_ms),
                    format_instant(span.until_at_ms)};
  answer.days = year.days;
  answer.cases = year.cases;
  answer.events = year.events;
  answer.taken = ledger.taken;
  answer.done = ledger.done();
  answer.in_hand = ledger.in_hand;
  answer.supervised = ledger.supervised;
  answer.district = ledger.district;
  answer.closed = ledger.closed;
  answer.refused = ledger.refused;
  answer.transferred = ledger.transferred;
  answer.withdrawn = ledger.withdrawn;
  answer.merged = ledger.merged;
  for (const auto& refusal : year.refusals) answer.refusals += refusal.count;
  return answer;
}

int tell(const Terminal& terminal, const sim::Year& year, const YearAnswer& answer) {
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say("simulate.done", answer.days, answer.cases, answer.events);
  terminal.say("simulate.ledger", answer.taken, answer.done, answer.in_hand, answer.supervised, answer.district);
  terminal.say("verify.identity", answer.taken, answer.in_hand, answer.closed, answer.refused, answer.transferred,
               answer.withdrawn, answer.merged, answer.supervised);
  if (answer.refusals > 0) terminal.say("simulate.refusals", answer.refusals);
  for (const auto& refusal : year.refusals) {
    if (!terminal.json) {
      terminal.print(
          fmt::format("  {:>5}  {} {}: {}\n", refusal.count, refusal.command, refusal.code, refusal.example));
    }
  }
  if (answer.stopped) terminal.warn("simulate.stopped", answer.days);
  return answer.ok ? kDone : kFellShort;
}

void tell_row(const Terminal& terminal, const char* key, const sim::Summary& summary) {
  terminal.print(fmt::format("{:>10}  {:>9.1f} {:>8.1f} {:>9.0f} {:>9.0f}\n", terminal.text(key), summary.mean,
                             summary.deviation, summary.least, summary.most));
}

// Means are no whole numbers, which is all our records hold: written here.
std::string json_of(const sim::Summary& summary) {
  return fmt::format(R"({{"mean":{:.3f},"deviation":{:.3f},"least":{:.0f},"most":{:.0f}}})", summary.mean,
                     summary.deviation, summary.least, summary.most);
}

std::string json_of(const sim::SeedsReport& report) {
  std::string seeds;
  for (const auto& line : report.seeds) seeds += (seeds.empty() ? "" : ",") + json::write(line, json::Form::full);
  return fmt::format(
      R"({{"ok":{},"within":{},"stopped":{},"taken":{},"done":{},"in_hand":{},"supervised":{},"district":{},"on_time_bp":{},"seeds":[{}]}})",
      report.within, report.within, report.stopped, json_of(report.taken), json_of(report.done),
      json_of(report.in_hand), json_of(report.supervised), json_of(report.district), json_of(report.on_time_bp), seeds);
}

std::string json_of(const sim::Comparison& comparison) {
  std::string measures;
  for (const auto& measure : comparison.measures) {
    measures += fmt::format(
        R"({}{{"unit":"{}","measure":"{}","without":{:.4f},"with":{:.4f},"difference":{:.4f},"low":{:.4f},"high":{:.4f}}})",
        measures.empty() ? "" : ",", measure.unit, measure.measure, measure.without, measure.with,
        measure.difference.mean, measure.difference.low, measure.difference.high);
  }
  return fmt::format(R"({{"ok":{},"seeds":{},"stopped":{},"measures":[{}]}})", !comparison.stopped, comparison.seeds,
                     comparison.stopped, measures);
}

int tell(const Terminal& terminal, const sim::SeedsReport& report) {
  if (terminal.json) {
    terminal.print(json_of(report) + "\n");
    return report.within ? kDone : kFellShort;
  }
  if (report.stopped) {
    terminal.warn("stopped.nothing_changed");
    return kFellShort;
  }
  terminal.say("simulate.seeds_head");
  for (const auto& line : report.seeds) {
    terminal.print(fmt::format("{:>6} {:>7} {:>7} {:>7} {:>7} {:>7} {:>8} {:>8.2f}%\n", line.seed, line.taken,
                               line.done, line.in_hand, line.supervised, line.district, line.events,
                               static_cast<double>(line.on_time_bp) / 100));
  }
  terminal.say("simulate.summary_head");
  tell_row(terminal, "simulate.taken", report.taken);
  tell_row(terminal, "simulate.closed", report.done);
  tell_row(terminal, "simulate.in_hand", report.in_hand);
  tell_row(terminal, "simulate.supervised", report.supervised);
  tell_row(terminal, "simulate.district", report.district);
  terminal.say(report.within ? "simulate.within" : "simulate.outside");
  return report.within ? kDone : kFellShort;
}

int tell(const Terminal& terminal, const sim::Comparison& comparison) {
  if (terminal.json) {
    terminal.print(json_of(comparison) + "\n");
    return comparison.stopped ? kFellShort : kDone;
  }
  if (comparison.stopped) {
    terminal.warn("stopped.nothing_changed");
    return kFellShort;
  }
  terminal.say("simulate.compare_head", comparison.seeds);
  std::string unit = "-";
  for (const auto& measure : comparison.measures) {
    if (unit != measure.unit) {
      unit = measure.unit;
      terminal.print(fmt::format("{}\n", unit.empty() ? terminal.text("simulate.whole") : std::string_view{unit}));
    }
    const bool share = measure.measure == "on_time" || measure.measure == "load";
    const double scale = share ? 100 : 1;
    const auto name = terminal.text("simulate.measure." + measure.measure);
    terminal.print(fmt::format("  {:>9.2f} {:>9.2f} {:>+9.2f} [{:+.2f}, {:+.2f}]  {}\n", measure.without * scale,
                               measure.with * scale, measure.difference.mean * scale, measure.difference.low * scale,
                               measure.difference.high * scale, name));
  }
  return kDone;
}

int compare(Shell& shell, const Wanted& wanted, const sim::SimulatedSite& site, const sim::Span& span) {
  const auto& terminal = shell.terminal;
  auto bytes = read_whole_file(wanted.change);
  if (!bytes) return terminal.fail(bytes.error());
  const auto change = sim::read_change({wanted.change, std::move(*bytes)}, *site.today);
  if (!change) {
    return terminal.fail(NotAdopted{
        {RefusalCode::broken_definition, std::string{terminal.text("simulate.change_broken")}, wanted.change, {}},
        change.error()});
  }
  const int64_t seeds = wanted.seeds == 0 ? 10 : wanted.seeds;
  const auto comparison = sim::compare(site, *change, span, seeds, terminal.progress("simulate.progress"));
  return comparison ? tell(terminal, *comparison) : terminal.fail(comparison.error());
}

int simulate(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  const bool only_tries = wanted.seeds > 0 || !wanted.change.empty();
  const auto open = open_told(shell, wanted.place, only_tries);
  if (!open) return shell.code;
  const auto site = sim::simulated_site(*open->app, wanted.habits);
  if (!site) return terminal.fail(site.error());
  std::optional<LocalDate> from;
  if (!wanted.from.empty()) {
    const auto date = parse_date(wanted.from);
    if (!date) return terminal.fail(date.error());
    from = *date;
  }
  const auto span = sim::span_of(*site->today, open->app->now_at_ms(), wanted.days, from);
  if (!span) return terminal.fail(span.error());
  if (!wanted.change.empty()) return compare(shell, wanted, *site, *span);
  const auto progress = terminal.progress("simulate.progress");
  if (wanted.seeds > 0) {
    const auto report = sim::live_seeds(*site, *span, wanted.seeds, progress);
    return report ? tell(terminal, *report) : terminal.fail(report.error());
  }
  const auto year = sim::simulate_year(*open->app, *site, wanted.seed, *span, progress);
  return year ? tell(terminal, *year, answer_of(*year, wanted, *span)) : terminal.fail(year.error());
}

}  // namespace

void add_simulate(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  const std::shared_ptr<Shell::Place> place{wanted, &wanted->place};
  auto* command = shell.add("simulate", place, true);
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  command->add_option("--days", wanted->days, told("simulate.option.days"));
  command->add_option("--from", wanted->from, told("simulate.option.from"));
  command->add_option("--habits", wanted->habits, told("simulate.option.habits"));
  auto* seed = command->add_option("--seed", wanted->seed, told("simulate.option.seed"));
  command->add_option("--seeds", wanted->seeds, told("simulate.option.seeds"))
      ->check(CLI::Range(int64_t{1}, int64_t{1'000}))
      ->excludes(seed);
  command->add_option("--change", wanted->change, told("simulate.option.change"));
  command->callback([&shell, wanted] { shell.code = simulate(shell, *wanted); });
}

}  // namespace huiyin::cli
