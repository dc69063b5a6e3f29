#include "app/sessions.h"

#include "http/routes/groups.h"
#include "http/routes/route.h"
#include "http/routes/views.h"
#include "http/server/cookies.h"

namespace huiyin::http {
namespace {

// The server itself speaks plain HTTP; whether the browser came over TLS is what the page's origin or the proxy says.
bool came_over_tls(const Request& request) {
  return request.header("Origin").starts_with("https://") || request.header("X-Forwarded-Proto") == "https";
}

std::string session_cookie(const Request& request, std::string token, int64_t max_age_s) {
  return set_cookie({.name = std::string{kSessionCookie},
                     .value = std::move(token),
                     .max_age_s = max_age_s,
                     .secure = came_over_tls(request)});
}

Result<Response> sign_in_here(Api& api, const Request& request) {
  const auto input = read_body<SignInInput>(request);
  if (!input) return std::unexpected(input.error());
  auto signed_in = sign_in(api.app, api.sign_in_failures, input->login, input->password);
  if (!signed_in) return std::unexpected(signed_in.error());
  const auto& account = signed_in->account;
  const SessionView view{signed_in->token,
                         signed_in->expires_at_ms,
                         {account.id, account.login, account.name, signed_in->caller.actor.posts, account.disabled}};
  auto response = api.view(201, view);
  response.headers.add("Set-Cookie", session_cookie(request, signed_in->token, kSessionMs / kSecondMs));
  return response;
}

Result<Response> who_am_i(const Api& api, const Caller& caller) {
  const auto& actor = caller.actor;
  return api.view(200,
                  PrincipalView{std::string{json::enum_name(actor.kind)}, caller.name, actor.account, actor.posts});
}

Result<Response> sign_out_here(Api& api, const Request& request) {
  const auto token = token_of(request);
  if (token.starts_with(kApiKeyPrefix)) return refuse(RefusalCode::not_your_role, "an API key has no session to end");
  if (auto ended = sign_out(api.app, token); !ended) return std::unexpected(ended.error());
  auto response = Response::no_content();
  response.headers.add("Set-Cookie", session_cookie(request, "", -1));
  return response;
}

}  // namespace

void add_session_routes(Api& api, Router& router) {
  NewRoute signing_in{api, "POST /api/v1/sessions", "sign_in", open_to_everyone()};
  router.add(
      signing_in.says("sessions", "Sign in; the token is for `Authorization: Bearer`, browsers get it as a cookie")
          .takes<SignInInput>({"login", "password"})
          .answers<SessionView>(201, "Signed in")
          .limited_by(api.sign_in_limiter)
          .by([&api](const Request& request) { return sign_in_here(api, request); }));
  router.add(NewRoute{api, "GET /api/v1/sessions/current", "current_session", for_staff()}
                 .says("sessions", "Who the shown session or key is")
                 .answers<PrincipalView>(200, "The account or key, and its posts")
                 .by([&api](const Request&, const Caller& caller) { return who_am_i(api, caller); }));
  router.add(NewRoute{api, "DELETE /api/v1/sessions/current", "sign_out", for_staff()}
                 .says("sessions", "Sign out")
                 .answers(204, "The token opens nothing any more")
                 .by([&api](const Request& request, const Caller&) { return sign_out_here(api, request); }));
}

}  // namespace huiyin::http
