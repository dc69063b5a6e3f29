// Refusals as RFC 9457 problems (application/problem+json). The only place that turns a RefusalCode into a status.
//   type      "urn:huiyin:problem:<code>", stable; clients match on it
//   title     in the client's language; detail is for people; where and allowed as in Refusal
//   instance  the path without the query; request_id as in the log
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"
#include "http/server/request.h"
#include "http/server/response.h"

namespace huiyin::http {

// What HTTP itself can get wrong, beside the refusals of the application.
enum class Fault {
  malformed_request,       // 400
  unknown_path,            // 404
  method_not_allowed,      // 405
  request_timeout,         // 408
  unsupported_media_type,  // 415
  expectation_failed,      // 417
  head_too_large,          // 431
  internal_error,          // 500
  overloaded,              // 503
};

int status_of(RefusalCode code);
int status_of(Fault fault);
const char* to_string(Fault fault);

// 429 and 503 carry Retry-After. The detail of a 500 stays in the log: it may tell what is nobody's business.
Response problem(const Refusal& refusal, const Request& request);
Response problem(const Refusal& refusal, const Request& request, int64_t retry_after_s);
Response problem(Fault fault, std::string detail, const Request& request);

}  // namespace huiyin::http
