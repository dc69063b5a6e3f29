// A server with a handful of routes for the tests, on a free port.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

#include "http/raw_client.h"
#include "http/server/server.h"

namespace huiyin::http::testing {

inline Route open_route(std::string method, std::string pattern, std::string name,
                        std::variant<Handler, AsyncHandler> handler) {
  return {std::move(method), std::move(pattern), std::move(name), open_to_everyone(), std::move(handler), 0, {}};
}

// GET /hello -> "hello"; POST /echo -> the body; GET /things/{id} -> the id; GET /throw; GET /long -> 100,000 bytes
inline Router small_routes() {
  Router router;
  router.add(open_route("GET", "/hello", "hello", [](const Request&) { return Response::text(200, "hello"); }));
  router.add(
      open_route("POST", "/echo", "echo", [](const Request& request) { return Response::text(200, request.body); }));
  router.add(open_route("GET", "/things/{id}", "thing",
                        [](const Request& request) { return Response::text(200, std::string{request.param("id")}); }));
  router.add(open_route("GET", "/throw", "throw",
                        [](const Request&) -> Response { throw std::runtime_error("the secret detail"); }));
  router.add(open_route("GET", "/long", "long",
                        [](const Request&) { return Response::text(200, std::string(100'000, 'x')); }));
  router.add(open_route("GET", "/client", "client",
                        [](const Request& request) { return Response::text(200, request.client_address); }));
  return router;
}

inline std::unique_ptr<Server> serve(Router router, ServerOptions options = {}) {
  auto server = Server::start(std::move(options), std::move(router));
  if (!server) throw std::runtime_error(server.error().detail);
  return *std::move(server);
}

inline std::unique_ptr<Server> serve_small(ServerOptions options = {}) {
  return serve(small_routes(), std::move(options));
}

}  // namespace huiyin::http::testing
