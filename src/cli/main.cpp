// huiyin: the command line. Exit codes: 0 done, 1 fell short, 2 wrong use.
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <exception>

#include "cli/commands.h"

namespace huiyin::cli {
namespace {

void add_all(Shell& shell) {
  add_init(shell);
  add_apply(shell);
  add_pull(shell);
  add_check(shell);
  add_serve(shell);
  add_import(shell);
  add_export(shell);
  add_supervision(shell);
  add_boards(shell);
  add_verify(shell);
  add_explain(shell);
  add_duties(shell);
  add_simulate(shell);
  add_places(shell);
  add_user(shell);
  add_backup(shell);
  add_restore(shell);
  add_lifecycle(shell);
}

void add_options(CLI::App& root, Terminal& terminal) {
  static std::string language;  // read before the parser runs; here so that it is known and shown
  const auto told = [&](const char* key) { return std::string{terminal.text(key)}; };
  root.add_option("--lang", language, told("option.lang"))->check(CLI::IsMember({"zh", "en"}));
  root.add_flag("--json", terminal.json, told("option.json"));
  root.add_flag("--progress", terminal.shows_progress, told("option.progress"));
  root.set_version_flag("--version", "huiyin " HUIYIN_VERSION);
  root.require_subcommand(1);
}

int run(int argc, const char* const* argv) {
  Terminal terminal{language_of(argc, argv)};
  CLI::App root{std::string{terminal.text("huiyin")}, "huiyin"};
  add_options(root, terminal);
  Shell shell{root, terminal};
  add_all(shell);
  try {
    root.parse(argc, argv);
  } catch (const CLI::Success& wanted) {  // --help, --version
    return root.exit(wanted);
  } catch (const CLI::ParseError& wrong) {
    terminal.warn("error.use", wrong.what());
    return kWrongUse;
  }
  return shell.code;
}

}  // namespace
}  // namespace huiyin::cli

int main(int argc, char** argv) {
  // Standard output is for answers.
  spdlog::set_default_logger(spdlog::stderr_color_mt("huiyin"));
  try {
    return huiyin::cli::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "huiyin: %s\n", error.what());
    return huiyin::cli::kFellShort;
  }
}
