// Cookies, ETags, compression, files, the access log, the rate limiter, answers as bytes.
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "http/server/access_log.h"
#include "http/server/compress.h"
#include "http/server/conditional.h"
#include "http/server/cookies.h"
#include "http/server/metrics.h"
#include "http/server/rate_limiter.h"
#include "http/server/static_files.h"
#include "http/server/target.h"

namespace huiyin::http {
namespace {

namespace fs = std::filesystem;

Request with_header(std::string name, std::string value) {
  Request request;
  request.method = "GET";
  request.headers.add(std::move(name), std::move(value));
  return request;
}

TEST(A_query, is_decoded_and_keeps_repeated_names) {
  Request request;
  ASSERT_TRUE(read_target("/list?q=%E8%B7%AF+%E7%81%AF&tag=a&tag=b&empty=&bare", request).has_value());
  EXPECT_EQ(request.path, "/list");
  EXPECT_EQ(request.query.get("q"), "路 灯");
  EXPECT_EQ(request.query.all("tag"), (std::vector<std::string_view>{"a", "b"}));
  EXPECT_EQ(request.query.get("empty"), "");
  EXPECT_EQ(request.query.get("bare"), "");
  EXPECT_EQ(request.query.get("absent"), std::nullopt);
}

TEST(Percent_encoding, comes_back_as_it_was) {
  const std::string text = "路灯/坏了 50% + ~_-.";
  EXPECT_EQ(percent_decoded(percent_encoded(text), false).value(), text);
}

TEST(A_header_value, cannot_start_another_header) {
  Response response = Response::text(200, "");
  response.headers.add("Location", "/a\r\nSet-Cookie: stolen=1");
  const auto wire = serialise(response, "id", {});
  EXPECT_FALSE(wire.head.contains("\r\nSet-Cookie")) << wire.head;
}

TEST(An_answer, is_not_kept_by_caches_unless_the_handler_says_so) {
  EXPECT_TRUE(serialise(Response::json(200, "{}"), "id", {}).head.contains("Cache-Control: no-store"));
  Response kept = Response::json(200, "{}");
  kept.headers.add("Cache-Control", "public, max-age=60");
  EXPECT_FALSE(serialise(kept, "id", {}).head.contains("no-store"));
}

TEST(An_answer_without_content, has_neither_length_nor_body) {
  const auto wire = serialise({204, "text/plain", "left over", {}}, "id", {});
  EXPECT_FALSE(wire.head.contains("Content-Length"));
  EXPECT_TRUE(wire.body.empty());
}

TEST(A_cookie, is_found_among_others) {
  const auto request = with_header("Cookie", "a=1; session=abc=; sessions=no");
  EXPECT_EQ(cookie_of(request, "session"), "abc=");
  EXPECT_EQ(cookie_of(request, "sess"), std::nullopt);
}

TEST(A_cookie, is_set_closed_to_scripts_and_other_sites) {
  EXPECT_EQ(set_cookie({.name = "session", .value = "abc", .max_age_s = 60}),
            "session=abc; Path=/; HttpOnly; SameSite=Strict; Secure; Max-Age=60");
  EXPECT_TRUE(set_cookie({.name = "session", .value = "", .max_age_s = -1}).ends_with("Max-Age=0"));
}

TEST(A_page_the_client_has, is_a_304_without_its_body) {
  const auto fresh = with_etag(Response::json(200, "{}"));
  const auto etag = std::string{*fresh.headers.get("ETag")};
  auto again = fresh;
  answer_conditionally(with_header("If-None-Match", "\"other\", " + etag), again);
  EXPECT_EQ(again.status, 304);
  EXPECT_TRUE(again.body.empty());
  auto changed = with_etag(Response::json(200, "{\"a\":1}"));
  answer_conditionally(with_header("If-None-Match", etag), changed);
  EXPECT_EQ(changed.status, 200);
  auto posted = fresh;
  auto post = with_header("If-None-Match", etag);
  post.method = "POST";
  answer_conditionally(post, posted);
  EXPECT_EQ(posted.status, 200) << "only reading may be answered so";
}

std::string unpacked(const std::string& packed, size_t bytes_max) {
  std::string out(bytes_max, '\0');
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

TEST(Compression, gives_back_the_same_bytes) {
  std::string body;
  for (int i = 0; i < 5'000; ++i) body += "路灯 " + std::to_string(i * 7'919 % 1'000);
  const auto packed = gzipped(body);
  ASSERT_TRUE(packed.has_value());
  EXPECT_LT(packed->size(), body.size());
  EXPECT_EQ(unpacked(*packed, body.size() + 1), body);
}

TEST(Compression, is_left_out_where_it_does_not_help) {
  const auto request = with_header("Accept-Encoding", "gzip");
  auto small = Response::json(200, "{}");
  compress(request, small);
  EXPECT_EQ(small.body, "{}");
  Response picture{200, "image/png", std::string(10'000, 'x'), {}};
  compress(request, picture);
  EXPECT_EQ(picture.body.size(), 10'000U);
}

TEST(Gzip, is_accepted_as_the_header_weighs_it) {
  EXPECT_TRUE(accepts_gzip("gzip"));
  EXPECT_TRUE(accepts_gzip("br, GZIP;q=0.5"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("gzip;q=0"));
  EXPECT_FALSE(accepts_gzip("*, gzip;q=0.000"));
  EXPECT_FALSE(accepts_gzip("identity"));
}

class Folder : public ::testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::path{::testing::TempDir()} / ("static_" + std::to_string(::getpid()));
    fs::create_directories(root_ / "site/assets");
    write("site/index.html", "<p>start</p>");
    write("site/assets/app.js", "1");
    write("site/.hidden", "no");
    write("secret.txt", "no");
    fs::create_symlink(root_ / "secret.txt", root_ / "site/link.txt");
  }
  void TearDown() override { fs::remove_all(root_); }
  void write(const std::string& name, const std::string& text) const { std::ofstream{root_ / name} << text; }
  Response ask(const std::string& path, const std::string& fallback = {}) const {
    Request request;
    request.params["path"] = path;
    return serve_folder({.root = root_ / "site", .fallback = fallback})(request);
  }
  fs::path root_;
};

TEST_F(Folder, gives_its_files_with_type_tag_and_time_to_live) {
  const auto script = ask("assets/app.js");
  EXPECT_EQ(script.body, "1");
  EXPECT_EQ(script.content_type, "text/javascript; charset=utf-8");
  EXPECT_EQ(script.headers.get("Cache-Control"), "public, max-age=31536000, immutable");
  const auto page = ask("index.html");
  EXPECT_EQ(page.headers.get("Cache-Control"), "no-cache");
  EXPECT_TRUE(page.headers.get("ETag").has_value());
}

TEST_F(Folder, gives_nothing_hidden_and_nothing_outside) {
  for (const auto* path : {"../secret.txt", "assets/../../secret.txt", "/secret.txt", ".hidden", "link.txt", "assets",
                           "", "..", "..\\secret.txt", "assets//app.js", "absent.html"}) {
    EXPECT_EQ(ask(path).status, 404) << path;
  }
}

TEST_F(Folder, falls_back_to_the_start_page_for_paths_of_the_screens) {
  EXPECT_EQ(ask("cases/7", "index.html").body, "<p>start</p>");
  EXPECT_EQ(ask("../secret.txt", "index.html").body, "<p>start</p>");
}

TEST(An_access_line, tells_neither_query_nor_secrets_nor_the_whole_address) {
  Request request;
  ASSERT_TRUE(read_target("/cases/7?receipt=topsecret", request).has_value());
  request.method = "GET";
  request.client_address = "203.0.113.77";
  request.request_id = "id-1";
  EXPECT_EQ(access_line(request, {"case", 200, 12, 830}),
            "method=GET path=/cases/7 route=case status=200 bytes=12 us=830 client=203.0.113.0/24 id=id-1");
}

TEST(Headers_of_an_error_line, keep_their_secrets) {
  Headers headers;
  for (const auto* name : {"Authorization", "cookie", "HUIYIN-RECEIPT", "Referer"}) headers.add(name, "topsecret");
  headers.add("Accept", "a b\nforged=1");
  const auto line = scrubbed_headers(headers);
  EXPECT_FALSE(line.contains("topsecret")) << line;
  EXPECT_FALSE(line.contains('\n')) << line;
  EXPECT_TRUE(line.contains("Accept=")) << line;
}

TEST(A_network, is_what_remains_of_an_address) {
  EXPECT_EQ(network_of("2001:db8:1:2::9"), "2001:db8:1::/48");
  EXPECT_EQ(network_of("::ffff:203.0.113.77"), "203.0.113.0/24");
  EXPECT_EQ(network_of("a forged line\nmore"), "-");
}

TEST(A_rate_limiter, lets_a_burst_pass_then_one_by_one) {
  RateLimiter limiter({.per_minute = 60, .burst = 3, .classes_max = 64});
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(limiter.take("203.0.113.1", 1'000).has_value());
  const auto refused = limiter.take("203.0.113.1", 1'000);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, RefusalCode::too_many);
  EXPECT_FALSE(limiter.take("203.0.113.1", 1'999).has_value());
  EXPECT_TRUE(limiter.take("203.0.113.1", 2'000).has_value());
  EXPECT_TRUE(limiter.take("203.0.113.2", 2'000).has_value()) << "another address has its own bucket";
}

TEST(A_rate_limiter, gives_the_whole_rate_to_who_asks_all_the_time) {
  RateLimiter limiter({.per_minute = 70, .burst = 1, .classes_max = 64});
  int passed = 0;
  for (int64_t now_ms = 0; now_ms < 60'000; ++now_ms) passed += limiter.take("203.0.113.1", now_ms).has_value() ? 1 : 0;
  EXPECT_GE(passed, 70);
  EXPECT_LE(passed, 71);
}

TEST(A_rate_limiter, counts_an_IPv6_network_as_one) {
  RateLimiter limiter({.per_minute = 60, .burst = 1, .classes_max = 64});
  EXPECT_TRUE(limiter.take("2001:db8:1:2::1", 0).has_value());
  EXPECT_FALSE(limiter.take("2001:db8:1:2:ffff::9", 0).has_value());
  EXPECT_TRUE(limiter.take("2001:db8:1:3::1", 0).has_value());
  EXPECT_TRUE(limiter.take("::ffff:203.0.113.1", 0).has_value());
  EXPECT_FALSE(limiter.take("203.0.113.1", 0).has_value()) << "the same address in another dress";
}

TEST(A_rate_limiter, survives_more_addresses_than_it_has_room_for) {
  RateLimiter limiter({.per_minute = 60, .burst = 1, .classes_max = 16});
  for (int i = 0; i < 10'000; ++i)
    EXPECT_TRUE(limiter.take("10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250), i).has_value());
}

TEST(Figures, are_written_as_Prometheus_reads_them) {
  Metrics metrics;
  metrics.counter("taken_total", "Cases taken.", {{"door", "a \"b\"\n"}}).add(3);
  metrics.gauge("open", "Open cases.").set(-2);
  metrics.gauge_from("next", "Read at the scrape.", [] { return int64_t{7}; });
  auto& histogram = metrics.histogram("wait_seconds", "Waiting.");
  histogram.observe_us(500);
  histogram.observe_us(501);
  histogram.observe_us(60'000'000);
  const auto text = metrics.text();
  for (const auto* line :
       {"# TYPE taken_total counter\ntaken_total{door=\"a \\\"b\\\"\\n\"} 3\n",
        "# HELP open Open cases.\n# TYPE open gauge\nopen -2\n", "next 7\n", "wait_seconds_bucket{le=\"0.0005\"} 1\n",
        "wait_seconds_bucket{le=\"0.001\"} 2\n", "wait_seconds_bucket{le=\"10\"} 2\n",
        "wait_seconds_bucket{le=\"+Inf\"} 3\n", "wait_seconds_count 3\n"}) {
    EXPECT_TRUE(text.contains(line)) << line << "\nnot in\n" << text;
  }
}

}  // namespace
}  // namespace huiyin::http
