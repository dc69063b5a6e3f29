#include "domain/duration.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace huiyin {
namespace {

constexpr int64_t kAmountMax = 100'000;

struct UnitName {
  std::string_view text;
  TimeUnit unit;
};
constexpr std::array<UnitName, 6> kUnits{{{"min", TimeUnit::minute},
                                          {"h", TimeUnit::hour},
                                          {"d", TimeUnit::day},
                                          {"wmin", TimeUnit::working_minute},
                                          {"wh", TimeUnit::working_hour},
                                          {"wd", TimeUnit::working_day}}};

}  // namespace

Result<Duration> parse_duration(std::string_view text) {
  int64_t amount = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), amount);
  const std::string_view unit{end, static_cast<size_t>(text.data() + text.size() - end)};
  const bool canonical = !text.starts_with('-') && (!text.starts_with('0') || end == text.data() + 1);
  for (const auto& known : kUnits) {
    if (error != std::errc{} || !canonical || known.text != unit) continue;
    if (amount <= kAmountMax) return Duration{amount, known.unit};
    return refuse(RefusalCode::invalid_input, fmt::format("{} is more than {} of a unit", text, kAmountMax));
  }
  return refuse(RefusalCode::invalid_input,
                fmt::format("'{}' is not a duration like 45min, 2h, 7d (natural) or 30wmin, 2wh, 3wd (working)", text),
                {}, {"min", "h", "d", "wmin", "wh", "wd"});
}

std::string to_string(Duration duration) {
  for (const auto& known : kUnits) {
    if (known.unit == duration.unit) return fmt::format("{}{}", duration.amount, known.text);
  }
  return {};
}

}  // namespace huiyin
