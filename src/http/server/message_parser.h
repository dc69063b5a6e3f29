// One HTTP/1.x request from bytes. Boost.Beast reads; the stricter rules of this server are here. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/server/request.h"

namespace huiyin::http {

struct HeadFacts {
  bool keep_alive = true;
  bool expects_continue = false;
  bool expects_more = false;  // an expectation other than 100-continue
  bool has_body = false;
  uint64_t content_bytes = 0;  // as declared; 0 for chunked
};

class MessageParser {
 public:
  MessageParser();
  ~MessageParser();

  // `head` is complete (HeadScan). Fills method, target and headers of `into`.
  //   two Content-Length, Content-Length with Transfer-Encoding, any Transfer-Encoding but "chunked", none or two
  //   Host on HTTP/1.1, broken names or values, a target that does not decode -> invalid_input
  //   more than header_fields_max fields -> too_large
  Result<HeadFacts> read_head(std::string_view head, size_t header_fields_max, Request& into);

  // Bytes after the head; returns how many were used, the caller brings the rest again with what follows.
  //   a body beyond `set_body_max` -> too_large; broken chunks -> invalid_input
  void set_body_max(size_t body_bytes_max);
  Result<size_t> read_body(std::string_view bytes);
  bool done() const;
  size_t body_bytes() const;
  std::string take_body();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace huiyin::http
