// The public interface as one object: its routes, who may pass them, its limits, its OpenAPI document.
#pragma once

#include <memory>
#include <string>

#include "app/own_cases.h"
#include "app/sessions.h"
#include "http/case_hints.h"
#include "http/gatekeeper.h"
#include "http/schema.h"
#include "http/server/metrics.h"
#include "http/server/rate_limiter.h"
#include "http/server/router.h"

namespace huiyin::http {

struct ApiOptions {
  bool intake_limits = true;
  RateLimit intake{60, 20, 65'536};   // requests of people without an account, an address class
  RateLimit upload{60, 30, 65'536};   // pictures of the same
  RateLimit sign_in{60, 40, 65'536};  // each costs a password check
  TextGateway text_gateway = log_gateway();
  std::string web_dir;  // folder of the built screens; empty = the plain start page
};

// What the routes share. Outlives the server that runs them. Safe from any thread once the routes are made.
struct Api {
  Api(App& app, const ApiOptions& options, std::shared_ptr<Metrics> metrics);
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  // All routes, and with them the document. Called once.
  Router routes();

  // `value` as its reader sees it, instants in the site's zone.
  template <class T>
  Response view(int status, const T& value) const {
    return Response::json(status, view_json(value, zone()));
  }
  Zone zone() const;

  App& app;
  ApiOptions options;
  std::shared_ptr<Metrics> metrics;
  Gate gate;
  CaseHints hints;
  AttemptLimit sign_in_failures;
  PhoneDoor phone_door;
  RateLimiter intake_limiter;
  RateLimiter upload_limiter;
  RateLimiter sign_in_limiter;
  Schemas schemas;
  std::string document;  // OpenAPI 3.1, as /openapi.json serves it
};

}  // namespace huiyin::http
