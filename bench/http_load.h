// A small HTTP/1.1 load client: one thread, many kept connections, one request under way on each. Closed loop (every
// connection asks again as soon as it is answered) or open loop (requests fall due at random times of a given rate and
// wait for a connection; their time counts from when they were due).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huiyin::bench {

struct Reply {
  int status = 0;  // 0: the connection broke
  std::string_view body;
};

struct Ask {
  std::string bytes;                           // the whole request
  std::string kind;                            // under which it is counted
  std::function<void(const Reply&)> answered;  // may be empty
};

// What to ask next; nothing while there is nothing to ask at the moment.
using NextAsk = std::function<std::optional<Ask>()>;

struct LoadPlan {
  uint16_t port = 0;
  size_t connections = 64;
  double warm_up_s = 1;  // not counted
  double seconds = 5;
  double rate_per_s = 0;  // 0 = closed loop
  uint64_t seed = 1;
};

struct Told {
  std::vector<float> waited_ms;
  int64_t failed = 0;  // other statuses than 200 and 201
};

struct LoadReport {
  double seconds = 0;
  std::map<std::string, Told> by_kind;
  std::map<int, int64_t> by_status;
  std::string first_failure;
};

LoadReport run_load(const LoadPlan& plan, const NextAsk& next);

std::string get_request(const std::string& path, const std::string& headers);
std::string post_request(const std::string& path, const std::string& headers, const std::string& body);

}  // namespace huiyin::bench
