// One request as a handler sees it: complete, decoded, bounded. A value; handlers only read it.
#pragma once

#include <any>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server/headers.h"

namespace huiyin::http {

// Query parameters in the order they came, decoded, UTF-8. A name may repeat.
class Query {
 public:
  void add(std::string name, std::string value) { items_.emplace_back(std::move(name), std::move(value)); }
  std::optional<std::string_view> get(std::string_view name) const;  // the first
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& items() const { return items_; }

 private:
  std::vector<std::pair<std::string, std::string>> items_;
};

struct Request {
  std::string method;                                      // "GET"; a HEAD request stays "HEAD"
  std::string path;                                        // as sent, percent-encoded, without the query
  std::vector<std::string> segments;                       // of the path, decoded, UTF-8
  std::map<std::string, std::string, std::less<>> params;  // {names} of the route, decoded
  Query query;
  Headers headers;
  std::string body;
  std::string client_address;  // of the peer, or what a trusted proxy says
  std::string request_id;      // ours, unique while the process lives; also sent back
  std::shared_ptr<void> room;  // of a large body: held while the request lives
  std::any principal;          // set by the gatekeeper, see server.h

  // The value of a {name} of the route; empty when the route has no such name.
  std::string_view param(std::string_view name) const;
  std::string_view header(std::string_view name) const { return headers.get(name).value_or(std::string_view{}); }
};

}  // namespace huiyin::http
