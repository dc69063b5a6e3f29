// The access log of a served site, as its administrator reads it.
#include <spdlog/spdlog.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "http/served_site.h"

namespace huiyin::http::testing {

class AccessLog : public ServedSite {
 protected:
  std::string log_path() const { return folder_ + "/access.log"; }
  void start_with_log(const std::string& path) {
    start({.site = folder_ + "/site", .listen = "127.0.0.1:0", .intake_limits = false, .access_log = path});
  }
};

TEST_F(AccessLog, holds_one_line_a_request_without_its_query) {
  start_with_log(log_path());
  EXPECT_EQ(ask("GET", "/healthz").status, 200);
  EXPECT_EQ(ask("GET", "/api/v1/locate?lat=41.305&lon=123.7905").status, 200);
  service_.reset();
  spdlog::get("access")->flush();
  std::ifstream file{log_path()};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_EQ(std::ranges::count(text, '\n'), 2) << text;
  EXPECT_NE(text.find("path=/healthz"), std::string::npos) << text;
  EXPECT_NE(text.find("path=/api/v1/locate "), std::string::npos) << text;
  EXPECT_EQ(text.find("41.305"), std::string::npos) << "where somebody asked for is nobody's business";
}

TEST_F(AccessLog, that_cannot_be_written_stops_the_start) {
  service_.reset();
  const auto service = Service::start(
      {.site = folder_ + "/site", .listen = "127.0.0.1:0", .access_log = folder_ + "/site/site.yaml/log"});
  ASSERT_FALSE(service);
  EXPECT_EQ(service.error().code, RefusalCode::wrong_use);
}

}  // namespace huiyin::http::testing
