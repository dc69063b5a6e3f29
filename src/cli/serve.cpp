// huiyin serve SITE: the server, until Ctrl-C or SIGTERM.
#include "http/serve.h"

#include "cli/commands.h"
#include "http/web.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  std::string listen = "127.0.0.1:12345";
  std::string intake_limits = "on";
  std::string access_log, text_program;
  size_t threads = 0, workers = 0;
};

int serve(Shell& shell, const Wanted& wanted) {
  http::ServeOptions options;
  options.site = wanted.place.site_dir;
  options.store_url = wanted.place.store_url;
  options.listen = wanted.listen;
  options.intake_limits = wanted.intake_limits == "on";
  options.web_dir = http::built_web();
  options.access_log = wanted.access_log;
  options.text_program = wanted.text_program;
  if (wanted.threads > 0) options.threads = wanted.threads;
  if (wanted.workers > 0) options.workers = wanted.workers;
  const auto served = http::serve(options);
  return served ? kDone : shell.terminal.fail(served.error());
}

}  // namespace

void add_serve(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("serve", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  const auto told = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  command->add_option("--listen", wanted->listen, told("serve.option.listen"));
  command->add_option("--intake-limits", wanted->intake_limits, told("serve.option.intake_limits"))
      ->check(CLI::IsMember({"on", "off"}));
  command->add_option("--access-log", wanted->access_log, told("serve.option.access_log"));
  command->add_option("--text-program", wanted->text_program, told("serve.option.text_program"))
      ->check(CLI::ExistingFile);
  command->add_option("--threads", wanted->threads, told("serve.option.threads"))->check(CLI::Range(1, 256));
  command->add_option("--workers", wanted->workers, told("serve.option.workers"))->check(CLI::Range(1, 256));
  command->callback([&shell, wanted] { shell.code = serve(shell, *wanted); });
}

}  // namespace huiyin::cli
