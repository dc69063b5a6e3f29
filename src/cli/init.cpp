// huiyin init SITE: the plain district, adopted, with its demo accounts.
#include "app/init_site.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

constexpr const char* kSample = "plain";

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
    terminal.print(fmt::format("  {:<12} {}  {}\n", account.login, account.password, account.name));
  }
  terminal.say("init.next", answer.site);
}

int init(Shell& shell, const Shell::Place& place) {
  const auto& terminal = shell.terminal;
  const auto share = share_dir();
  if (!share) return terminal.fail(share.error());
  if (auto written = write_site_folder(*share, kSample, place.site_dir); !written) {
    return terminal.fail(written.error());
  }
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
  shell.add("init", place, true)->callback([&shell, place] { shell.code = init(shell, *place); });
}

}  // namespace huiyin::cli
