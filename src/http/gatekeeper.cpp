#include "http/gatekeeper.h"

#include <algorithm>

#include "app/show_case.h"
#include "http/server/cookies.h"

namespace huiyin::http {
namespace {

constexpr std::string_view kBearer = "Bearer ";

bool is_safe(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

bool is_this_origin(std::string_view origin, std::string_view host) {
  const auto scheme_end = origin.find("://");
  return scheme_end != std::string_view::npos && same_token(origin.substr(scheme_end + 3), host);
}

// Empty where the header is missing; nullopt where it is something else than a bearer token.
std::optional<std::string> bearer_of(const Request& request) {
  const auto header = request.headers.get("Authorization");
  if (!header) return std::string{};
  if (header->size() <= kBearer.size() || !same_token(header->substr(0, kBearer.size()), kBearer)) return std::nullopt;
  return std::string{trimmed(header->substr(kBearer.size()))};
}

bool may_pass(const Caller& caller, const Guard& guard) {
  if (guard.roles.empty()) return true;
  return std::ranges::any_of(caller.actor.posts, [&](const Post& post) {
    return std::ranges::find(guard.roles, json::enum_name(post.role)) != guard.roles.end();
  });
}

}  // namespace

std::string token_of(const Request& request) {
  if (const auto bearer = bearer_of(request); bearer && !bearer->empty()) return *bearer;
  return std::string{cookie_of(request, kSessionCookie).value_or("")};
}

Result<void> check_same_origin(const Request& request) {
  if (is_safe(request.method)) return {};
  const auto site = request.headers.get("Sec-Fetch-Site");
  const auto origin = request.headers.get("Origin");
  const bool fits = site ? *site == "same-origin" : origin && is_this_origin(*origin, request.header("Host"));
  if (fits) return {};
  return refuse(RefusalCode::not_your_role,
                "with a cookie this must come from a page of this site: send Origin, or a bearer token instead");
}

Result<Caller> Gate::caller_of_token(const std::string& token) const {
  return token.starts_with(kApiKeyPrefix) ? caller_of_api_key(app_, token) : caller_of_session(app_, token);
}

Result<Caller> Gate::caller_of(const Request& request) const {
  const auto bearer = bearer_of(request);
  if (!bearer) return refuse(RefusalCode::signed_out, "Authorization takes a bearer token: a session's or an API key");
  if (!bearer->empty()) return caller_of_token(*bearer);
  if (const auto receipt = request.headers.get(kReceiptHeader)) {
    const auto named = request.param("case_no");
    const auto case_no = named.empty() ? request.header(kCaseHeader) : named;
    return caller_by_receipt(app_, std::string{case_no}, std::string{*receipt});
  }
  if (const auto cookie = cookie_of(request, kSessionCookie); cookie && !cookie->empty()) {
    if (auto same = check_same_origin(request); !same) return std::unexpected(same.error());
    return caller_of_token(std::string{*cookie});
  }
  return anybody();
}

Result<void> Gate::pass(Request& request, const Route& route) const {
  if (route.guard.door == Door::everyone) return {};
  auto caller = caller_of(request);
  if (!caller) return std::unexpected(caller.error());
  if (caller->actor.kind == ActorKind::requester) return refuse(RefusalCode::signed_out, "sign in first");
  if (!may_pass(*caller, route.guard)) {
    return refuse(RefusalCode::not_your_role, "this needs another role", {}, route.guard.roles);
  }
  request.principal = std::move(*caller);
  return {};
}

}  // namespace huiyin::http
