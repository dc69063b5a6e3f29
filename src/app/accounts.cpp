#include "app/accounts.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "app/secret_token.h"
#include "base/json.h"
#include "base/text.h"

namespace huiyin {

namespace {

constexpr size_t kPasswordMin = 10;
constexpr size_t kPasswordMax = 200;
constexpr size_t kPostsMax = 10;
constexpr size_t kUnitsMax = 2;
constexpr std::array kAdministrators{Role::system_admin, Role::security_admin, Role::auditor};

bool is_administrator(Role role) {
  return std::ranges::find(kAdministrators, role) != kAdministrators.end();
}

Result<void> need(const Caller& caller, Role role) {
  if (caller.actor.kind == ActorKind::system || (caller.is_staff() && caller.has_role(role))) return {};
  return refuse(RefusalCode::not_your_role, fmt::format("this is for the {}", json::enum_name(role)));
}

Result<void> check_login(const std::string& login) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  };
  if (login.size() >= 2 && login.size() <= 40 && std::ranges::all_of(login, fits)) return {};
  return refuse(RefusalCode::invalid_input, "2 to 40 of a-z, 0-9, dot, dash and _", "/login");
}

Result<void> check_password(const std::string& password) {
  if (password.size() >= kPasswordMin && password.size() <= kPasswordMax) return {};
  return refuse(RefusalCode::invalid_input, "a password has 10 to 200 characters", "/password");
}

Result<void> check_post(const Post& post, const Definitions& today, LocalDate on, const std::string& where) {
  const Unit* unit = today.units.unit(post.unit);
  if (unit == nullptr) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no unit '{}'", post.unit), where + "/unit");
  }
  const bool dissolved = unit->valid_until && *unit->valid_until < on;
  if (dissolved && (post.valid_until.empty() || format_date(*unit->valid_until) < post.valid_until)) {
    return refuse(RefusalCode::unknown_thing, fmt::format("unit '{}' has been dissolved", post.unit), where + "/unit");
  }
  if (!post.place.empty() && !today.places.node(post.place)) {
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no place '{}'", post.place), where + "/place");
  }
  for (const auto& [date, field] : {std::pair{post.valid_from, "/valid_from"}, {post.valid_until, "/valid_until"}}) {
    const auto read = date.empty() ? Result<LocalDate>{} : parse_date(date);
    if (!read) return refuse(RefusalCode::invalid_input, read.error().detail, where + field);
  }
  const bool backwards = !post.valid_until.empty() && post.valid_until < post.valid_from;
  if (backwards) return refuse(RefusalCode::invalid_input, "is before valid_from", where + "/valid_until");
  return {};
}

// People hold posts in one unit or, under dual management, in two. Held posts change only on a first day.
Result<void> check_units(const std::vector<Post>& posts) {
  for (const Post& beginning : posts) {
    std::set<std::string> units;
    for (const Post& post : posts) {
      if (is_held_on(post, beginning.valid_from)) units.insert(post.unit);
    }
    if (units.size() > kUnitsMax) {
      return refuse(RefusalCode::invalid_input, "one person has posts in at most two units", "/posts");
    }
  }
  return {};
}

Result<void> check_posts(const App& app, const std::vector<Post>& posts) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (posts.size() > kPostsMax) return refuse(RefusalCode::too_large, "at most ten posts", "/posts");
  const LocalDate on = today->calendar.zone().local(app.now_at_ms()).date;
  for (size_t index = 0; index < posts.size(); ++index) {
    if (auto ok = check_post(posts[index], *today, on, fmt::format("/posts/{}", index)); !ok) return ok;
  }
  if (auto ok = check_units(posts); !ok) return ok;
  const auto held = std::ranges::count_if(
      kAdministrators, [&](Role role) { return std::ranges::find(posts, role, &Post::role) != posts.end(); });
  if (held <= 1) return {};
  return refuse(RefusalCode::conflict_of_interest, "system, security and audit administration are three persons",
                "/posts");
}

bool is_self(const Caller& caller, const Account& account) {
  return caller.actor.account != 0 && caller.actor.account == account.id;
}

Result<void> save(App& app, const Account& account) {
  const auto saved = app.store().save_account(account);
  if (!saved) return std::unexpected(saved.error());
  return {};
}

}  // namespace

Result<std::vector<Post>> read_posts(const std::string& posts_json) {
  auto posts = json::read_text<std::vector<Post>>(posts_json);
  if (!posts) return refuse(RefusalCode::corrupt, "stored posts do not read: " + posts.error().detail);
  return posts;
}

Result<std::vector<Post>> held_posts(const App& app, const std::string& posts_json) {
  auto posts = read_posts(posts_json);
  const auto today = posts ? app.definitions() : nullptr;
  if (!today || posts->empty()) return posts;
  const LocalDate on = today->calendar.zone().local(app.now_at_ms()).date;
  const auto date = format_date(on);
  std::vector<Post> held;
  for (Post& post : *posts) {
    const bool known = today->units.unit(post.unit) != nullptr;
    const Unit* acting = today->units.acting(post.unit, on);
    if (!is_held_on(post, date) || (known && acting == nullptr)) continue;
    if (acting != nullptr) post.unit = acting->code;
    held.push_back(std::move(post));
  }
  if (held.empty()) return refuse(RefusalCode::signed_out, "none of your posts is held today");
  return held;
}

