// huiyin init SITE [--sample [--seed N]]: the plain district or a generated one, adopted, with its demo accounts.
#include "app/init_site.h"
#include "base/json.h"
#include "cli/commands.h"
#include "sim/district.h"

namespace huiyin::cli {
namespace {

constexpr const char* kPlain = "plain";

struct Wanted {
  bool sample = false;
  uint64_t seed = sim::kDefaultSeed;
};

struct AccountAnswer {
  std::string login, name, password;
  bool operator==(const AccountAnswer&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountAnswer, (), (login, name, password))
struct InitAnswer {
  bool ok = true;
  std::string site;
  int64_t edition = 0;
  std::vector<AccountAnswer> accounts;
};
BOOST_DESCRIBE_STRUCT(InitAnswer, (), (ok, site, edition, accounts))

void tell(const Terminal& terminal, const InitAnswer& answer) {
  if (terminal.json) return terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say("init.done", answer.site, answer.edition);
  terminal.say("init.accounts", answer.site);
  for (const auto& account : answer.accounts) {
    terminal.print(fmt::format("  {:<18} {}  {}\n", account.login, account.password, account.name));
  }
  terminal.say("init.next", answer.site);
}

Result<void> write_site(const Wanted& wanted, const std::string& site_dir) {
  const auto share = share_dir();
  if (!share) return std::unexpected(share.error());
  if (!wanted.sample) return write_site_folder(*share, kPlain, site_dir);
  const auto district = sim::make_district(*share, wanted.seed);
  if (!district) return std::unexpected(district.error());
  return write_site_files(*share, district->files, site_dir);
}

int init(Shell& shell, const Shell::Place& place, const Wanted& wanted) {
  const auto& terminal = shell.terminal;
  if (auto written = write_site(wanted, place.site_dir); !written) return terminal.fail(written.error());
  const auto site = open_told(shell, place, false);
  if (!site) return shell.code;
  const auto edition = adopt_site(*site->app, the_system(), place.site_dir);
  if (!edition) return terminal.fail(edition.error());
  const auto accounts = create_staff_accounts(*site->app, place.site_dir);
  if (!accounts) return terminal.fail(accounts.error());
  InitAnswer answer{true, place.site_dir, edition->edition, {}};
  for (const auto& account : *accounts) answer.accounts.push_back({account.login, account.name, account.password});
  tell(terminal, answer);
  return kDone;
}

}  // namespace

void add_init(Shell& shell) {
  const auto place = std::make_shared<Shell::Place>();
  const auto wanted = std::make_shared<Wanted>();
  auto* command = shell.add("init", place, true);
  auto* sample = command->add_flag("--sample", wanted->sample, std::string{shell.terminal.text("init.option.sample")});
  command->add_option("--seed", wanted->seed, std::string{shell.terminal.text("init.option.seed")})->needs(sample);
  command->callback([&shell, place, wanted] { shell.code = init(shell, *place, *wanted); });
}

}  // namespace huiyin::cli
