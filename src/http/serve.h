// A site served over HTTP: store, sweeper, routes and server as one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/api.h"

namespace huiyin::http {

struct ServeOptions {
  std::string site;
  std::string store_url;                   // empty = the site's own SQLite file
  std::string listen = "127.0.0.1:12345";  // an IPv6 address in brackets; port 0 takes a free one
  bool intake_limits = true;
  std::string web_dir;              // folder of the built screens; empty = the plain start page
  std::string access_log;           // a file for one line a request, turned over at 16 MB; empty = none
  std::string text_program;         // a program that sends text messages; empty = they go into the log
  size_t threads = 0, workers = 0;  // 0 = by the machine
};

class Service {
 public:
  // Serves when it returns. Refusals: those of open_site and load_editions, wrong_use for `listen`.
  static Result<std::unique_ptr<Service>> start(const ServeOptions& options);
  ~Service();  // stop(0)

  uint16_t port() const;
  App& app();
  const Api& api() const;
  // Lets running requests finish for at most grace_ms, then stops sweeper and store. Twice is once.
  void stop(int64_t grace_ms);

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Serves until SIGINT or SIGTERM, which must be left to it. One line on standard output says where it listens, once it
// does.
Result<void> serve(const ServeOptions& options);

}  // namespace huiyin::http