Result<std::string> hash_password(const App& app, const std::string& password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  const auto& cost = app.password_cost;
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes) != 0) {
    return refuse(RefusalCode::store_unavailable, "not enough memory to hash a password");
  }
  return std::string{hash.data()};
}

bool password_matches(const std::string& password, const std::string& hash) {
  if (hash.size() >= crypto_pwhash_STRBYTES) return false;
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

Result<int64_t> add_account(App& app, const Caller& caller, const AccountInput& input) {
  if (auto ok = need(caller, Role::security_admin); !ok) return std::unexpected(ok.error());
  if (auto ok = check_login(input.login); !ok) return std::unexpected(ok.error());
  if (auto ok = check_text(input.name, 40, "/name"); !ok) return std::unexpected(ok.error());
  if (input.name.empty()) return refuse(RefusalCode::invalid_input, "a name is needed", "/name");
  if (auto ok = check_posts(app, input.posts); !ok) return std::unexpected(ok.error());
  Result<std::string> hash{};
  if (input.signs_in) {
    if (auto ok = check_password(input.password); !ok) return std::unexpected(ok.error());
    hash = hash_password(app, input.password);
  }
  if (!hash) return std::unexpected(hash.error());
  return app.store().save_account({0, input.login, input.name, std::move(*hash), json::write(input.posts), false});
}

Result<void> set_posts(App& app, const Caller& caller, const std::string& login, const std::vector<Post>& posts) {
  if (auto ok = need(caller, Role::security_admin); !ok) return ok;
  auto account = app.store().find_account(login);
  if (!account) return std::unexpected(account.error());
  if (is_self(caller, *account)) return refuse(RefusalCode::needs_second_person, "nobody changes their own posts");
  if (auto ok = check_posts(app, posts); !ok) return ok;
  account->posts_json = json::write(posts);
  return save(app, *account);
}

Result<void> set_disabled(App& app, const Caller& caller, const std::string& login, bool disabled) {
  if (auto ok = need(caller, Role::security_admin); !ok) return ok;
  auto account = app.store().find_account(login);
  if (!account) return std::unexpected(account.error());
  if (is_self(caller, *account)) return refuse(RefusalCode::needs_second_person, "nobody disables themselves");
  account->disabled = disabled;
  return save(app, *account);
}

Result<void> set_password(App& app, const Caller& caller, const std::string& login, const std::string& old_password,
                          const std::string& new_password) {
  auto account = app.store().find_account(login);
  const bool own = account && is_self(caller, *account);
  if (!own) {
    if (auto ok = need(caller, Role::security_admin); !ok) return ok;
  }
  if (!account) return std::unexpected(account.error());
  if (own && !password_matches(old_password, account->password_hash)) {
    return refuse(RefusalCode::invalid_input, "the old password is wrong", "/old_password");
  }
  if (auto ok = check_password(new_password); !ok) return ok;
  auto hash = hash_password(app, new_password);
  if (!hash) return std::unexpected(hash.error());
  account->password_hash = std::move(*hash);
  return save(app, *account);
}

Result<std::vector<Account>> list_accounts(App& app, const Caller& caller) {
  if (auto ok = need(caller, Role::security_admin); !ok) return std::unexpected(ok.error());
  auto accounts = app.store().accounts();
  if (!accounts) return accounts;
  for (auto& account : *accounts) account.password_hash.clear();
  return accounts;
}

Result<std::string> create_api_key(App& app, const Caller& caller, const std::string& name,
                                   const std::vector<Post>& posts) {
  if (auto ok = need(caller, Role::system_admin); !ok) return std::unexpected(ok.error());
  if (auto ok = check_text(name, 40, "/name"); !ok) return std::unexpected(ok.error());
  if (name.empty()) return refuse(RefusalCode::invalid_input, "a name is needed", "/name");
  if (auto ok = check_posts(app, posts); !ok) return std::unexpected(ok.error());
  if (std::ranges::any_of(posts, [](const Post& post) { return is_administrator(post.role); })) {
    return refuse(RefusalCode::conflict_of_interest, "a key is no administrator", "/posts");
  }
  auto key = new_token("hyk_");
  if (auto saved = app.store().save_api_key({token_hash(key), name, json::write(posts), false}); !saved) {
    return std::unexpected(saved.error());
  }
  return key;
}

Result<std::vector<ReadAudit>> read_audit(App& app, const Caller& caller, int64_t from_ms, int64_t to_ms,
                                          size_t limit) {
  if (auto ok = need(caller, Role::auditor); !ok) return std::unexpected(ok.error());
  return app.store().audits(from_ms, to_ms, limit);
}

}  // namespace huiyin
