#include "http/server/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

#include "base/text.h"

namespace huiyin::http {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

// "http://host/path" -> "/path". A proxy may send it; the Host header has been checked apart.
std::string_view without_authority(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!same_token(target.substr(0, scheme.size()), scheme)) continue;
    const auto path_at = target.find_first_of("/?", scheme.size());
    return path_at == std::string_view::npos ? std::string_view{"/"} : target.substr(path_at);
  }
  return target;
}

Result<void> read_segments(std::string_view path, Request& into) {
  if (path == "/") return {};
  for (const auto& part : split_list(path.substr(1), '/')) {
    auto segment = percent_decoded(part, false);
    if (!segment) return std::unexpected(std::move(segment.error()));
    into.segments.push_back(*std::move(segment));
  }
  return {};
}

Result<void> read_query(std::string_view text, Request& into) {
  for (const auto& part : split_list(text, '&')) {
    if (part.empty()) continue;
    const auto equals = part.find('=');
    auto name = percent_decoded(part.substr(0, equals), true);
    if (!name) return std::unexpected(std::move(name.error()));
    auto value = percent_decoded(equals == std::string_view::npos ? std::string_view{} : part.substr(equals + 1), true);
    if (!value) return std::unexpected(std::move(value.error()));
    into.query.add(*std::move(name), *std::move(value));
  }
  return {};
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
      continue;
    }
    const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
    if (!low) return refuse(RefusalCode::invalid_input, "a % is not followed by two hexadecimal digits");
    out += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  if (!is_utf8(out)) return refuse(RefusalCode::invalid_input, "the address is not UTF-8");
  if (!plus_is_space && std::ranges::any_of(out, is_control)) {
    return refuse(RefusalCode::invalid_input, "the path holds a control character");
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
    } else {
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

Result<void> read_target(std::string_view target, Request& into) {
  if (target == "*") {
    into.path = "*";
    return {};
  }
  target = without_authority(target);
  const auto question = target.find('?');
  std::string_view path = target.substr(0, question);
  if (path.empty() && question == 0) path = "/";
  if (!path.starts_with('/')) return refuse(RefusalCode::invalid_input, "the path does not begin with a slash");
  into.path = path;
  if (auto ok = read_segments(path, into); !ok) return ok;
  return question == std::string_view::npos ? Result<void>{} : read_query(target.substr(question + 1), into);
}

}  // namespace huiyin::http
