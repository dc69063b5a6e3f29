// The server's bounds. Limits are short here; every test waits for an event, never for a time.
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include "http/small_server.h"

namespace huiyin::http::testing {
namespace {

void wait_until(const std::function<bool()>& holds) {
  const auto hang_at = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!holds()) {
    if (std::chrono::steady_clock::now() > hang_at) throw std::runtime_error("the awaited event did not come");
    std::this_thread::yield();
  }
}

ServerOptions impatient() {
  ServerOptions options;
  options.idle_timeout_ms = 100;
  options.header_timeout_ms = 100;
  options.body_gap_timeout_ms = 100;
  options.write_gap_timeout_ms = 100;
  return options;
}

TEST(A_body_beyond_the_bound, is_a_413_before_it_is_sent) {
  ServerOptions options;
  options.body_bytes_max = 1'000;
  const auto server = serve_small(options);
  RawClient client(server->port());
  const auto response = client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n");
  EXPECT_EQ(response.status, 413);
  EXPECT_TRUE(response.body.contains("urn:huiyin:problem:too_large")) << response.body;
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_body_at_the_bound, is_taken) {
  ServerOptions options;
  options.body_bytes_max = 1'000;
  const auto server = serve_small(options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask(post("/echo", std::string(1'000, 'x'))).body.size(), 1'000U);
}

TEST(A_chunked_body_beyond_the_bound, is_a_413_as_soon_as_it_passes_it) {
  ServerOptions options;
  options.body_bytes_max = 10;
  const auto server = serve_small(options);
  RawClient client(server->port());
  const auto response = client.ask(
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n12345678\r\n8\r\n12345678\r\n");
  EXPECT_EQ(response.status, 413);
}

TEST(A_client_that_goes_on_sending, can_still_read_why_it_was_refused) {
  ServerOptions options;
  options.body_bytes_max = 1'000;
  const auto server = serve_small(options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask(post("/echo", std::string(300'000, 'x'))).status, 413);
}

TEST(A_route, may_set_a_body_bound_of_its_own) {
  Router router = small_routes();
  auto upload = open_route("POST", "/upload", "upload", [](const Request& request) {
    return Response::text(200, std::to_string(request.body.size()));
  });
  upload.body_bytes_max = 3'000'000;
  router.add(std::move(upload));
  const auto server = serve(std::move(router));
  RawClient client(server->port());
  EXPECT_EQ(client.ask(post("/upload", std::string(3'000'000, 'x'))).body, "3000000");
  EXPECT_EQ(client.ask(post("/upload", std::string(3'000'001, 'x'))).status, 413);
}

TEST(Large_bodies, come_a_bounded_number_at_a_time) {
  Router router = small_routes();
  auto upload = open_route("POST", "/upload", "upload", [](const Request& request) {
    return Response::text(200, std::to_string(request.body.size()));
  });
  upload.body_bytes_max = 3'000'000;
  router.add(std::move(upload));
  ServerOptions options;
  options.large_bodies_max = 1;
  const auto server = serve(std::move(router), options);
  RawClient slow(server->port());
  const auto begun = post("/upload", std::string(2'000, 'x'), "Expect: 100-continue\r\n");
  slow.send(begun.substr(0, begun.size() - 2'000));
  ASSERT_TRUE(slow.read_until("100 Continue"));  // its room is taken
  EXPECT_EQ(RawClient(server->port()).ask(post("/upload", "x")).status, 503);
  EXPECT_EQ(RawClient(server->port()).ask(post("/echo", "x")).body, "x");
  slow.send(std::string(2'000, 'x'));
  ASSERT_TRUE(slow.read_until("2000"));
  EXPECT_NO_THROW(wait_until([&] { return RawClient(server->port()).ask(post("/upload", "x")).status == 200; }));
}

TEST(A_head_beyond_the_bound, is_a_431) {
  ServerOptions options;
  options.header_bytes_max = 1'000;
  const auto server = serve_small(options);
  RawClient complete(server->port());
  EXPECT_EQ(complete.ask(get("/hello", "X-Long: " + std::string(1'000, 'x') + "\r\n")).status, 431);
  RawClient endless(server->port());
  const auto response = endless.ask("GET /" + std::string(2'000, 'x'));
  EXPECT_EQ(response.status, 431);
  EXPECT_TRUE(response.body.contains("urn:huiyin:problem:head_too_large")) << response.body;
  EXPECT_TRUE(endless.wait_for_close());
}

TEST(Too_many_header_fields, are_a_431) {
  ServerOptions options;
  options.header_fields_max = 10;
  const auto server = serve_small(options);
  std::string fields;
  for (int i = 0; i < 9; ++i) fields += "X-" + std::to_string(i) + ": v\r\n";
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/hello", fields)).status, 200) << "nine and Host are ten";
  EXPECT_EQ(client.ask(get("/hello", fields + "X-One: more\r\n")).status, 431);
}

TEST(An_endless_chunk_line, is_refused) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response =
      client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5;" + std::string(100'000, 'x'));
  EXPECT_EQ(response.status, 400);
}

TEST(A_head_that_does_not_end, is_cut_with_a_408_however_steadily_it_drips) {
  auto options = impatient();
  options.idle_timeout_ms = 60'000;
  const auto server = serve_small(options);
  RawClient silent(server->port());
  EXPECT_EQ(silent.ask("GET /hello HTT").status, 408);
  EXPECT_TRUE(silent.wait_for_close());
  RawClient dripping(server->port());
  dripping.send("GET /hello HTTP/1.1\r\nX-Slow: ");
  while (dripping.send("x")) std::this_thread::yield();
  SUCCEED() << "the server ended a head that never stopped";
}

TEST(A_body_that_stops, is_cut_with_a_408) {
  auto options = impatient();
  options.body_bytes_per_s_min = 1;
  const auto server = serve_small(options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc").status, 408);
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_body_below_the_least_rate, is_cut_although_it_never_pauses) {
  auto options = impatient();
  options.body_bytes_max = 1'000'000'000;
  options.body_bytes_per_s_min = 1'000'000'000'000;
  const auto server = serve_small(options);
  RawClient client(server->port());
  client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000000\r\n\r\n");
  while (client.send("x")) std::this_thread::yield();
  SUCCEED() << "the server ended a body that never paused";
}

TEST(An_idle_connection, is_closed_without_a_word) {
  const auto server = serve_small(impatient());
  RawClient fresh(server->port());
  EXPECT_EQ(fresh.read_response().status, 0);
  EXPECT_TRUE(fresh.rest().empty()) << "a client that asked nothing gets no answer";
  RawClient used(server->port());
  EXPECT_EQ(used.ask(get("/hello")).status, 200);
  EXPECT_EQ(used.read_response().status, 0);
}

TEST(A_client_that_takes_no_answer, is_cut) {
  Router router;
  router.add(open_route("GET", "/huge", "huge", [](const Request&) {
    return Response{200, "application/octet-stream", std::string(64 << 20, 'x'), {}};
  }));
  const auto server = serve(std::move(router), impatient());
  RawClient client(server->port());
  client.send(get("/huge"));
  const auto& open = server->metrics().gauge("huiyin_http_connections", "");
  wait_until([&] { return open.value() == 1; });
  wait_until([&] { return open.value() == 0; });
}

TEST(One_connection_too_many, is_told_so_and_a_place_comes_free_again) {
  ServerOptions options;
  options.connections_max = 2;
  const auto server = serve_small(options);
  RawClient first(server->port());
  RawClient second(server->port());
  EXPECT_EQ(first.ask(get("/hello")).status, 200);
  EXPECT_EQ(second.ask(get("/hello")).status, 200);
  {
    RawClient third(server->port());
    const auto response = third.read_response();
    EXPECT_EQ(response.status, 503);
    EXPECT_EQ(response.header("Retry-After"), "1");
  }
  first.close();
  const auto& open = server->metrics().gauge("huiyin_http_connections", "");
  wait_until([&] { return open.value() == 1; });
  RawClient fourth(server->port());
  EXPECT_EQ(fourth.ask(get("/hello")).status, 200);
}

TEST(A_thousand_idle_connections, hold_no_worker) {
  ServerOptions options;
  options.worker_threads = 1;
  const auto server = serve_small(options);
  std::vector<RawClient> idle;
  for (int i = 0; i < 1'000; ++i) {
    idle.emplace_back(server->port());
    if (i % 2 == 0) idle.back().send("GET /hello HTTP/1.1\r\n");  // half of them in the middle of a head
  }
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  EXPECT_EQ(server->metrics().gauge("huiyin_http_connections", "").value(), 1'001);
}

TEST(A_process_without_descriptors, waits_and_accepts_later) {
  const auto server = serve_small();
  rlimit before{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
  const int next = ::dup(0);
  ASSERT_GE(next, 0);
  ::close(next);
  rlimit tight = before;
  tight.rlim_cur = static_cast<rlim_t>(next) + 1;  // room for the client's own socket
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &tight), 0);
  RawClient client(server->port());
  const auto& backoffs = server->metrics().counter("huiyin_http_accept_backoffs_total", "");
  EXPECT_NO_THROW(wait_until([&] { return backoffs.value() > 0; }));
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(A_full_queue, is_a_503_and_the_connection_goes_on) {
  std::mutex gate;
  std::atomic<int> entered = 0;
  Router router = small_routes();
  router.add(open_route("GET", "/gate", "gate", [&](const Request&) {
    ++entered;
    const std::lock_guard wait(gate);
    return Response::text(200, "through");
  }));
  ServerOptions options;
  options.worker_threads = 1;
  options.worker_queue_max = 1;
  const auto server = serve(std::move(router), options);
  RawClient runs(server->port());
  RawClient waits(server->port());
  RawClient turned_away(server->port());
  {
    const std::lock_guard closed(gate);
    const auto& queued = server->metrics().gauge("huiyin_http_queued", "");
    runs.send(get("/gate"));
    wait_until([&] { return entered == 1; });  // the worker has it: the queue is empty
    waits.send(get("/gate"));
    wait_until([&] { return queued.value() == 1; });
    EXPECT_EQ(turned_away.ask(get("/hello")).status, 503);
  }
  EXPECT_EQ(runs.read_response().body, "through");
  EXPECT_EQ(waits.read_response().body, "through");
  EXPECT_EQ(turned_away.ask(get("/hello")).status, 200);
}

}  // namespace
}  // namespace huiyin::http::testing
