#include <algorithm>
#include <array>
#include <charconv>

#include "definitions/site_files.h"
#include "definitions/yaml.h"

namespace huiyin {
namespace {

// "08:30" -> minutes of the day, 24:00 included; nothing when malformed.
std::optional<int32_t> parse_minute(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return std::nullopt;
  const auto two_digits = [&](size_t from) {
    int32_t value = -1;
    const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + 2, value);
    return error == std::errc{} && end == text.data() + from + 2 ? value : -1;
  };
  const int32_t hour = two_digits(0), minute = two_digits(3);
  const bool is_time = hour >= 0 && minute >= 0 && minute <= 59 && hour * 60 + minute <= 1440;
  return is_time ? std::optional{hour * 60 + minute} : std::nullopt;
}

std::vector<WorkInterval> read_intervals(const yaml::Value& value) {
  std::vector<WorkInterval> intervals;
  for (const yaml::Value& item : value.items()) {
    const std::string text = item.text(11);
    if (text.empty()) continue;
    const auto from = parse_minute(std::string_view{text}.substr(0, std::min<size_t>(5, text.size())));
    const auto to = text.size() == 11 && text[5] == '-' ? parse_minute(std::string_view{text}.substr(6)) : std::nullopt;
    if (!from || !to || *from >= *to) {
      item.complain("must be hours like 08:30-12:00, the first before the second");
    } else if (!intervals.empty() && *from < intervals.back().to_min) {
      item.complain("must begin after the one before it ends");
    } else {
      intervals.push_back({*from, *to});
    }
  }
  return intervals;
}

WorkHours read_hours(const yaml::Value& value) {
  static constexpr std::array<std::string_view, 7> kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  const yaml::Map map =
      value.map({"mon", "tue", "wed", "thu", "fri", "sat", "sun", "weekdays", "weekend", "days", "through_holidays"});
  WorkHours hours;
  const auto spread = [&](std::string_view key, size_t from, size_t to) {
    if (!map[key]) return;
    const auto intervals = read_intervals(map[key]);
    std::fill(hours.weekly.begin() + static_cast<ptrdiff_t>(from), hours.weekly.begin() + static_cast<ptrdiff_t>(to),
              intervals);
  };
  spread("days", 0, 7);
  spread("weekdays", 0, 5);
  spread("weekend", 5, 7);
  for (size_t day = 0; day < kDays.size(); ++day) spread(kDays[day], day, day + 1);
  if (map["through_holidays"]) hours.through_holidays = map["through_holidays"].boolean();
  const bool never = std::ranges::all_of(hours.weekly, [](const auto& day) { return day.empty(); });
  if (value && never) value.complain("no hour of the week is worked");
  return hours;
}

// The prefix of case numbers: 2 to 6 capitals.
std::string read_prefix(const yaml::Value& value) {
  std::string prefix = value.text(6);
  const bool capitals = std::ranges::all_of(prefix, [](char c) { return c >= 'A' && c <= 'Z'; });
  if (!prefix.empty() && (prefix.size() < 2 || !capitals)) value.complain("must be 2 to 6 capital letters");
  return prefix;
}

std::vector<LocalDate> read_dates(const yaml::Value& value, int32_t year) {
  std::vector<LocalDate> dates;
  for (const yaml::Value& item : value.items()) {
    const std::string text = item.text(22);
    if (text.empty()) continue;
    const size_t dots = text.find("..");
    const auto first = parse_date(text.substr(0, dots));
    const auto last = dots == std::string::npos ? first : parse_date(text.substr(dots + 2));
    if (!first || !last || *last < *first) {
      item.complain("must be a date like 2026-10-01, or first..last");
      continue;
    }
    if (civil_of(*first).year != year || civil_of(*last).year != year) {
      item.complain(fmt::format("is not in {}", year));
      continue;
    }
    for (LocalDate day = *first; day <= *last; day = day.plus(1)) dates.push_back(day);
  }
  return dates;
}

// "calendar/2026.yaml" -> 2026; 0 when the name is no year.
int32_t year_of_path(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  int32_t year = 0;
  const auto [end, error] = std::from_chars(path.data(), path.data() + path.size(), year);
  return error == std::errc{} && std::string_view{end, path.data() + path.size()} == ".yaml" ? year : 0;
}

void read_retention(const yaml::Map& map, SiteInfo& info) {
  constexpr int64_t kDaysMax = 3'650;
  if (const auto days = map["contact_days"]) info.contact_days = static_cast<int32_t>(days.integer(1, kDaysMax));
  if (const auto days = map["tip_off_contact_days"]) {
    info.tip_off_contact_days = static_cast<int32_t>(days.integer(1, kDaysMax));
    if (info.tip_off_contact_days > info.contact_days) days.complain("a tip-off's contact goes no later than others");
  }
}

}  // namespace

SiteSettings read_site_settings(const SourceFile& file, Findings& findings) {
  SiteSettings settings;
  const yaml::Document document{file, findings};
  const yaml::Map map = document.root().map(
      {"prefix", "name", "zone", "edge_tolerance_m", "holes_allowed", "contact_days", "tip_off_contact_days", "hours"});
  if (!document.root().is_map()) return settings;
  settings.info.prefix = read_prefix(map.required("prefix"));
  settings.info.name = map.required("name").wording();
  settings.info.zone = map.required("zone").text(64);
  if (const auto zone = Zone::named(settings.info.zone)) {
    settings.zone = *zone;
  } else if (!settings.info.zone.empty()) {
    map["zone"].complain("is no IANA time zone, like Asia/Shanghai");
  }
  if (const auto metres = map["edge_tolerance_m"])
    settings.edge_tolerance_m = static_cast<int32_t>(metres.integer(0, 1'000));
  if (const auto holes = map["holes_allowed"]) settings.holes_allowed = holes.boolean();
  read_retention(map, settings.info);
  const yaml::Value hours = map.required("hours");
  for (const auto& [name, value] : hours.named_entries()) settings.hours[name] = read_hours(value);
  if (hours && !settings.hours.contains("default")) hours.complain("needs the hours named default");
  return settings;
}

CalendarYear read_calendar_year(const SourceFile& file, Findings& findings) {
  CalendarYear year;
  const yaml::Document document{file, findings};
  const yaml::Map map = document.root().map({"year", "provisional", "source", "off", "worked"});
  if (!document.root().is_map()) return year;
  year.year = year_of_path(file.path);
  if (year.year == 0) document.root().complain("the file's name must be its year, like 2026.yaml");
  if (map["year"] && map["year"].integer(1900, 2200) != year.year) map["year"].complain("differs from the file's name");
  if (map["provisional"]) year.provisional = map["provisional"].boolean();
  if (map["source"]) year.source = map["source"].text();
  if (!year.provisional && year.source.empty()) {
    document.root().complain("a year that is not provisional names the notice it follows: source");
  }
  year.days_off = read_dates(map["off"], year.year);
  year.swapped_in = read_dates(map["worked"], year.year);
  return year;
}

}  // namespace huiyin
