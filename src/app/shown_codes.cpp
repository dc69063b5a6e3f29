#include "app/shown_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <optional>

#include "base/ids.h"
#include "domain/form.h"

namespace huiyin {

namespace {

std::optional<int64_t> number_of(std::string_view text) {
  int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string shown_instant(const std::string& text, const Definitions& ruling) {
  const auto at_ms = number_of(text);
  return at_ms ? instant_in(ruling.calendar.zone(), *at_ms) : text;
}

std::string shown_cases(const std::string& text, const Definitions& ruling) {
  std::string shown;
  for (size_t start = 0; start <= text.size();) {
    const auto end = std::min(text.find(',', start), text.size());
    const auto id = number_of(std::string_view{text}.substr(start, end - start));
    if (!id) return text;
    if (!shown.empty()) shown += ',';
    shown += case_no(*id, ruling.site.prefix);
    start = end + 1;
  }
  return shown;
}

FieldKind kind_of(std::string_view name) {
  if (name == "case") return FieldKind::case_no;  // what the engine notes on the other cases of one command
  const auto* rule = field_rule(name);
  return rule == nullptr ? FieldKind::code : rule->kind;
}

}  // namespace

std::string instant_in(const Zone& zone, int64_t at_ms) {
  const auto local = zone.local(at_ms);
  const auto civil = civil_of(local.date);
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", civil.year, civil.month, civil.day,
                          local.minute_of_day / 60, local.minute_of_day % 60, local.ms_of_minute / 1000);
  auto end = std::back_inserter(text);
  if (local.ms_of_minute % 1000 != 0) fmt::format_to(end, ".{:03}", local.ms_of_minute % 1000);
  const int64_t shown_ms = local.date.days * kDayMs + local.minute_of_day * kMinuteMs + local.ms_of_minute;
  const int64_t offset_min = (shown_ms - at_ms) / kMinuteMs;
  fmt::format_to(end, "{}{:02}:{:02}", offset_min < 0 ? '-' : '+', std::abs(offset_min) / 60,
                 std::abs(offset_min) % 60);
  return text;
}

std::map<std::string, std::string> shown_codes(std::map<std::string, std::string> codes, const Definitions& ruling) {
  for (auto& [name, text] : codes) {
    switch (kind_of(name)) {
      case FieldKind::instant: text = shown_instant(text, ruling); break;
      case FieldKind::case_no:
      case FieldKind::cases: text = shown_cases(text, ruling); break;
      default: break;
    }
  }
  return codes;
}

}  // namespace huiyin
