#include "app/sessions.h"

#include <algorithm>

#include "app/accounts.h"
#include "app/secret_token.h"

namespace huiyin {

namespace {

constexpr size_t kPasswordMax = 200;

std::unexpected<Refusal> signed_out(std::string detail) {
  return refuse(RefusalCode::signed_out, std::move(detail));
}

bool is_volunteer(const std::vector<Post>& posts) {
  return !posts.empty() && std::ranges::all_of(posts, [](const Post& post) { return post.role == Role::volunteer; });
}

Result<Caller> caller_of(const App& app, const Account& account) {
  auto posts = held_posts(app, account.posts_json);
  if (!posts) return std::unexpected(posts.error());
  Caller caller;
  caller.actor.kind = is_volunteer(*posts) ? ActorKind::volunteer : ActorKind::staff;
  caller.actor.account = account.id;
  caller.actor.posts = std::move(*posts);
  caller.name = account.login;
  return caller;
}

// The account when login and password fit; nothing when they do not. Both ways hash once.
Result<std::optional<Account>> proven_account(App& app, const std::string& login, const std::string& password) {
  auto account = app.store().find_account(login);
  if (!account && account.error().code != RefusalCode::unknown_thing) return std::unexpected(account.error());
  if (!account || account->password_hash.empty()) {  // takes as long as a wrong password
    if (auto spent = hash_password(app, password); !spent) return std::unexpected(spent.error());
    return std::nullopt;
  }
  const bool fits = password_matches(password, account->password_hash);
  if (!fits || account->disabled) return std::nullopt;
  return std::move(*account);
}

}  // namespace

Result<SignedIn> sign_in(App& app, AttemptLimit& failures, const std::string& login, const std::string& password) {
  const auto now_at_ms = app.now_at_ms();
  if (login.empty() || login.size() > 40 || password.size() > kPasswordMax)
    return signed_out("login or password is wrong");
  if (failures.is_shut(login, now_at_ms)) {
    return refuse(RefusalCode::too_many, "too many failures for this login: try again in fifteen minutes");
  }
  auto account = proven_account(app, login, password);
  if (!account) return std::unexpected(account.error());
  if (!*account) {
    failures.count(login, now_at_ms);
    return signed_out("login or password is wrong");
  }
  failures.forget(login);
  auto caller = caller_of(app, **account);
  if (!caller) return std::unexpected(caller.error());
  SignedIn signed_in{new_token(""), now_at_ms + kSessionMs, std::move(**account), std::move(*caller)};
  signed_in.account.password_hash.clear();
  const Session session{token_hash(signed_in.token), signed_in.account.id, signed_in.expires_at_ms};
  if (auto saved = app.store().save_session(session); !saved) return std::unexpected(saved.error());
  return signed_in;
}

Result<void> sign_out(App& app, const std::string& token) {
  return app.store().drop_session(token_hash(token));
}

Result<Caller> caller_of_session(App& app, const std::string& token) {
  const auto session = app.store().find_session(token_hash(token), app.now_at_ms());
  if (!session && session.error().code == RefusalCode::store_unavailable) return std::unexpected(session.error());
  if (!session || session->expires_at_ms <= app.now_at_ms()) return signed_out("the session has ended: sign in again");
  const auto account = app.store().account(session->account);
  if (!account && account.error().code == RefusalCode::store_unavailable) return std::unexpected(account.error());
  if (!account || account->disabled) return signed_out("the session has ended: sign in again");
  return caller_of(app, *account);
}

Result<Caller> caller_of_api_key(App& app, const std::string& key) {
  const auto stored = app.store().find_api_key(token_hash(key));
  if (!stored && stored.error().code == RefusalCode::store_unavailable) return std::unexpected(stored.error());
  if (!stored || stored->disabled) return signed_out("the key is unknown or disabled");
  auto posts = held_posts(app, stored->posts_json);
  if (!posts) return std::unexpected(posts.error());
  Caller caller;
  const auto is_device = [](const Post& post) { return post.role == Role::device; };
  caller.actor.kind = std::ranges::any_of(*posts, is_device) ? ActorKind::device : ActorKind::staff;
  caller.actor.posts = std::move(*posts);
  caller.name = stored->name;
  return caller;
}

}  // namespace huiyin
