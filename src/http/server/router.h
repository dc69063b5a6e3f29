// Routes in a trie of path segments. Built once before the server starts, then only read: safe from any thread.
//   "/api/v1/cases/{no}/commands"   {name} is one non-empty segment
//   "/assets/{path...}"             {name...} is the rest of the path, last in the pattern only
// A literal segment wins over a {name}. HEAD is answered by the GET route; OPTIONS by the server.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "http/server/guard.h"
#include "http/server/request.h"
#include "http/server/response.h"

namespace huiyin::http {

class Exchange;

// Answers one request, exactly once, from any thread, also after the server has stopped. Further calls are ignored;
// when the last copy goes without a call the client gets a 500. Compression is left out on this way: answers are
// sent on the caller's thread, which may be the store's writer.
class Respond {
 public:
  explicit Respond(std::shared_ptr<Exchange> exchange) : exchange_(std::move(exchange)) {}
  void operator()(Response response) const;

 private:
  std::shared_ptr<Exchange> exchange_;
};

// Both run on the worker pool and may block, within reason: stopping waits for them. What they throw becomes a 500.
using Handler = std::function<Response(const Request&)>;
// The request lives as long as any copy of `respond`.
using AsyncHandler = std::function<void(const Request&, Respond respond)>;

// What OpenAPI says about a route; the server itself does not look at it.
struct ParameterDoc {
  std::string name;
  std::string in;  // "path", "query" or "header"
  std::string description;
  std::string schema_json;  // a JSON Schema; empty = {"type":"string"}
  bool required = false;
};

struct AnswerDoc {
  int status = 200;
  std::string description;
  std::string schema;        // name of a component schema; empty = no JSON body
  std::string content_type;  // of a body that is not JSON; may stand beside the schema
};

struct RouteDoc {
  std::string summary;
  std::string tag;
  std::vector<ParameterDoc> parameters;
  std::string body_schema;              // name of a component schema; empty = the body is no JSON
  std::vector<std::string> body_types;  // media types of the body; empty = no body
  std::vector<AnswerDoc> answers;
};

struct Route {
  std::string method;  // upper case; not HEAD, not OPTIONS
  std::string pattern;
  std::string name;  // unique: metrics, logs and operationId use it
  Guard guard;
  std::variant<Handler, AsyncHandler> handler;
  size_t body_bytes_max = 0;  // 0 = the server's bound
  RouteDoc doc;
};

struct Match {
  const Route* route = nullptr;
  std::map<std::string, std::string, std::less<>> params;
  std::vector<std::string> allow;  // the methods of this path when `route` is null; empty = no such path
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  void add(Route route);
  Match match(std::string_view method, const std::vector<std::string>& segments) const;
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

  // Every route has a guard, a handler, a name of its own and a path of its own; else wrong_use naming the first fault.
  // The server asks before it starts.
  Result<void> check() const;

 private:
  struct Node;
  const Node* find(const Node& node, const std::vector<std::string>& segments, size_t at) const;

  std::vector<std::unique_ptr<Route>> routes_;
  std::vector<std::string> faults_;
  std::unique_ptr<Node> root_;
};

}  // namespace huiyin::http
