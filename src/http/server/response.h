// What a handler answers. Length, date, connection, compression and conditional answers are the server's business.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "http/server/headers.h"
#include "http/server/stream.h"

namespace huiyin::http {

struct Response {
  int status = 200;
  std::string content_type;  // empty: no Content-Type is sent
  std::string body;
  Headers headers;
  std::shared_ptr<Stream> stream;  // the body goes on with it; the connection ends with it

  static Response json(int status, std::string body);
  static Response text(int status, std::string body);
  static Response no_content();  // 204
};

std::string_view reason_phrase(int status);

// What goes over the wire, ready to be written.
struct Wire {
  std::string head;
  std::string body;
  std::shared_ptr<Stream> stream;
  bool close = false;  // the connection ends after it
};

struct WireOptions {
  bool keep_alive = true;
  bool head_only = false;  // the request was HEAD: the length is told, the body is not sent
};

// Control characters in header values become spaces, so no value can start another header. `no-store` is the default
// where a handler says nothing about caching: most answers are about somebody's matter.
Wire serialise(Response response, std::string_view request_id, WireOptions options);

}  // namespace huiyin::http
