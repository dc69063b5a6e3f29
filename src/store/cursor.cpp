#include "store/cursor.h"

#include <fmt/format.h>
#include <sodium.h>

#include <charconv>

namespace huiyin {
namespace {

constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr size_t kTextMax = 80;

// Takes "<number>" and the separator behind it from the front of `text`.
bool take_number(std::string_view& text, int64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return false;
  text.remove_prefix(static_cast<size_t>(end - text.data()));
  if (!text.empty() && text.front() == '.') text.remove_prefix(1);
  return true;
}

}  // namespace

std::string write_cursor(const Cursor& cursor) {
  const std::string plain = fmt::format("{}{}.{}", cursor.walk, cursor.key, cursor.case_id);
  std::string text(sodium_base64_encoded_len(plain.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(plain.data()), plain.size(),
                    kVariant);
  text.pop_back();
  return text;
}

Result<Cursor> read_cursor(std::string_view text, char walk) {
  std::string plain(kTextMax, '\0');
  size_t size = 0;
  const bool readable =
      text.size() <= kTextMax && sodium_base642bin(reinterpret_cast<unsigned char*>(plain.data()), plain.size(),
                                                   text.data(), text.size(), nullptr, &size, nullptr, kVariant) == 0;
  plain.resize(readable ? size : 0);
  Cursor cursor{walk, 0, 0};
  std::string_view rest = plain;
  const bool same_walk = !rest.empty() && rest.front() == walk;
  if (same_walk) rest.remove_prefix(1);
  const bool whole = same_walk && take_number(rest, cursor.key) && take_number(rest, cursor.case_id) && rest.empty();
  if (!whole || write_cursor(cursor) != text) {
    return refuse(RefusalCode::invalid_input, "this cursor is not of this list: start without one", "/cursor");
  }
  return cursor;
}

}  // namespace huiyin
