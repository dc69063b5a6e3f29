// A route said once: what it takes and answers is what the document says and what is checked before its handler runs.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "app/open_case.h"
#include "http/api.h"

namespace huiyin::http {

// Handlers on a worker: refusals become problems.
using Answering = std::function<Result<Response>(const Request&, const Caller&)>;

// The one answer of an asynchronous handler, from any thread; keeps the request alive.
class Reply {
 public:
  Reply(const Request& request, Respond respond) : request_(&request), respond_(std::move(respond)) {}
  void operator()(Result<Response> answer) const;

 private:
  const Request* request_;
  Respond respond_;
};
using AnsweringLater = std::function<void(const Request&, const Caller&, Reply)>;

class NewRoute {
 public:
  // `method_and_pattern`: "GET /api/v1/cases/{case_no}".
  NewRoute(Api& api, std::string_view method_and_pattern, std::string name, Guard guard);

  NewRoute& says(std::string tag, std::string summary);
  // A query parameter; any that is not named here is refused.
  NewRoute& query(std::string name, std::string description, std::string schema_json = {}, bool required = false);
  NewRoute& header(std::string name, std::string description);
  template <class T>
  NewRoute& takes(const std::vector<std::string>& required = {}) {
    return takes(api_.schemas.body<T>(required));
  }
  NewRoute& takes(std::string schema);
  // More than the server's bound.
  NewRoute& up_to(size_t bytes_max);
  // A body that is no JSON, up to `bytes_max`.
  NewRoute& takes_bytes(std::vector<std::string> types, size_t bytes_max);
  template <class T>
  NewRoute& answers(int status, std::string description) {
    return answers(status, std::move(description), api_.schemas.answer<T>());
  }
  NewRoute& answers(int status, std::string description, std::string schema = {}, std::string content_type = {});
  // People without an account pass one by one.
  NewRoute& limited_by(RateLimiter& limiter);

  Route by(Answering handler);
  Route by(AnsweringLater handler);
  // Without asking who it is.
  Route by(std::function<Result<Response>(const Request&)> handler);

 private:
  std::function<std::optional<Response>(const Request&)> checks() const;
  void add_path_parameters();

  Api& api_;
  Route route_;
  RateLimiter* limiter_ = nullptr;
};

// --- what handlers read ----------------------------------------------------------------------------------------------

// The body as JSON; nothing at all reads as {}.
Result<json::Value> body_of(const Request& request);

template <class T>
Result<T> read_body(const Request& request) {
  const auto body = body_of(request);
  if (!body) return std::unexpected(body.error());
  return json::read<T>(*body);
}

// Query parameters; wrong ones -> invalid_input at "/<name>".
std::string text_of(const Request& request, std::string_view name);
Result<int64_t> whole_of(const Request& request, std::string_view name, int64_t fallback, int64_t least, int64_t most);
Result<bool> flag_of(const Request& request, std::string_view name);
// RFC 3339, or a date: the start of that day in the zone. 0 when missing.
Result<int64_t> instant_of(const Request& request, std::string_view name, const Zone& zone);
Result<Point> point_of(const Request& request);

// The Idempotency-Key header with the principal it belongs to; empty, or longer than 200 characters -> invalid_input.
Result<std::optional<IdempotencyKey>> once_of(const Request& request, const Caller& caller);

// The JSON Schemas of often used query parameters.
inline constexpr const char* kBooleanSchema = R"({"type":"boolean"})";
inline constexpr const char* kInstantSchema = R"({"type":"string","description":"RFC 3339, or a date"})";
inline constexpr const char* kLatitudeSchema = R"({"type":"number","minimum":-90,"maximum":90})";
inline constexpr const char* kLongitudeSchema = R"({"type":"number","minimum":-180,"maximum":180})";
inline constexpr const char* kPostSchema = R"({"type":"integer","minimum":0,"maximum":9,"default":0})";

// The answer of a use case as `status` and its view.
template <class T>
Result<Response> shown(const Api& api, int status, const Result<T>& result) {
  if (!result) return std::unexpected(result.error());
  return api.view(status, *result);
}

}  // namespace huiyin::http
