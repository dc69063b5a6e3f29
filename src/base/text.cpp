#include "base/text.h"

#include <fmt/format.h>

#include <array>
#include <optional>
#include <unordered_set>

namespace huiyin {
namespace {

constexpr std::string_view kMask = "＊";
constexpr size_t kMaskedDigitsMin = 7;
constexpr size_t kIdDigitsBeforeX = 17;

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

struct Lead {
  size_t length = 0;
  char32_t bits = 0;
  char32_t least = 0;  // shorter spellings of the same character are malformed
};

std::optional<Lead> lead_of(unsigned char byte) {
  if (byte < 0x80) return Lead{1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return Lead{2, byte & 0x1FU, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return Lead{3, byte & 0x0FU, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return Lead{4, byte & 0x07U, 0x10000};
  return std::nullopt;
}

// The code point at `at`, moving `at` behind it; nothing (and one byte on) when it is malformed.
std::optional<char32_t> take_code_point(std::string_view text, size_t& at) {
  const size_t begin = at++;
  const auto lead = lead_of(static_cast<unsigned char>(text[begin]));
  if (!lead || begin + lead->length > text.size()) return std::nullopt;
  char32_t code = lead->bits;
  for (size_t index = begin + 1; index < begin + lead->length; ++index) {
    if (!is_continuation(text[index])) return std::nullopt;
    code = (code << 6U) | (static_cast<unsigned char>(text[index]) & 0x3FU);
  }
  if (code < lead->least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
  at = begin + lead->length;
  return code;
}

struct Range {
  char32_t first, last;
};

template <size_t N>
bool in_any(const std::array<Range, N>& ranges, char32_t code) {
  for (const auto& range : ranges) {
    if (code >= range.first && code <= range.last) return true;
  }
  return false;
}

// Scripts written without spaces between words: Han, kana, hangul.
bool is_cjk(char32_t code) {
  static constexpr std::array<Range, 10> kRanges{{{0x3005, 0x3005},
                                                  {0x3007, 0x3007},
                                                  {0x3041, 0x30FF},
                                                  {0x3100, 0x312F},
                                                  {0x3400, 0x4DBF},
                                                  {0x4E00, 0x9FFF},
                                                  {0xAC00, 0xD7AF},
                                                  {0xF900, 0xFAFF},
                                                  {0xFF66, 0xFF9F},
                                                  {0x20000, 0x3FFFF}}};
  return in_any(kRanges, code);
}

// Blocks of punctuation, symbols, spaces and private use above ASCII; every other character counts as a letter.
bool is_sign(char32_t code) {
  static constexpr std::array<Range, 11> kRanges{{{0x80, 0xA9},
                                                  {0xAB, 0xB4},
                                                  {0xB6, 0xB9},
                                                  {0xBB, 0xBF},
                                                  {0xD7, 0xD7},
                                                  {0xF7, 0xF7},
                                                  {0x2000, 0x2BFF},
                                                  {0x2E00, 0x303F},
                                                  {0xE000, 0xF8FF},
                                                  {0xFE00, 0xFFFF},
                                                  {0x1F000, 0x1FAFF}}};
  return in_any(kRanges, code);
}

// Full-width letters and digits are the same words typed on another keyboard.
char32_t narrowed(char32_t code) {
  return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
}

char32_t lowered(char32_t code) {
  if (code >= 'A' && code <= 'Z') return code + 32;
  if ((code >= 0xC0 && code <= 0xDE) || (code >= 0x391 && code <= 0x3A9)) return code + 32;
  if (code >= 0x410 && code <= 0x42F) return code + 32;
  if (code >= 0x400 && code <= 0x40F) return code + 80;
  return code;
}

bool is_letter_or_digit(char32_t code) {
  if (code < 0x80) return (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z');
  return !is_sign(code);
}

void append_code_point(std::string& out, char32_t code) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0U | (code >> 6U));
    put(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    put(0xE0U | (code >> 12U));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  } else {
    put(0xF0U | (code >> 18U));
    put(0x80U | ((code >> 12U) & 0x3FU));
    put(0x80U | ((code >> 6U) & 0x3FU));
    put(0x80U | (code & 0x3FU));
  }
}

// Cuts text into terms and hands each to `emit`, in order, with repeats.
template <class Emit>
class TermCutter {
 public:
  explicit TermCutter(Emit emit) : emit_(emit) {}

  void cut(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      const auto code = take_code_point(text, at);
      if (code && is_cjk(*code)) {
        end_word();
        add_cjk(*code);
      } else if (const auto letter = lowered(narrowed(code.value_or(' '))); is_letter_or_digit(letter)) {
        end_cjk();
        append_code_point(word_, letter);
      } else {
        end_word();
        end_cjk();
      }
    }
    end_word();
    end_cjk();
  }

 private:
  void add_cjk(char32_t code) {
    std::string character;
    append_code_point(character, code);
    if (!last_cjk_.empty()) emit_(last_cjk_ + character);
    cjk_run_ = last_cjk_.empty() ? 1 : 2;
    last_cjk_ = std::move(character);
  }
  void end_cjk() {
    if (cjk_run_ == 1) emit_(last_cjk_);
    last_cjk_.clear();
    cjk_run_ = 0;
  }
  void end_word() {
    if (!word_.empty()) emit_(word_);
    word_.clear();
  }

  Emit emit_;
  std::string word_, last_cjk_;
  int cjk_run_ = 0;  // 0, 1 or more characters
};

// The length in bytes of the digit at `at`, ASCII or full-width; 0 when there is none.
size_t digit_at(std::string_view text, size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] >= '0' && text[at] <= '9') return 1;
  size_t end = at;
  const auto code = take_code_point(text, end);
  return code && *code >= 0xFF10 && *code <= 0xFF19 ? end - at : 0;
}

struct DigitRun {
  size_t digits = 0;
  size_t end = 0;
};

// Digits from `at` on; one space or dash between two of them does not end the run.
DigitRun digit_run(std::string_view text, size_t at) {
  DigitRun run{0, at};
  while (true) {
    size_t next = run.end;
    if (run.digits > 0 && next < text.size() && (text[next] == ' ' || text[next] == '-')) ++next;
    const size_t length = digit_at(text, next);
    if (length == 0) return run;
    run.end = next + length;
    ++run.digits;
  }
}

bool is_mail_char(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
         c == '_' || c == '+' || c == '%';
}

std::string mail_masked(std::string_view text) {
  std::string out;
  size_t copied = 0;
  for (size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    size_t begin = at;
    while (begin > copied && is_mail_char(text[begin - 1])) --begin;
    size_t end = at + 1;
    while (end < text.size() && is_mail_char(text[end])) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    if (begin == at || end == at + 1) continue;
    out.append(text, copied, begin - copied).append(kMask);
    copied = end;
  }
  return out.append(text, copied);
}

std::string digits_masked(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const auto run = digit_run(text, at);
    if (run.digits < kMaskedDigitsMin) {
      const size_t end = run.digits > 0 ? run.end : at + 1;
      out.append(text, at, end - at);
      at = end;
      continue;
    }
    out.append(kMask);
    at = run.end;
    if (run.digits == kIdDigitsBeforeX && at < text.size() && (text[at] == 'X' || text[at] == 'x')) ++at;
  }
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_control(char32_t code) {
  return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code <= 0x9F);
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const auto code = take_code_point(text, at);
    if (!code || *code == 0) return false;
  }
  return true;
}

