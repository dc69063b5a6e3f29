// huiyin user SITE add|disable|password|posts|list: the accounts of staff.
#include <iostream>

#include "app/accounts.h"
#include "app/secret_token.h"
#include "base/json.h"
#include "cli/commands.h"

namespace huiyin::cli {
namespace {

struct Wanted {
  Shell::Place place;
  AccountInput account;
  std::vector<std::string> posts;
  bool password_on_stdin = false;
  bool enable = false;
};

struct UserAnswer {
  bool ok = true;
  std::string login;
  std::string password;  // made here; empty where it was given
};
BOOST_DESCRIBE_STRUCT(UserAnswer, (), (ok, login, password))
struct AccountLine {
  std::string login, name;
  bool disabled = false;
  std::vector<Post> posts;
  bool operator==(const AccountLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(AccountLine, (), (login, name, disabled, posts))
struct AccountList {
  bool ok = true;
  std::vector<AccountLine> accounts;
};
BOOST_DESCRIBE_STRUCT(AccountList, (), (ok, accounts))

std::unexpected<Refusal> no_post(const std::string& text) {
  Refusal refusal{RefusalCode::wrong_use, text, "--post", {}};
  for (const auto role : json::enum_words<Role>()) {
    refusal.allowed.push_back(std::string{role} + "@UNIT[@PLACE][:FROM..UNTIL]");
  }
  return std::unexpected(std::move(refusal));
}

// "dispatcher@cc", "grid_worker@liutang.xiaoyuan.1@990101001001001" or "handler@water:2026-03-01..2026-12-31", where
// either date may be left out.
Result<std::vector<Post>> posts_of(const std::vector<std::string>& texts) {
  std::vector<Post> posts;
  for (const auto& text : texts) {
    const size_t colon = text.find(':');
    const auto dates = colon == std::string::npos ? std::string{} : text.substr(colon + 1);
    const size_t dots = dates.find("..");
    const auto where = text.substr(0, colon);
    const size_t at = where.find('@');
    const auto role = json::enum_from<Role>(where.substr(0, at));
    if (!role || at == std::string::npos || (colon != std::string::npos && dots == std::string::npos)) {
      return no_post(text);
    }
    const size_t second = where.find('@', at + 1);
    Post post{where.substr(at + 1, second == std::string::npos ? second : second - at - 1), *role};
    if (second != std::string::npos) post.place = where.substr(second + 1);
    if (!dates.empty()) post.valid_from = dates.substr(0, dots), post.valid_until = dates.substr(dots + 2);
    posts.push_back(std::move(post));
  }
  return posts;
}

// From standard input where wanted, so that it stands in no list of processes; else made here.
std::string take_password(const Wanted& wanted) {
  if (!wanted.password_on_stdin) return new_password();
  std::string line;
  std::getline(std::cin, line);
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

int told(const Terminal& terminal, std::string_view key, const UserAnswer& answer) {
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  terminal.say(key, answer.login);
  if (!answer.password.empty()) terminal.say("user.new_password", answer.password);
  return kDone;
}

int add(Shell& shell, App& app, const Wanted& wanted) {
  auto posts = posts_of(wanted.posts);
  if (!posts) return shell.terminal.fail(posts.error());
  auto input = wanted.account;
  input.posts = std::move(*posts);
  input.password = take_password(wanted);
  const auto added = add_account(app, the_system(), input);
  if (!added) return shell.terminal.fail(added.error());
  return told(shell.terminal, "user.added", {true, input.login, wanted.password_on_stdin ? "" : input.password});
}

int disable(Shell& shell, App& app, const Wanted& wanted) {
  const auto& login = wanted.account.login;
  if (auto ok = set_disabled(app, the_system(), login, !wanted.enable); !ok) return shell.terminal.fail(ok.error());
  return told(shell.terminal, wanted.enable ? "user.enabled" : "user.disabled", {true, login, {}});
}

int password(Shell& shell, App& app, const Wanted& wanted) {
  const auto& login = wanted.account.login;
  const auto taken = take_password(wanted);
  if (auto ok = set_password(app, the_system(), login, {}, taken); !ok) return shell.terminal.fail(ok.error());
  return told(shell.terminal, "user.renewed", {true, login, wanted.password_on_stdin ? "" : taken});
}

int posts(Shell& shell, App& app, const Wanted& wanted) {
  const auto read = posts_of(wanted.posts);
  if (!read) return shell.terminal.fail(read.error());
  const auto& login = wanted.account.login;
  if (auto ok = set_posts(app, the_system(), login, *read); !ok) return shell.terminal.fail(ok.error());
  return told(shell.terminal, "user.posts_changed", {true, login, {}});
}

int list(Shell& shell, App& app, const Wanted&) {
  const auto& terminal = shell.terminal;
  const auto accounts = list_accounts(app, the_system());
  if (!accounts) return terminal.fail(accounts.error());
  AccountList answer;
  for (const auto& account : *accounts) {
    auto read = read_posts(account.posts_json);
    if (!read) return terminal.fail(read.error());
    answer.accounts.push_back({account.login, account.name, account.disabled, std::move(*read)});
  }
  if (terminal.json) terminal.print(json::write(answer, json::Form::full) + "\n");
  for (const auto& line : answer.accounts) {
    std::string held;
    for (const auto& post : line.posts) {
      held +=
          fmt::format(" {}@{}{}{}", json::enum_name(post.role), post.unit, post.place.empty() ? "" : "@", post.place);
    }
    terminal.say(line.disabled ? "user.line_disabled" : "user.line", line.login, line.name, held);
  }
  return kDone;
}

using Run = int (*)(Shell&, App&, const Wanted&);

CLI::App* add_action(Shell& shell, CLI::App& user, const std::string& name, const std::shared_ptr<Wanted>& wanted,
                     Run run) {
  auto* command = shell.add_without_site(user, name, "user." + name);
  command->callback([&shell, wanted, run] {
    const auto site = open_told(shell, wanted->place, false);
    if (site) shell.code = run(shell, *site->app, *wanted);
  });
  return command;
}

}  // namespace

void add_user(Shell& shell) {
  const auto wanted = std::make_shared<Wanted>();
  auto* user = shell.add("user", std::shared_ptr<Shell::Place>{wanted, &wanted->place}, true);
  user->require_subcommand(1);
  const auto text = [&](const char* key) { return std::string{shell.terminal.text(key)}; };
  const auto with_login = [&](const std::string& name, Run run) {
    auto* command = add_action(shell, *user, name, wanted, run);
    command->add_option("LOGIN", wanted->account.login, text("user.option.login"))->required();
    return command;
  };
  auto* adding = with_login("add", add);
  adding->add_option("--name", wanted->account.name, text("user.option.name"))->required();
  auto* moving = with_login("posts", posts);
  for (auto* command : {adding, moving}) {
    command->add_option("--post", wanted->posts, text("user.option.post"))->required()->take_all();
  }
  for (auto* command : {adding, with_login("password", password)}) {
    command->add_flag("--password-stdin", wanted->password_on_stdin, text("user.option.stdin"));
  }
  with_login("disable", disable)->add_flag("--enable", wanted->enable, text("user.option.enable"));
  add_action(shell, *user, "list", wanted, list);
}

}  // namespace huiyin::cli
