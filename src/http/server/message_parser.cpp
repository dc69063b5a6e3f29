#include "http/server/message_parser.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>

#include "http/server/target.h"

namespace huiyin::http {
namespace {

namespace beast = boost::beast;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr size_t kUnlimitedHead = std::numeric_limits<uint32_t>::max();

std::unexpected<Refusal> malformed(std::string detail) {
  return refuse(RefusalCode::invalid_input, std::move(detail));
}

bool is_host(std::string_view host) {
  return std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view{".-_:[]%~"}.contains(c);
  });
}

// Beast also takes "1, 1", as the standard allows; a proxy before us may not.
bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

Result<void> check_host(const Headers& headers, unsigned version) {
  const auto count = headers.count("Host");
  if (version >= 11 && count == 0) return malformed("HTTP/1.1 needs a Host header");
  if (count > 1) return malformed("there are two Host headers");
  if (!is_host(headers.get("Host").value_or(""))) return malformed("the Host header is not a host");
  return {};
}

Result<void> check_framing(const Headers& headers, unsigned version) {
  const auto lengths = headers.count("Content-Length");
  const auto encodings = headers.count("Transfer-Encoding");
  if (lengths > 1) return malformed("there are two Content-Length headers");
  if (lengths == 1 && !is_number(*headers.get("Content-Length"))) return malformed("the Content-Length is no number");
  if (lengths > 0 && encodings > 0) return malformed("Content-Length and Transfer-Encoding exclude each other");
  if (encodings == 0) return {};
  if (version < 11) return malformed("HTTP/1.0 knows no Transfer-Encoding");
  if (encodings > 1 || !same_token(*headers.get("Transfer-Encoding"), "chunked")) {
    return malformed("the only Transfer-Encoding understood is chunked");
  }
  return {};
}

void read_expectation(const Headers& headers, HeadFacts& facts) {
  const auto expected = headers.get("Expect");
  if (!expected) return;
  facts.expects_continue = same_token(*expected, "100-continue");
  facts.expects_more = !facts.expects_continue;
}

}  // namespace

struct MessageParser::Impl {
  Parser parser;
};

MessageParser::MessageParser() : impl_(std::make_unique<Impl>()) {
  impl_->parser.eager(false);
  impl_->parser.header_limit(kUnlimitedHead);
  impl_->parser.body_limit(boost::none);
}

MessageParser::~MessageParser() = default;

Result<HeadFacts> MessageParser::read_head(std::string_view head, size_t header_fields_max, Request& into) {
  beast::error_code error;
  auto& parser = impl_->parser;
  const auto used = parser.put(boost::asio::const_buffer(head.data(), head.size()), error);
  if (error || used != head.size() || !parser.is_header_done()) {
    return malformed(fmt::format("the head cannot be read: {}", error.message()));
  }
  const auto& message = parser.get();
  into.method = std::string_view{message.method_string()};
  for (const auto& field : message) into.headers.add(std::string{field.name_string()}, std::string{field.value()});
  if (into.headers.all().size() > header_fields_max) {
    return refuse(RefusalCode::too_large, fmt::format("more than {} header fields", header_fields_max));
  }
  if (auto ok = check_host(into.headers, message.version()); !ok) return std::unexpected(std::move(ok.error()));
  if (auto ok = check_framing(into.headers, message.version()); !ok) return std::unexpected(std::move(ok.error()));
  if (auto ok = read_target(std::string_view{message.target()}, into); !ok) {
    return std::unexpected(std::move(ok.error()));
  }
  HeadFacts facts{.keep_alive = parser.keep_alive(),
                  .has_body = !parser.is_done() && (parser.chunked() || parser.content_length().value_or(0) > 0),
                  .content_bytes = parser.content_length().value_or(0)};
  read_expectation(into.headers, facts);
  return facts;
}

void MessageParser::set_body_max(size_t body_bytes_max) {
  impl_->parser.body_limit(body_bytes_max);
}

Result<size_t> MessageParser::read_body(std::string_view bytes) {
  auto& parser = impl_->parser;
  size_t used = 0;
  while (!parser.is_done() && used < bytes.size()) {
    beast::error_code error;
    used += parser.put(boost::asio::const_buffer(bytes.data() + used, bytes.size() - used), error);
    if (error == beast::http::error::need_more) break;
    if (error == beast::http::error::body_limit) return refuse(RefusalCode::too_large, "the body is too large");
    if (error) return malformed(fmt::format("the body cannot be read: {}", error.message()));
  }
  return used;
}

bool MessageParser::done() const {
  return impl_->parser.is_done();
}

size_t MessageParser::body_bytes() const {
  return impl_->parser.get().body().size();
}

std::string MessageParser::take_body() {
  return std::move(impl_->parser.get().body());
}

}  // namespace huiyin::http
