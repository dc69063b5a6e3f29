// huiyin export SITE --format csv|jsonl [--out FILE]: cases as a file, without words, contact or exact points.
#include <cstdio>
#include <fstream>

#include "app/export_cases.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  std::string format = "csv";
  std::string out;
};
struct ExportAnswer {
  bool ok = true;
  int64_t cases = 0;
  std::string out;
};
BOOST_DESCRIBE_STRUCT(ExportAnswer, (), (ok, cases, out))

Result<int64_t> write_cases(App& app, const Wanted& wanted) {
  const auto format = wanted.format == "csv" ? ExportFormat::csv : ExportFormat::json_lines;
  std::ofstream file;
  if (!wanted.out.empty()) file.open(wanted.out, std::ios::binary | std::ios::trunc);
  const auto write = [&](std::string_view piece) {
    if (wanted.out.empty()) return std::fwrite(piece.data(), 1, piece.size(), stdout) == piece.size() && !stop_wanted();
    return file.write(piece.data(), static_cast<std::streamsize>(piece.size())) && !stop_wanted();
  };
  const auto cases = export_cases(app, the_system(), {}, format, write);
  if (wanted.out.empty()) {
    std::fflush(stdout);
    return cases;
  }
  if (cases && !file.flush()) return refuse(RefusalCode::store_unavailable, "the file cannot be written", wanted.out);
  return cases;
}

int export_to(Shell& shell, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  stop_on_signals();
  const auto site = open_told(shell, wanted.place, false);
  if (!site) return shell.code;
  const auto cases = write_cases(*site->app, wanted);
  if (!cases) return terminal.fail(cases.error());
  if (stop_wanted()) {
    terminal.warn("export.stopped", *cases);
    return kFellShort;
  }
  if (wanted.out.empty()) return kDone;  // standard output is the export
  if (terminal.json) terminal.print(json::write(ExportAnswer{true, *cases, wanted.out}, json::Form::full) + "\n");
  terminal.say("export.done", *cases, wanted.out);
  return kDone;
}

}  // namespace

void add_export(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("export", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  command->add_option("--format", wanted->format, told("export.option.format"))->check(CLI::IsMember({"csv", "jsonl"}));
  command->add_option("--out", wanted->out, told("export.option.out"));
  command->callback([&shell, wanted] { shell.code = export_to(shell, *wanted); });
}

}  // namespace huiyin::cli
