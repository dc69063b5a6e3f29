#include "http/server/problem.h"

#include <vector>

#include "base/json.h"
#include "http/wording/titles.h"

namespace huiyin::http {

struct ProblemBody {
  std::string type;
  std::string title;
  int status = 0;
  std::string detail;
  std::string instance;
  std::string where;
  std::vector<std::string> allowed;
  std::string request_id;
};
BOOST_DESCRIBE_STRUCT(ProblemBody, (), (type, title, status, detail, instance, where, allowed, request_id))

namespace {

constexpr int64_t kRetryAfterLimitS = 1;
constexpr int64_t kRetryAfterOutageS = 5;

Response answer(std::string_view code, ProblemBody body, const Request& request) {
  const auto language = language_of(request.header("Accept-Language"));
  body.type = "urn:huiyin:problem:" + std::string{code};
  body.title = title_of(code, language);
  body.instance = request.path;
  body.request_id = request.request_id;
  if (body.status == 500) body.detail.clear();
  Response response{body.status, "application/problem+json", json::write(body), {}};
  response.headers.add("Content-Language", std::string{language_tag(language)});
  response.headers.add("Cache-Control", "no-store");
  if (body.status == 401) response.headers.add("WWW-Authenticate", "Bearer realm=\"huiyin\"");
  return response;
}

}  // namespace

int status_of(RefusalCode code) {
  switch (code) {
    case RefusalCode::invalid_input:
    case RefusalCode::wrong_use: return 400;
    case RefusalCode::signed_out: return 401;
    case RefusalCode::not_your_role:
    case RefusalCode::conflict_of_interest:
    case RefusalCode::needs_second_person: return 403;
    case RefusalCode::unknown_case:
    case RefusalCode::unknown_thing: return 404;
    case RefusalCode::command_not_allowed:
    case RefusalCode::stale_version:
    case RefusalCode::already_claimed: return 409;
    case RefusalCode::too_large: return 413;
    case RefusalCode::outside_district:
    case RefusalCode::nobody_in_charge:
    case RefusalCode::rule_not_met:
    case RefusalCode::idempotency_reused:
    case RefusalCode::outside_calendar:
    case RefusalCode::broken_definition: return 422;
    case RefusalCode::too_many: return 429;
    case RefusalCode::corrupt: return 500;
    case RefusalCode::store_unavailable: return 503;
  }
  return 500;
}

int status_of(Fault fault) {
  switch (fault) {
    case Fault::malformed_request: return 400;
    case Fault::unknown_path: return 404;
    case Fault::method_not_allowed: return 405;
    case Fault::request_timeout: return 408;
    case Fault::unsupported_media_type: return 415;
    case Fault::expectation_failed: return 417;
    case Fault::head_too_large: return 431;
    case Fault::internal_error: return 500;
    case Fault::overloaded: return 503;
  }
  return 500;
}

const char* to_string(Fault fault) {
  switch (fault) {
    case Fault::malformed_request: return "malformed_request";
    case Fault::unknown_path: return "unknown_path";
    case Fault::method_not_allowed: return "method_not_allowed";
    case Fault::request_timeout: return "request_timeout";
    case Fault::unsupported_media_type: return "unsupported_media_type";
    case Fault::expectation_failed: return "expectation_failed";
    case Fault::head_too_large: return "head_too_large";
    case Fault::internal_error: return "internal_error";
    case Fault::overloaded: return "overloaded";
  }
  return "internal_error";
}

Response problem(const Refusal& refusal, const Request& request) {
  return problem(refusal, request, refusal.code == RefusalCode::too_many ? kRetryAfterLimitS : kRetryAfterOutageS);
}

Response problem(const Refusal& refusal, const Request& request, int64_t retry_after_s) {
  ProblemBody body;
  body.status = status_of(refusal.code);
  body.detail = refusal.detail;
  body.where = refusal.where;
  body.allowed = refusal.allowed;
  auto response = answer(to_string(refusal.code), std::move(body), request);
  if (response.status == 429 || response.status == 503) {
    response.headers.add("Retry-After", std::to_string(retry_after_s));
  }
  return response;
}

Response problem(Fault fault, std::string detail, const Request& request) {
  ProblemBody body;
  body.status = status_of(fault);
  body.detail = std::move(detail);
  auto response = answer(to_string(fault), std::move(body), request);
  if (fault == Fault::overloaded) response.headers.add("Retry-After", std::to_string(kRetryAfterLimitS));
  return response;
}

}  // namespace huiyin::http
