#include "http/routes/route.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "app/locate.h"
#include "base/text.h"
#include "http/server/problem.h"

namespace huiyin::http {
namespace {

constexpr size_t kIdempotencyKeyMax = 200;

struct PathParameter {
  std::string_view name, description;
};
constexpr PathParameter kPathParameters[] = {
    {"case_no", "case number, such as HY-261122-00001-5"},
    {"photo", "a picture as the case names it"},
    {"command", "a command that GET /api/v1/cases/{case_no}/commands offers"},
    {"name", "name of the lifecycle; with .svg its picture"},
    {"login", "login of the account"},
    {"id", "id of the message"},
};

int64_t steady_now_ms() {
  using namespace std::chrono;
  return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

bool is_one_of(std::string_view content_type, const std::vector<std::string>& types) {
  const auto bare = trimmed(content_type.substr(0, content_type.find(';')));
  return std::ranges::any_of(types, [&](const std::string& type) { return same_token(bare, type); });
}

Result<void> check_query(const Request& request, const std::vector<ParameterDoc>& known) {
  for (const auto& [name, value] : request.query.items()) {
    const bool fits = std::ranges::any_of(
        known, [&](const ParameterDoc& parameter) { return parameter.in == "query" && parameter.name == name; });
    if (fits && request.query.all(name).size() == 1) continue;
    std::vector<std::string> allowed;
    for (const auto& parameter : known) {
      if (parameter.in == "query") allowed.push_back(parameter.name);
    }
    return refuse(RefusalCode::invalid_input, fits ? "is given twice" : "is not a parameter here", "/" + name, allowed);
  }
  return {};
}

std::unexpected<Refusal> wrong(std::string_view name, std::string detail) {
  return refuse(RefusalCode::invalid_input, std::move(detail), "/" + std::string{name});
}

Response answered(Result<Response> answer, const Request& request) {
  return answer ? std::move(*answer) : problem(answer.error(), request);
}

Result<Caller> caller_of(const Api& api, const Request& request) {
  if (const auto* known = std::any_cast<Caller>(&request.principal)) return *known;
  return api.gate.caller_of(request);
}

std::optional<Response> turned_away(RateLimiter* limiter, const Request& request) {
  if (limiter == nullptr) return std::nullopt;
  const auto taken = limiter->take(request.client_address, steady_now_ms());
  if (taken) return std::nullopt;
  return problem(taken.error(), request, limiter->retry_after_s());
}

bool is_limited(const Caller& caller) {
  return caller.actor.kind == ActorKind::requester;
}

std::string principal_of(const Request& request, const Caller& caller) {
  if (caller.actor.account != 0) return fmt::format("account:{}", caller.actor.account);
  if (caller.receipt_case != 0) return fmt::format("receipt:{}", caller.receipt_case);
  if (!caller.name.empty()) return "key:" + caller.name;
  return "address:" + address_class(request.client_address);
}

}  // namespace

void Reply::operator()(Result<Response> answer) const {
  respond_(answered(std::move(answer), *request_));
}

NewRoute::NewRoute(Api& api, std::string_view method_and_pattern, std::string name, Guard guard) : api_(api) {
  const auto space = method_and_pattern.find(' ');
  route_.method = method_and_pattern.substr(0, space);
  route_.pattern = method_and_pattern.substr(space + 1);
  route_.name = std::move(name);
  route_.guard = std::move(guard);
  add_path_parameters();
}

void NewRoute::add_path_parameters() {
  for (const auto& [name, description] : kPathParameters) {
    if (route_.pattern.find(fmt::format("{{{}}}", name)) == std::string::npos) continue;
    route_.doc.parameters.push_back({std::string{name}, "path", std::string{description}, {}, true});
    if (name == "case_no") header(std::string{kReceiptHeader}, "the receipt of the case, for its requester");
  }
}

NewRoute& NewRoute::says(std::string tag, std::string summary) {
  route_.doc.tag = std::move(tag);
  route_.doc.summary = std::move(summary);
  return *this;
}

NewRoute& NewRoute::query(std::string name, std::string description, std::string schema_json, bool required) {
  route_.doc.parameters.push_back({std::move(name), "query", std::move(description), std::move(schema_json), required});
  return *this;
}

NewRoute& NewRoute::header(std::string name, std::string description) {
  route_.doc.parameters.push_back({std::move(name), "header", std::move(description), {}, false});
  return *this;
}

NewRoute& NewRoute::takes(std::string schema) {
  route_.doc.body_schema = std::move(schema);
  route_.doc.body_types = {"application/json"};
  return *this;
}

NewRoute& NewRoute::up_to(size_t bytes_max) {
  route_.body_bytes_max = bytes_max;
  return *this;
}

NewRoute& NewRoute::takes_bytes(std::vector<std::string> types, size_t bytes_max) {
  route_.doc.body_types = std::move(types);
  route_.body_bytes_max = bytes_max;
  return *this;
}

NewRoute& NewRoute::answers(int status, std::string description, std::string schema, std::string content_type) {
  route_.doc.answers.push_back({status, std::move(description), std::move(schema), std::move(content_type)});
  return *this;
}

NewRoute& NewRoute::limited_by(RateLimiter& limiter) {
  limiter_ = &limiter;
  return *this;
}

std::function<std::optional<Response>(const Request&)> NewRoute::checks() const {
  return [known = route_.doc.parameters,
          types = route_.doc.body_types](const Request& request) -> std::optional<Response> {
    if (auto ok = check_query(request, known); !ok) return problem(ok.error(), request);
    const auto type = request.headers.get("Content-Type");
    if (!types.empty() && type && !request.body.empty() && !is_one_of(*type, types)) {
      return problem(Fault::unsupported_media_type, fmt::format("the body must be {}", fmt::join(types, " or ")),
                     request);
    }
    return std::nullopt;
  };
}

Route NewRoute::by(Answering handler) {
  route_.handler = Handler{[&api = api_, limiter = limiter_, check = checks(),
                            handler = std::move(handler)](const Request& request) -> Response {
    if (auto wrong_form = check(request)) return std::move(*wrong_form);
    const auto caller = caller_of(api, request);
    if (!caller) return problem(caller.error(), request);
    if (is_limited(*caller)) {
      if (auto away = turned_away(limiter, request)) return std::move(*away);
    }
    return answered(handler(request, *caller), request);
  }};
  return std::move(route_);
}

Route NewRoute::by(AnsweringLater handler) {
  route_.handler = AsyncHandler{[&api = api_, limiter = limiter_, check = checks(), handler = std::move(handler)](
                                    const Request& request, Respond respond) {
    if (auto wrong_form = check(request)) return respond(std::move(*wrong_form));
    const auto caller = caller_of(api, request);
    if (!caller) return respond(problem(caller.error(), request));
    if (is_limited(*caller)) {
      if (auto away = turned_away(limiter, request)) return respond(std::move(*away));
    }
    handler(request, *caller, Reply{request, std::move(respond)});
  }};
  return std::move(route_);
}

Route NewRoute::by(std::function<Result<Response>(const Request&)> handler) {
  route_.handler =
      Handler{[limiter = limiter_, check = checks(), handler = std::move(handler)](const Request& request) -> Response {
        if (auto wrong_form = check(request)) return std::move(*wrong_form);
        if (auto away = turned_away(limiter, request)) return std::move(*away);
        return answered(handler(request), request);
      }};
  return std::move(route_);
}

Result<json::Value> body_of(const Request& request) {
  if (request.body.empty()) return json::Object{};
  return json::parse(request.body);
}

std::string text_of(const Request& request, std::string_view name) {
  return std::string{request.query.get(name).value_or("")};
}

Result<int64_t> whole_of(const Request& request, std::string_view name, int64_t fallback, int64_t least, int64_t most) {
  const auto text = request.query.get(name);
  if (!text) return fallback;
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  const bool reads = error == std::errc{} && end == text->data() + text->size();
  if (reads && number >= least && number <= most) return number;
  return wrong(name, fmt::format("must be a whole number from {} to {}", least, most));
}

Result<bool> flag_of(const Request& request, std::string_view name) {
  const auto text = request.query.get(name).value_or("false");
  if (text == "true" || text == "false") return text == "true";
  return wrong(name, "must be true or false");
}

Result<int64_t> instant_of(const Request& request, std::string_view name, const Zone& zone) {
  auto text = text_of(request, name);
  if (text.empty()) return 0;
  std::ranges::replace(text, ' ', '+');  // an offset's plus sign that was not escaped
  if (const auto date = parse_date(text)) return zone.instant({*date, 0, 0});
  const auto at_ms = parse_instant(text);
  if (!at_ms) return wrong(name, "must be an instant such as 2026-11-22T10:00:00+08:00, or a date");
  return *at_ms;
}

Result<Point> point_of(const Request& request) {
  const auto number = [&](std::string_view name) -> json::Value {
    const auto text = request.query.get(name).value_or("");
    double degrees = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return nullptr;
    return degrees;
  };
  return read_point(number("lat"), number("lon"), "");
}

Result<std::optional<IdempotencyKey>> once_of(const Request& request, const Caller& caller) {
  const auto key = request.headers.get("Idempotency-Key");
  if (!key) return std::nullopt;
  if (key->empty()) return refuse(RefusalCode::invalid_input, "must not be empty", "Idempotency-Key");
  if (auto ok = check_text(*key, kIdempotencyKeyMax, "Idempotency-Key"); !ok) return std::unexpected(ok.error());
  return IdempotencyKey{principal_of(request, caller), std::string{*key}};
}

}  // namespace huiyin::http
