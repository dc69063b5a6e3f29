// Answers from elsewhere, handlers that fail, and stopping.
#include <condition_variable>
#include <future>
#include <mutex>
#include <optional>
#include <thread>

#include "http/small_server.h"

namespace huiyin::http::testing {
namespace {

// Takes a Respond out of a handler for a test to call when it likes.
class Kept {
 public:
  void put(Respond respond) {
    const std::lock_guard lock(mutex_);
    respond_ = std::move(respond);
    arrived_.notify_all();
  }
  Respond take() {
    std::unique_lock lock(mutex_);
    arrived_.wait(lock, [this] { return respond_.has_value(); });
    auto respond = *std::move(respond_);
    respond_.reset();
    return respond;
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::optional<Respond> respond_;
};

Router keeping_routes(Kept& kept) {
  Router router = small_routes();
  router.add(open_route("POST", "/later", "later",
                        AsyncHandler{[&kept](const Request&, Respond respond) { kept.put(std::move(respond)); }}));
  return router;
}

ServerOptions one_worker() {
  ServerOptions options;
  options.worker_threads = 1;
  return options;
}

TEST(An_answer_from_another_thread, reaches_the_client_and_holds_no_worker_meanwhile) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient waiting(server->port());
  waiting.send(post("/later", ""));
  auto respond = kept.take();
  RawClient other(server->port());
  EXPECT_EQ(other.ask(get("/hello")).body, "hello") << "the only worker must be free";
  std::thread writer([&respond] { respond(Response::json(201, "{}")); });
  EXPECT_EQ(waiting.read_response().status, 201);
  writer.join();
}

TEST(An_answer_given_twice, is_sent_once) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient client(server->port());
  client.send(post("/later", ""));
  auto respond = kept.take();
  respond(Response::text(201, "first"));
  respond(Response::text(201, "second"));
  EXPECT_EQ(client.read_response().body, "first");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(A_responder_that_is_dropped, becomes_a_500) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient client(server->port());
  client.send(post("/later", ""));
  std::optional<Respond> respond = kept.take();
  respond.reset();
  EXPECT_EQ(client.read_response().status, 500);
}

TEST(An_answer_after_the_client_has_gone, is_dropped) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient client(server->port());
  client.send(post("/later", ""));
  auto respond = kept.take();
  client.close();
  respond(Response::text(200, std::string(1 << 20, 'x')));
  RawClient other(server->port());
  EXPECT_EQ(other.ask(get("/hello")).body, "hello");
}

TEST(An_answer_after_the_server_has_gone, is_dropped) {
  Kept kept;
  auto server = serve(keeping_routes(kept), one_worker());
  RawClient client(server->port());
  client.send(post("/later", ""));
  auto respond = kept.take();
  EXPECT_EQ(server->stop(0), 1U) << "one connection was cut";
  server.reset();
  respond(Response::text(200, "nobody listens"));
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_handler_that_throws, becomes_a_500_problem_without_its_words) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask(get("/throw"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  EXPECT_TRUE(response.body.contains("urn:huiyin:problem:internal_error")) << response.body;
  EXPECT_FALSE(response.body.contains("secret")) << response.body;
  EXPECT_EQ(client.ask(get("/hello")).body, "hello");
}

TEST(A_handler_that_throws_something_odd, becomes_a_500_problem_too) {
  Router router;
  router.add(open_route("GET", "/odd", "odd", [](const Request&) -> Response { throw 7; }));
  const auto server = serve(std::move(router));
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/odd")).status, 500);
}

TEST(Stopping, lets_a_running_request_finish_and_refuses_new_ones) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient running(server->port());
  RawClient idle(server->port());
  EXPECT_EQ(idle.ask(get("/hello")).status, 200);
  running.send(post("/later", ""));
  auto respond = kept.take();
  auto stopped = std::async(std::launch::async, [&server] { return server->stop(20'000); });
  EXPECT_TRUE(idle.wait_for_close()) << "idle connections end at once";
  RawClient late(server->port());
  EXPECT_EQ(late.connected() ? late.ask(get("/hello")).status : 0, 0);
  respond(Response::text(201, "done"));
  const auto response = running.read_response();
  EXPECT_EQ(response.body, "done");
  EXPECT_EQ(response.header("Connection"), "close");
  EXPECT_EQ(stopped.get(), 0U) << "nobody was cut";
}

TEST(Stopping, is_bounded_by_its_grace) {
  Kept kept;
  const auto server = serve(keeping_routes(kept), one_worker());
  RawClient running(server->port());
  running.send(post("/later", ""));
  auto respond = kept.take();
  EXPECT_EQ(server->stop(10), 1U);
  EXPECT_TRUE(running.wait_for_close());
  EXPECT_EQ(server->stop(10), 0U) << "a second stop has nothing to do";
}

TEST(Stopping, cuts_a_request_that_is_still_arriving_when_the_grace_is_over) {
  const auto server = serve_small();
  RawClient slow(server->port());
  EXPECT_EQ(slow.ask(get("/hello")).status, 200);
  slow.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
  server->stop(10);
  EXPECT_TRUE(slow.wait_for_close());
}

TEST(Starting_and_stopping, many_times_under_load_loses_no_thread) {
  for (int round = 0; round < 20; ++round) {
    const auto server = serve_small();
    std::vector<RawClient> clients;
    for (int i = 0; i < 10; ++i) clients.emplace_back(server->port()).send(get("/hello"));
    server->stop(round % 2 == 0 ? 0 : 5'000);
  }
}

}  // namespace
}  // namespace huiyin::http::testing
