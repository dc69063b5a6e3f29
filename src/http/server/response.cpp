#include "http/server/response.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <iterator>

namespace huiyin::http {
namespace {

struct Reason {
  int status;
  std::string_view phrase;
};

constexpr Reason kReasons[] = {{200, "OK"},
                               {201, "Created"},
                               {202, "Accepted"},
                               {204, "No Content"},
                               {301, "Moved Permanently"},
                               {302, "Found"},
                               {303, "See Other"},
                               {304, "Not Modified"},
                               {307, "Temporary Redirect"},
                               {308, "Permanent Redirect"},
                               {400, "Bad Request"},
                               {401, "Unauthorized"},
                               {403, "Forbidden"},
                               {404, "Not Found"},
                               {405, "Method Not Allowed"},
                               {408, "Request Timeout"},
                               {409, "Conflict"},
                               {410, "Gone"},
                               {412, "Precondition Failed"},
                               {413, "Content Too Large"},
                               {415, "Unsupported Media Type"},
                               {417, "Expectation Failed"},
                               {422, "Unprocessable Content"},
                               {429, "Too Many Requests"},
                               {431, "Request Header Fields Too Large"},
                               {500, "Internal Server Error"},
                               {503, "Service Unavailable"}};

// The date changes once a second; formatting it for each answer would be the dearest part of a short one.
const std::string& http_date() {
  thread_local std::time_t formatted_at_s = 0;
  thread_local std::string text;
  const auto now_s = std::time(nullptr);
  if (now_s != formatted_at_s) {
    std::tm parts{};
    gmtime_r(&now_s, &parts);
    char buffer[40];
    const auto length = std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    text.assign(buffer, length);
    formatted_at_s = now_s;
  }
  return text;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

void append_field(std::string& out, std::string_view name, std::string_view value) {
  const auto start = static_cast<std::ptrdiff_t>(out.size());
  fmt::format_to(std::back_inserter(out), "{}: {}", name, value);
  std::replace_if(out.begin() + start, out.end(), is_control, ' ');
  out += "\r\n";
}

bool may_have_body(int status) {
  return status >= 200 && status != 204 && status != 304;
}

void append_defaults(std::string& out, const Response& response) {
  if (!response.headers.get("Cache-Control")) {
    append_field(out, "Cache-Control", response.headers.get("ETag") ? "private, no-cache" : "no-store");
  }
  append_field(out, "X-Content-Type-Options", "nosniff");
}

}  // namespace

Response Response::json(int status, std::string body) {
  return {status, "application/json", std::move(body), {}, {}};
}

Response Response::text(int status, std::string body) {
  return {status, "text/plain; charset=utf-8", std::move(body), {}, {}};
}

Response Response::no_content() {
  return {204, {}, {}, {}, {}};
}

std::string_view reason_phrase(int status) {
  const auto found = std::ranges::find(kReasons, status, &Reason::status);
  return found == std::end(kReasons) ? "Status" : found->phrase;
}

Wire serialise(Response response, std::string_view request_id, WireOptions options) {
  Wire wire;
  const bool streams = response.stream != nullptr;
  const bool keep_alive = options.keep_alive && !streams;
  wire.close = !keep_alive;
  std::string& out = wire.head;
  out.reserve(384);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 reason_phrase(response.status), http_date());
  const bool body_allowed = may_have_body(response.status);
  if (body_allowed && !streams) fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.body.size());
  if (body_allowed && !response.content_type.empty()) append_field(out, "Content-Type", response.content_type);
  append_field(out, "Request-Id", request_id);
  append_defaults(out, response);
  if (streams) append_field(out, "X-Accel-Buffering", "no");  // a proxy must not wait for the end
  for (const auto& [name, value] : response.headers.all()) append_field(out, name, value);
  out += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  if (body_allowed && !options.head_only) wire.body = std::move(response.body);
  if (!options.head_only) wire.stream = std::move(response.stream);
  return wire;
}

}  // namespace huiyin::http
