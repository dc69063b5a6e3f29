// What an honest client may expect of a connection.
#include "http/small_server.h"

namespace huiyin::http::testing {
namespace {

TEST(A_connection, serves_request_after_request) {
  const auto server = serve_small();
  RawClient client(server->port());
  for (int i = 0; i < 50; ++i) {
    const auto response = client.ask(get("/things/" + std::to_string(i)));
    ASSERT_EQ(response.status, 200);
    ASSERT_EQ(response.body, std::to_string(i));
    ASSERT_EQ(response.header("Connection"), "keep-alive");
  }
}

TEST(A_connection, answers_pipelined_requests_in_their_order) {
  ServerOptions options;
  options.worker_threads = 4;
  const auto server = serve_small(options);
  RawClient client(server->port());
  std::string all;
  for (int i = 0; i < 100; ++i) {
    all += i % 2 == 0 ? get("/things/" + std::to_string(i)) : post("/echo", "body " + std::to_string(i));
  }
  client.send(all);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(client.read_response().body, (i % 2 == 0 ? "" : "body ") + std::to_string(i));
  }
}

TEST(A_connection, ends_when_the_client_asks_for_it) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask(get("/hello", "Connection: close\r\n"));
  EXPECT_EQ(response.body, "hello");
  EXPECT_EQ(response.header("Connection"), "close");
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_connection, ends_after_one_answer_on_HTTP_1_0_even_without_a_Host) {
  const auto server = serve_small();
  RawClient client(server->port());
  EXPECT_EQ(client.ask("GET /hello HTTP/1.0\r\n\r\n").body, "hello");
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_connection, ends_after_its_share_of_requests) {
  ServerOptions options;
  options.requests_per_connection_max = 3;
  const auto server = serve_small(options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/hello")).header("Connection"), "keep-alive");
  EXPECT_EQ(client.ask(get("/hello")).header("Connection"), "keep-alive");
  EXPECT_EQ(client.ask(get("/hello")).header("Connection"), "close");
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_connection, lets_an_empty_line_before_a_request_pass) {
  const auto server = serve_small();
  RawClient client(server->port());
  EXPECT_EQ(client.ask("\r\n" + get("/hello")).body, "hello");
}

TEST(A_connection, reads_a_chunked_body_however_it_is_cut) {
  const auto server = serve_small();
  const std::string request =
      "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
      "5;note=x\r\nhello\r\n1\r\n \r\nA\r\n0123456789\r\n0\r\nHost: trailer\r\n\r\n";
  for (size_t cut = 1; cut < request.size(); ++cut) {
    RawClient client(server->port());
    client.send(std::string_view{request}.substr(0, cut));
    const auto response = client.ask(std::string_view{request}.substr(cut));
    ASSERT_EQ(response.body, "hello 0123456789") << "cut at " << cut;
    ASSERT_EQ(client.ask(get("/hello")).body, "hello") << "cut at " << cut;
  }
}

TEST(A_connection, invites_a_body_that_waits_to_be_invited) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto invitation =
      client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(invitation.status, 100);
  EXPECT_EQ(client.ask("body").body, "body");
}

TEST(A_connection, does_not_invite_a_body_that_is_too_large) {
  ServerOptions options;
  options.body_bytes_max = 3;
  const auto server = serve_small(options);
  RawClient client(server->port());
  EXPECT_EQ(client.ask("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n").status,
            413);
}

TEST(HEAD, tells_the_length_and_sends_no_body) {
  const auto server = serve_small();
  RawClient client(server->port());
  client.send("HEAD /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto response = client.read_response(true);
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.header("Content-Length"), "5");
  EXPECT_EQ(client.ask(get("/hello")).body, "hello") << "the next answer must start right after the head";
}

TEST(OPTIONS, names_the_methods_of_a_path) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask("OPTIONS /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(response.status, 204);
  EXPECT_EQ(response.header("Allow"), "GET, HEAD, OPTIONS");
  EXPECT_EQ(client.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").status, 204);
  EXPECT_EQ(client.ask("OPTIONS /nowhere HTTP/1.1\r\nHost: a\r\n\r\n").status, 404);
}

TEST(A_method_the_path_does_not_know, is_a_405_that_names_those_it_knows) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask("DELETE /echo HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(response.header("Allow"), "OPTIONS, POST");
  EXPECT_TRUE(response.body.contains("urn:huiyin:problem:method_not_allowed")) << response.body;
  EXPECT_EQ(client.ask(get("/hello")).status, 200) << "the connection goes on";
}

TEST(An_unknown_path, is_a_404_problem) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask(get("/nowhere?token=secret"));
  EXPECT_EQ(response.status, 404);
  EXPECT_TRUE(response.body.contains(R"("instance":"/nowhere")")) << response.body;
}