size_t code_points(std::string_view text) {
  size_t count = 0;
  for (const char c : text) count += is_continuation(c) ? 0 : 1;
  return count;
}

Result<void> check_text(std::string_view text, size_t code_points_max, const std::string& where) {
  size_t count = 0;
  for (size_t at = 0; at < text.size(); ++count) {
    const size_t begin = at;
    const auto code = take_code_point(text, at);
    if (!code) return refuse(RefusalCode::invalid_input, fmt::format("byte {} is not UTF-8", begin), where);
    if (is_control(*code)) {
      return refuse(RefusalCode::invalid_input, fmt::format("byte {} is a control character", begin), where);
    }
  }
  if (count > code_points_max) {
    return refuse(RefusalCode::too_large, fmt::format("{} characters are more than {}", count, code_points_max), where);
  }
  return {};
}

std::string masked(std::string_view text) {
  return digits_masked(mail_masked(text));
}

std::string bigrams(std::string_view text) {
  std::string out;
  TermCutter cutter{[&](const std::string& term) {
    if (!out.empty()) out += ' ';
    out += term;
  }};
  cutter.cut(text);
  return out;
}

std::vector<std::string> terms_of(std::string_view text) {
  std::vector<std::string> terms;
  std::unordered_set<std::string> seen;
  TermCutter cutter{[&](const std::string& term) {
    if (seen.insert(term).second) terms.push_back(term);
  }};
  cutter.cut(text);
  return terms;
}

std::string to_hex(std::string_view bytes) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 0x0FU];
  }
  return hex;
}

Result<std::string> from_hex(std::string_view hex) {
  if (hex.size() % 2 != 0) return refuse(RefusalCode::invalid_input, "hex comes in pairs of digits");
  std::string bytes;
  bytes.reserve(hex.size() / 2);
  for (size_t at = 0; at < hex.size(); at += 2) {
    const int high = hex_value(hex[at]);
    const int low = hex_value(hex[at + 1]);
    if (high < 0 || low < 0)
      return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not hex", hex.substr(at, 2)));
    bytes += static_cast<char>(static_cast<unsigned char>(high * 16 + low));
  }
  return bytes;
}

}  // namespace huiyin
