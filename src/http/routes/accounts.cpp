#include "app/accounts.h"

#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"

namespace huiyin::http {
namespace {

std::string login_of(const Request& request) {
  return std::string{request.param("login")};
}

Result<Response> done(const Result<void>& result) {
  if (!result) return std::unexpected(result.error());
  return Response::no_content();
}

Result<Response> list(const Api& api, const Request&, const Caller& caller) {
  const auto accounts = list_accounts(api.app, caller);
  if (!accounts) return std::unexpected(accounts.error());
  AccountList view;
  for (const auto& account : *accounts) {
    auto posts = read_posts(account.posts_json);
    if (!posts) return std::unexpected(posts.error());
    view.accounts.push_back({account.id, account.login, account.name, std::move(*posts), account.disabled});
  }
  return api.view(200, view);
}

Result<Response> create(const Api& api, const Request& request, const Caller& caller) {
  auto input = read_body<AccountBody>(request);
  if (!input) return std::unexpected(input.error());
  const auto id = add_account(api.app, caller, {input->login, input->name, input->password, input->posts});
  if (!id) return std::unexpected(id.error());
  return api.view(201, AccountMade{*id, input->login});
}

Result<Response> grant(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<PostsInput>(request);
  if (!input) return std::unexpected(input.error());
  return done(set_posts(api.app, caller, login_of(request), input->posts));
}

Result<Response> change_password(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<PasswordInput>(request);
  if (!input) return std::unexpected(input.error());
  return done(set_password(api.app, caller, login_of(request), input->old_password, input->new_password));
}

Result<Response> disable(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<DisabledInput>(request);
  if (!input) return std::unexpected(input.error());
  return done(set_disabled(api.app, caller, login_of(request), input->disabled));
}

Result<Response> make_key(const Api& api, const Request& request, const Caller& caller) {
  const auto input = read_body<ApiKeyInput>(request);
  if (!input) return std::unexpected(input.error());
  const auto key = create_api_key(api.app, caller, input->name, input->posts);
  if (!key) return std::unexpected(key.error());
  return api.view(201, ApiKeyMade{input->name, *key});
}

}  // namespace

void add_account_routes(Api& api, Router& router) {
  const auto asking = [&api](auto handler) -> Answering {
    return [&api, handler](const Request& request, const Caller& caller) { return handler(api, request, caller); };
  };
  const auto security = for_staff({"security_admin"});
  router.add(NewRoute{api, "GET /api/v1/accounts", "list_accounts", security}
                 .says("accounts", "All accounts")
                 .answers<AccountList>(200, "Without passwords")
                 .by(asking(list)));
  router.add(NewRoute{api, "POST /api/v1/accounts", "add_account", security}
                 .says("accounts", "Make an account")
                 .takes<AccountBody>({"login", "name", "password"})
                 .answers<AccountMade>(201, "Made")
                 .by(asking(create)));
  router.add(NewRoute{api, "PUT /api/v1/accounts/{login}/posts", "set_posts", security}
                 .says("accounts", "Grant posts; nobody changes their own")
                 .takes<PostsInput>({"posts"})
                 .answers(204, "Granted")
                 .by(asking(grant)));
  router.add(NewRoute{api, "PUT /api/v1/accounts/{login}/password", "set_password", for_staff()}
                 .says("accounts", "Change one's own password, or anybody's as the security administrator")
                 .takes<PasswordInput>({"new_password"})
                 .answers(204, "Changed")
                 .by(asking(change_password)));
  router.add(NewRoute{api, "PUT /api/v1/accounts/{login}/disabled", "set_disabled", security}
                 .says("accounts", "Disable an account, or let it in again")
                 .takes<DisabledInput>({"disabled"})
                 .answers(204, "Done; its sessions open nothing any more")
                 .by(asking(disable)));
  router.add(NewRoute{api, "POST /api/v1/api-keys", "make_api_key", for_staff({"system_admin"})}
                 .says("accounts", "Make a key for another system or a device")
                 .takes<ApiKeyInput>({"name", "posts"})
                 .answers<ApiKeyMade>(201, "The key, shown this once")
                 .by(asking(make_key)));
}

}  // namespace huiyin::http