TEST(An_absolute_target, is_served_like_its_path) {
  const auto server = serve_small();
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("http://site/things/7")).body, "7");
}

TEST(A_path_parameter, arrives_decoded_with_its_slashes) {
  const auto server = serve_small();
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/things/%E8%B7%AF%2F%E7%81%AF")).body, "路/灯");
}

TEST(An_answer, is_compressed_for_those_who_take_it) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto packed = client.ask(get("/long", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), 1'000U);
  const auto plain = client.ask(get("/long"));
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(plain.body.size(), 100'000U);
}

TEST(The_client_address, is_believed_of_a_trusted_proxy_only) {
  const auto server = serve_small();
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/client", "X-Forwarded-For: 203.0.113.9\r\n")).body, "127.0.0.1");
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1"};
  const auto behind_proxy = serve_small(options);
  RawClient proxy(behind_proxy->port());
  EXPECT_EQ(proxy.ask(get("/client", "X-Forwarded-For: 198.51.100.1, 203.0.113.9\r\n")).body, "203.0.113.9");
}

TEST(A_gatekeeper, stands_before_every_handler) {
  Router router = small_routes();
  Route staff_only{"GET",
                   "/desk",
                   "desk",
                   for_staff(),
                   Handler{[](const Request& request) {
                     return Response::text(200, std::any_cast<std::string>(request.principal));
                   }},
                   0,
                   {}};
  router.add(std::move(staff_only));
  ServerOptions options;
  options.gatekeeper = [](Request& request, const Route& route) -> Result<void> {
    if (route.guard.door == Door::everyone) return {};
    if (request.header("Authorization") != "Bearer key") return refuse(RefusalCode::signed_out, "no key");
    request.principal = std::string{"clerk"};
    return {};
  };
  const auto server = serve(std::move(router), options);
  RawClient client(server->port());
  const auto refused = client.ask(get("/desk"));
  EXPECT_EQ(refused.status, 401);
  EXPECT_EQ(refused.header("WWW-Authenticate"), "Bearer realm=\"huiyin\"");
  EXPECT_EQ(client.ask(get("/desk", "Authorization: Bearer key\r\n")).body, "clerk");
  EXPECT_EQ(client.ask(get("/hello")).status, 200);
}

TEST(Without_a_gatekeeper, only_open_routes_are_served) {
  Router router;
  router.add(
      {"GET", "/desk", "desk", for_staff(), Handler{[](const Request&) { return Response::text(200, "in"); }}, 0, {}});
  const auto server = serve(std::move(router));
  RawClient client(server->port());
  EXPECT_EQ(client.ask(get("/desk")).status, 401);
}

TEST(A_server, says_when_its_port_is_taken) {
  const auto first = serve_small();
  ServerOptions options;
  options.port = first->port();
  const auto second = Server::start(options, small_routes());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, RefusalCode::wrong_use);
}

TEST(A_server, does_not_start_with_a_route_without_a_guard) {
  Router router;
  router.add({"GET", "/open", "open", {}, Handler{[](const Request&) { return Response::no_content(); }}, 0, {}});
  EXPECT_FALSE(Server::start({}, std::move(router)).has_value());
}

TEST(A_server_with_several_threads, serves_all_connections_on_one_port) {
  ServerOptions options;
  options.threads = 3;
  const auto server = serve_small(options);
  for (int i = 0; i < 30; ++i) {
    RawClient client(server->port());
    EXPECT_EQ(client.ask(get("/hello")).body, "hello");
  }
}

TEST(The_figures, count_requests_by_route_and_status) {
  const auto server = serve_small();
  RawClient client(server->port());
  client.ask(get("/hello"));
  client.ask(get("/hello"));
  client.ask(get("/nowhere"));
  const auto text = server->metrics().text();
  EXPECT_TRUE(text.contains(R"(huiyin_http_requests_total{route="hello",status="200"} 2)")) << text;
  EXPECT_TRUE(text.contains(R"(huiyin_http_requests_total{route="unmatched",status="404"} 1)")) << text;
  EXPECT_TRUE(text.contains(R"(huiyin_http_request_seconds_count{route="hello"} 2)")) << text;
  EXPECT_TRUE(text.contains("huiyin_http_connections 1")) << text;
}

}  // namespace
}  // namespace huiyin::http::testing
