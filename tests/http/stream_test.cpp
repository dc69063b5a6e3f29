// Hints that go on: which of my cases has just changed. And pictures over the wire.
#include "http/server/stream.h"

#include "app/private_file.h"
#include "http/served_site.h"
#include "http/small_server.h"

namespace huiyin::http::testing {

class Followed : public ServedSite {
 protected:
  RawClient following(const std::string& token) {
    RawClient client{service_->port()};
    client.send(get("/api/v1/stream", "Authorization: Bearer " + token + "\r\n"));
    EXPECT_TRUE(client.read_until("event: ready"));
    return client;
  }
};

TEST_F(Followed, who_may_see_a_case_hears_that_it_changed) {
  auto desk = following(signed_in(Role::dispatcher));
  const auto report = reported();
  EXPECT_TRUE(desk.read_until("event: case\ndata: {\"case_no\":\"" + report.at("/case_no") + "\""));
  EXPECT_TRUE(desk.read_until("\"state\":\"received\""));
}

TEST_F(Followed, who_may_not_see_it_hears_nothing_of_it) {
  auto unit = following(signed_in(Role::handler, "urban"));
  const auto dispatcher = signed_in(Role::dispatcher);
  const auto other = reported();
  const auto theirs = reported();
  for (const auto& [command, form] : {std::pair{"accept", R"({"version":1,"choice":"here"})"},
                                      std::pair{"dispatch", R"({"version":2,"lead":"urban"})"}}) {
    ASSERT_EQ(
        ask_as(dispatcher, "POST", "/api/v1/cases/" + theirs.at("/case_no") + "/commands/" + command, form).status,
        200);
  }
  ASSERT_TRUE(unit.read_until("event: case\ndata: {\"case_no\":\""));
  EXPECT_TRUE(unit.read_until(theirs.at("/case_no")));  // the first it hears of
}

TEST_F(Followed, the_door_is_for_staff) {
  EXPECT_EQ(ask("GET", "/api/v1/stream").status, 401);
}

TEST_F(Followed, a_picture_comes_in_and_is_shown_with_the_receipt) {
  const auto photo = read_whole_file(std::string{HUIYIN_SOURCE_DIR} + "/tests/golden/photo_with_position.jpg").value();
  const auto sent = RawClient{service_->port()}.ask(post("/api/v1/uploads", photo, "Content-Type: image/jpeg\r\n"));
  ASSERT_EQ(sent.status, 201) << sent.body;
  const auto key = json::parse(sent.body)->at("photo").as_string();
  const auto report = reported(R"(,"photos":[")" + std::string{key} + "\"]");
  ASSERT_EQ(report.status, 201) << report.text;
  const auto path = "/api/v1/cases/" + report.at("/case_no");
  const auto name = ask_with(report.at("/receipt"), "GET", path).at("/photos/0");
  const auto shown = ask_with(report.at("/receipt"), "GET", path + "/photos/" + name + "?size=thumb");
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.header("Content-Type"), "image/jpeg");
  EXPECT_EQ(ask("GET", path + "/photos/" + name).status, 404);
  EXPECT_EQ(ask_with(report.at("/receipt"), "GET", path + "/photos/" + name + "?size=huge").at("/where"), "/size");
  const auto refused =
      RawClient{service_->port()}.ask(post("/api/v1/uploads", "hello", "Content-Type: text/plain\r\n"));
  EXPECT_EQ(refused.status, 415);
}

TEST(A_stream, ends_for_a_client_that_falls_too_far_behind) {
  Stream stream{":\n\n", 10};
  stream.push("12345678");
  EXPECT_FALSE(stream.is_closed());
  stream.push("901");
  EXPECT_TRUE(stream.is_closed());
  EXPECT_EQ(stream.take(), "12345678");
  stream.push("x");
  EXPECT_EQ(stream.take(), "");
}

Router streaming(const std::shared_ptr<Stream>& stream) {
  Router router = small_routes();
  router.add(open_route("GET", "/stream", "stream", [stream](const Request&) {
    Response response{.status = 200, .content_type = "text/event-stream", .body = {}, .headers = {}};
    response.stream = stream;
    return response;
  }));
  return router;
}

TEST(A_stream, is_written_as_it_is_pushed_and_ends_the_connection) {
  const auto stream = std::make_shared<Stream>(":\n\n");
  const auto server = serve(streaming(stream));
  RawClient client(server->port());
  client.send(get("/stream"));
  ASSERT_TRUE(client.read_until("\r\n\r\n"));
  stream->push("one ");
  ASSERT_TRUE(client.read_until("one "));
  stream->push("two ");
  stream->close();
  ASSERT_TRUE(client.read_until("two "));
  EXPECT_TRUE(client.wait_for_close());
}

TEST(A_server_that_stops, does_not_wait_for_its_listeners) {
  const auto stream = std::make_shared<Stream>(":\n\n");
  const auto server = serve(streaming(stream));
  RawClient client(server->port());
  client.send(get("/stream"));
  stream->push("one");
  ASSERT_TRUE(client.read_until("one"));
  EXPECT_EQ(server->stop(20'000), 0U);
  EXPECT_TRUE(client.wait_for_close());
}

}  // namespace huiyin::http::testing
