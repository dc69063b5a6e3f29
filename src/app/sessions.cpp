#include "app/sessions.h"

#include <algorithm>

#include "app/accounts.h"
#include "app/secret_token.h"

namespace huiyin {

namespace {

constexpr int kFailuresMax = 5;
constexpr int64_t kFailuresMs = 15 * kMinuteMs;
constexpr size_t kLoginsMax = 10'000;
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

bool SignInThrottle::is_shut(const std::string& login, int64_t now_at_ms) {
  const std::scoped_lock lock{mutex_};
  const auto found = by_login_.find(login);
  if (found == by_login_.end()) return false;
  if (now_at_ms - found->second.first_at_ms >= kFailuresMs) {
    by_login_.erase(found);
    return false;
  }
  return found->second.count >= kFailuresMax;
}

void SignInThrottle::failed(const std::string& login, int64_t now_at_ms) {
  const std::scoped_lock lock{mutex_};
  if (by_login_.size() >= kLoginsMax) {
    std::erase_if(by_login_, [&](const auto& entry) { return now_at_ms - entry.second.first_at_ms >= kFailuresMs; });
  }
  auto& failures = by_login_[login];
  if (failures.count == 0) failures.first_at_ms = now_at_ms;
  ++failures.count;
}

void SignInThrottle::succeeded(const std::string& login) {
  const std::scoped_lock lock{mutex_};
  by_login_.erase(login);
}

Result<SignedIn> sign_in(App& app, SignInThrottle& throttle, const std::string& login, const std::string& password) {
  const auto now_at_ms = app.now_at_ms();
  if (login.empty() || login.size() > 40 || password.size() > kPasswordMax)
    return signed_out("login or password is wrong");
  if (throttle.is_shut(login, now_at_ms)) {
    return refuse(RefusalCode::too_many, "too many failures for this login: try again in fifteen minutes");
  }
  auto account = proven_account(app, login, password);
  if (!account) return std::unexpected(account.error());
  if (!*account) {
    throttle.failed(login, now_at_ms);
    return signed_out("login or password is wrong");
  }
  throttle.succeeded(login);
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
