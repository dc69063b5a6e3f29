// The built screens as the server shows them.
#include "http/web.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "http/server/compress.h"
#include "http/server/target.h"

namespace huiyin::http::testing {

namespace fs = std::filesystem;

class Screens : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path{::testing::TempDir()} / ("web_" + std::to_string(::getpid()));
    write("resident/index.html", "<p>resident</p>");
    write("resident/assets/a.js", "let a");
    write("resident/assets/a.js.gz", *gzipped("let a"));
    write("resident/sw.js", "worker");
    write("field/index.html", "<p>field</p>");
    add_web_routes(router_, root_.string());
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream{root_ / name, std::ios::binary} << text;
  }
  Response ask(const std::string& path, bool takes_gzip = false) const {
    Request request;
    request.method = "GET";
    if (takes_gzip) request.headers.add("Accept-Encoding", "gzip");
    EXPECT_TRUE(read_target(path, request)) << path;
    const auto match = router_.match("GET", request.segments);
    if (match.route == nullptr) return Response{404, {}, {}, {}};
    request.params = match.params;
    return std::get<Handler>(match.route->handler)(request);
  }
  fs::path root_;
  Router router_;
};

TEST_F(Screens, a_page_of_the_app_is_its_start_page_under_a_strict_policy) {
  for (const auto* path : {"/report", "/c/MC-261122-00001-6", "/no/such/page"}) {
    const auto page = ask(path);
    EXPECT_EQ(page.body, "<p>resident</p>") << path;
    EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
    const auto policy = page.headers.get("Content-Security-Policy").value_or("");
    EXPECT_TRUE(policy.contains("script-src 'self';")) << policy;
    EXPECT_FALSE(policy.contains("unsafe")) << policy;
  }
  EXPECT_EQ(ask("/field/today").body, "<p>field</p>");
}

TEST_F(Screens, files_with_a_hash_are_kept_for_a_year_and_the_worker_is_asked_for_again) {
  EXPECT_EQ(ask("/assets/a.js").headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(ask("/sw.js").headers.get("Cache-Control"), "no-cache");
}

TEST_F(Screens, a_file_packed_beforehand_goes_out_packed_to_who_takes_it) {
  const auto packed = ask("/assets/a.js", true);
  EXPECT_EQ(packed.headers.get("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.headers.get("Vary"), "Accept-Encoding");
  EXPECT_EQ(packed.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(packed.body, *gzipped("let a"));
  EXPECT_EQ(ask("/assets/a.js").body, "let a");
}

TEST_F(Screens, what_is_unknown_to_the_interfaces_or_no_file_is_no_page) {
  for (const auto* path : {"/api/v1/nothing", "/open311/v2/x", "/assets/gone.js", "/favicon.ico"}) {
    EXPECT_EQ(ask(path).status, 404) << path;
  }
}

TEST(Without_screens, there_is_no_app_and_no_route) {
  Router router;
  add_web_routes(router, "");
  add_web_routes(router, "/no/such/folder");
  EXPECT_TRUE(router.routes().empty());
  EXPECT_FALSE(has_resident_app(""));
}

}  // namespace huiyin::http::testing
