#include "base/time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>
#include <stdexcept>

namespace huiyin {
namespace {

// Floor division: instants before 1970 must round towards the past.
constexpr int64_t floor_div(int64_t value, int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

date::year_month_day ymd_of(LocalDate date) {
  return date::year_month_day{date::sys_days{date::days{date.days}}};
}

// Reads exactly `digits` decimal digits at the front of `text` and drops them; -1 when there are none.
int take_number(std::string_view& text, size_t digits) {
  if (text.size() < digits) return -1;
  int value = 0;
  for (const char c : text.substr(0, digits)) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(digits);
  return value;
}

bool take_char(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

// The offset at the end of an RFC 3339 time in minutes east of UTC; nothing when malformed.
std::expected<int, bool> take_offset_min(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) return std::unexpected(false);
  const int sign = text[0] == '+' ? 1 : -1;
  text.remove_prefix(1);
  const int hours = take_number(text, 2);
  if (hours < 0 || hours > 14 || !take_char(text, ':')) return std::unexpected(false);
  const int minutes = take_number(text, 2);
  if (minutes < 0 || minutes > 59) return std::unexpected(false);
  return sign * (hours * 60 + minutes);
}

// Up to three digits of a fraction of a second; further digits are read and dropped. -1 for a point without digits.
int take_fraction_ms(std::string_view& text) {
  if (!take_char(text, '.')) return 0;
  if (text.empty() || text.front() < '0' || text.front() > '9') return -1;
  int fraction_ms = 0;
  int scale = 100;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    fraction_ms += (text.front() - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
  }
  return fraction_ms;
}

Result<LocalDate> take_date(std::string_view& text) {
  const std::string given{text};
  const int year = take_number(text, 4);
  const bool dash = take_char(text, '-');
  const int month = take_number(text, 2);
  const bool second_dash = take_char(text, '-');
  const int day = take_number(text, 2);
  const auto ymd = date::year{year} / month / day;
  if (year < 0 || !dash || !second_dash || month < 1 || day < 1 || !ymd.ok()) {
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a date like 2026-11-22", given));
  }
  return date_of({year, month, day});
}

}  // namespace

LocalDate date_of(CivilDate civil) {
  const auto ymd = date::year{civil.year} / civil.month / civil.day;
  return {static_cast<int32_t>(date::sys_days{ymd}.time_since_epoch().count())};
}

CivilDate civil_of(LocalDate date) {
  const auto ymd = ymd_of(date);
  return {static_cast<int>(ymd.year()), static_cast<int32_t>(static_cast<unsigned>(ymd.month())),
          static_cast<int32_t>(static_cast<unsigned>(ymd.day()))};
}

int weekday_of(LocalDate date) {
  return static_cast<int>(date::weekday{date::sys_days{date::days{date.days}}}.iso_encoding()) - 1;
}

Result<LocalDate> parse_date(std::string_view text) {
  const auto date = take_date(text);
  if (date && !text.empty()) return refuse(RefusalCode::invalid_input, "a date ends after its day, like 2026-11-22");
  return date;
}

std::string format_date(LocalDate date) {
  const auto civil = civil_of(date);
  return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

Result<int64_t> parse_instant(std::string_view text) {
  const auto bad = [given = std::string{text}] {
    return refuse(RefusalCode::invalid_input, fmt::format("'{}' is not a time like 2026-11-22T09:12:00+08:00", given));
  };
  const auto date = take_date(text);
  if (!date) return bad();
  if (!take_char(text, 'T') && !take_char(text, 't') && !take_char(text, ' ')) return bad();
  const int hour = take_number(text, 2);
  if (hour < 0 || hour > 23 || !take_char(text, ':')) return bad();
  const int minute = take_number(text, 2);
  if (minute < 0 || minute > 59) return bad();
  int second = 0;
  int fraction_ms = 0;
  if (take_char(text, ':')) {
    second = take_number(text, 2);
    fraction_ms = take_fraction_ms(text);
  }
  if (second < 0 || second > 60 || fraction_ms < 0) return bad();
  const auto offset_min = take_offset_min(text);
  if (!offset_min) return bad();
  return date->days * kDayMs + (hour * 60 + minute - *offset_min) * kMinuteMs + second * kSecondMs + fraction_ms;
}

std::string format_instant(int64_t at_ms) {
  const int64_t days = floor_div(at_ms, kDayMs);
  const int64_t ms = at_ms - days * kDayMs;
  auto text = fmt::format("{}T{:02}:{:02}:{:02}", format_date({static_cast<int32_t>(days)}), ms / kHourMs,
                          ms / kMinuteMs % 60, ms / kSecondMs % 60);
  if (ms % kSecondMs != 0) text += fmt::format(".{:03}", ms % kSecondMs);
  return text + "Z";
}

Result<Zone> Zone::named(std::string_view iana_name) {
  try {
    return Zone{date::locate_zone(std::string{iana_name})};
  } catch (const std::runtime_error&) {
    return refuse(RefusalCode::unknown_thing, fmt::format("'{}' is not a time zone of the IANA database", iana_name));
  }
}

Zone Zone::utc() {
  return Zone{date::locate_zone("Etc/UTC")};
}

LocalTime Zone::local(int64_t at_ms) const {
  using std::chrono::milliseconds;
  const auto info = zone_->get_info(date::sys_time<milliseconds>{milliseconds{at_ms}});
  const int64_t local_ms = at_ms + std::chrono::duration_cast<milliseconds>(info.offset).count();
  const int64_t days = floor_div(local_ms, kDayMs);
  const int64_t ms_of_day = local_ms - days * kDayMs;
  return {{static_cast<int32_t>(days)},
          static_cast<int32_t>(ms_of_day / kMinuteMs),
          static_cast<int32_t>(ms_of_day % kMinuteMs)};
}

int64_t Zone::instant(LocalTime local) const {
  using std::chrono::milliseconds;
  const milliseconds since_epoch{local.date.days * kDayMs + local.minute_of_day * kMinuteMs + local.ms_of_minute};
  const date::local_time<milliseconds> wall{since_epoch};
  return zone_->to_sys(wall, date::choose::earliest).time_since_epoch().count();
}

std::string Zone::name() const {
  return zone_->name();
}

}  // namespace huiyin
