// Requests that two parsers could read differently, or that no honest client sends.
#include <ostream>

#include "http/small_server.h"

namespace huiyin::http::testing {
namespace {

struct RefusedForm {
  std::string_view what;
  std::string_view bytes;
  int status = 400;
};

void PrintTo(const RefusedForm& form, std::ostream* out) {
  *out << form.what;
}

using std::string_view_literals::operator""sv;

constexpr RefusedForm kForms[] = {
    {"two Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"},
    {"two equal Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na"},
    {"a list of Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n\r\na"},
    {"a signed Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n\r\na"},
    {"a hexadecimal Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na"},
    {"an endless Content-Length", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\na"},
    {"Content-Length and Transfer-Encoding",
     "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"Transfer-Encoding: chunked, identity",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"},
    {"Transfer-Encoding: gzip, chunked",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
    {"two Transfer-Encoding",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"Transfer-Encoding with a space before the colon",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n"},
    {"Transfer-Encoding on HTTP/1.0", "POST /echo HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {"a folded header", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: one\r\n two\r\n\r\n"},
    {"a header folded with a tab", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: one\r\n\ttwo\r\n\r\n"},
    {"whitespace before the first header", "GET /hello HTTP/1.1\r\n Host: a\r\n\r\n"},
    {"no Host on HTTP/1.1", "GET /hello HTTP/1.1\r\n\r\n"},
    {"two Hosts", "GET /hello HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"},
    {"a Host that is none", "GET /hello HTTP/1.1\r\nHost: a/b@c\r\n\r\n"},
    {"bare LF", "GET /hello HTTP/1.1\nHost: a\n\n"},
    {"bare LF after a header", "GET /hello HTTP/1.1\r\nHost: a\nX-A: b\r\n\r\n"},
    {"bare CR", "GET /hello HTTP/1.1\r\nHost: a\rX-A: b\r\n\r\n"},
    {"NUL in a header", "GET /hello HTTP/1.1\r\nHost: a\r\nX-A: b\0c\r\n\r\n"sv},
    {"NUL in the path", "GET /hel\0lo HTTP/1.1\r\nHost: a\r\n\r\n"sv},
    {"a space in a header name", "GET /hello HTTP/1.1\r\nHost: a\r\nX A: b\r\n\r\n"},
    {"a header without a name", "GET /hello HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n"},
    {"a header without a colon", "GET /hello HTTP/1.1\r\nHost: a\r\nnothing\r\n\r\n"},
    {"two spaces in the request line", "GET  /hello HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"no version", "GET /hello\r\nHost: a\r\n\r\n"},
    {"another version", "GET /hello HTTP/3.1\r\nHost: a\r\n\r\n"},
    {"not HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello"sv},
    {"a lone percent sign", "GET /hello% HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a percent sign without digits", "GET /things/%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"half an escape", "GET /things/%4 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a path that is not UTF-8", "GET /things/%ff%fe HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an overlong slash", "GET /things/%c0%af HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an escaped NUL in the path", "GET /things/%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"an escaped line end in the path", "GET /things/%0d%0a HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a broken escape in the query", "GET /hello?a=%g1 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a query that is not UTF-8", "GET /hello?a=%ff HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a path without a slash", "GET hello HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"CONNECT to elsewhere", "CONNECT other:443 HTTP/1.1\r\nHost: a\r\n\r\n"},
    {"a chunk size that is none",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"},
    {"a chunk longer than its size",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"},
    {"a chunk line with a bare LF",
     "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\nabc\r\n0\r\n\r\n"},
    {"an expectation nobody knows", "POST /echo HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417},
};

class ARefusedForm : public ::testing::TestWithParam<RefusedForm> {};

TEST_P(ARefusedForm, is_answered_with_a_problem_and_the_connection_ends) {
  const auto server = serve_small();
  RawClient client(server->port());
  const auto response = client.ask(GetParam().bytes);
  EXPECT_EQ(response.status, GetParam().status) << response.body;
  EXPECT_EQ(response.header("Content-Type"), "application/problem+json");
  EXPECT_EQ(response.header("Connection"), "close");
  EXPECT_TRUE(client.wait_for_close());
}

INSTANTIATE_TEST_SUITE_P(Forms, ARefusedForm, ::testing::ValuesIn(kForms));

TEST(A_refused_form, is_refused_also_when_it_arrives_byte_by_byte) {
  const auto server = serve_small();
  for (const auto& form : kForms) {
    RawClient client(server->port());
    for (const char byte : form.bytes) {
      if (!client.send({&byte, 1})) break;
    }
    EXPECT_EQ(client.read_response().status, form.status) << form.what;
  }
}

TEST(A_refused_form, keeps_what_was_smuggled_behind_it_from_being_served) {
  const auto server = serve_small();
  RawClient client(server->port());
  client.send(
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      "GET /hello HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.read_response().status, 400);
  EXPECT_EQ(client.read_response().status, 0) << "the second request must not be answered";
}

}  // namespace
}  // namespace huiyin::http::testing
