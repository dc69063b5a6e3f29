#include "definitions/import_map.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <functional>

#include "definitions/yaml.h"

namespace huiyin {
namespace {

constexpr size_t kNameMax = 200;
constexpr double kE7 = 1e7;

// Why a word of ours does not hold; empty when it does.
using Check = std::function<std::string(const std::string&)>;

std::string checked(const yaml::Value& value, const Check& check) {
  std::string word = value.text(kNameMax);
  if (word.empty()) return word;
  if (const auto why = check(word); !why.empty()) value.complain(why);
  return word;
}

void read_words(const yaml::Value& value, const Check& check, std::map<std::string, std::string, std::less<>>& into) {
  for (const auto& [theirs, ours] : value.entries()) into[theirs] = checked(ours, check);
}

ImportWords read_translation(const yaml::Value& value, const Check& check, bool total) {
  ImportWords words;
  const yaml::Map map = value.map({"exact", "prefix", "otherwise"});
  read_words(map["exact"], check, words.exact);
  read_words(map["prefix"], check, words.prefix);
  const auto otherwise = total ? map.required("otherwise") : map["otherwise"];
  if (otherwise) words.otherwise = checked(otherwise, check);
  return words;
}

std::vector<std::string> column_list(const yaml::Value& value) {
  return value ? value.texts(kNameMax) : std::vector<std::string>{};
}

ImportColumns read_columns(const yaml::Value& value) {
  const yaml::Map map = value.map({"number", "opened", "due", "settled", "status", "channel", "category", "unit", "lat",
                                   "lon", "place", "description", "address"});
  const auto column = [&](std::string_view key) { return map[key] ? map[key].text(kNameMax) : std::string{}; };
  ImportColumns columns;
  columns.number = map.required("number").text(kNameMax);
  columns.opened = map.required("opened").text(kNameMax);
  columns.status = map.required("status").text(kNameMax);
  columns.due = column("due");
  columns.channel = column("channel");
  columns.category = column("category");
  columns.unit = column("unit");
  columns.lat = column("lat");
  columns.lon = column("lon");
  columns.description = column("description");
  columns.address = column("address");
  columns.settled = column_list(map["settled"]);
  columns.place = column_list(map["place"]);
  if (columns.lat.empty() != columns.lon.empty()) value.complain("lat and lon go together");
  return columns;
}

ImportOutcome read_outcome(const yaml::Value& value, const Lifecycle* lifecycle) {
  const yaml::Map map = value.map({"state", "reason", "outside"});
  ImportOutcome outcome;
  outcome.state = map.required("state").word();
  if (map["reason"]) outcome.reason = map["reason"].word();
  if (map["outside"]) outcome.outside = map["outside"].text(kNameMax);
  if (lifecycle == nullptr || outcome.state.empty()) return outcome;
  const State* state = lifecycle->state(outcome.state);
  if (state == nullptr || state->phase == Phase::final_) {
    map["state"].complain(fmt::format("'{}' has no such open or settled state", lifecycle->name));
  } else if (state->phase == Phase::settled && outcome.reason.empty()) {
    value.complain("a case settles only with a reason");
  } else if (outcome.state == "merged") {
    map["state"].complain("a case is merged into another one; a duplicate without one is closed with that reason");
  }
  return outcome;
}

std::vector<Point> read_points(const yaml::Value& value) {
  std::vector<Point> points;
  for (const auto& item : value.items()) {
    const yaml::Map map = item.map({"lat", "lon"});
    const auto lat = degrees_e7(map.required("lat").text(kNameMax), 90);
    const auto lon = degrees_e7(map.required("lon").text(kNameMax), 180);
    lat&& lon ? points.push_back({*lat, *lon}) : item.complain("must be degrees");
  }
  return points;
}

Zone read_zone(const yaml::Value& value) {
  const auto zone = Zone::named(value.text(kNameMax));
  if (zone) return *zone;
  if (value) value.complain(zone.error().detail);
  return Zone::utc();
}

DatePattern read_pattern(const yaml::Value& value) {
  const auto pattern = DatePattern::of(value ? value.text(kNameMax) : std::string{"rfc3339"});
  if (pattern) return *pattern;
  value.complain(pattern.error().detail);
  return {};
}

// What of the site the map may name.
struct SiteWords {
  const Definitions& today;
  const Programme* programme = nullptr;
  const Lifecycle* lifecycle = nullptr;

  std::string no_category(const std::string& code) const {
    const auto* category = today.categories.by_code(code);
    if (category == nullptr) return fmt::format("there is no category '{}'", code);
    return today.categories.is_leaf(*category) ? "" : "cases are filed under leaves of the tree";
  }
  std::string no_unit(const std::string& code) const {
    return today.units.unit(code) != nullptr ? "" : fmt::format("there is no unit '{}'", code);
  }
  std::string no_place(const std::string& code) const {
    return today.places.node(code) ? "" : fmt::format("there is no place '{}'", code);
  }
  std::string no_door(const std::string& door) const {
    if (programme == nullptr || std::ranges::find(programme->doors, door) != programme->doors.end()) return {};
    return fmt::format("'{}' takes cases by: {}", programme->name, fmt::join(programme->doors, ", "));
  }
};

SiteWords words_of(const yaml::Value& programme, const Definitions& today) {
  SiteWords words{today};
  const auto name = programme.text(kNameMax);
  const auto found = today.programmes.find(name);
  if (found == today.programmes.end()) {
    if (!name.empty()) programme.complain(fmt::format("there is no programme '{}'", name));
    return words;
  }
  if (!found->second.counted) programme.complain("only programmes that are counted can be imported into");
  words.programme = &found->second;
  words.lifecycle = &today.lifecycles.at(found->second.lifecycle);
  return words;
}

ImportMap read(const yaml::Map& file, const Definitions& today) {
  const auto words = words_of(file.required("programme"), today);
  ImportMap map;
  map.source = file.required("import").word();
  map.programme = words.programme == nullptr ? std::string{} : words.programme->name;
  map.zone = read_zone(file.required("zone"));
  map.date = read_pattern(file["dates"]);
  map.columns = read_columns(file.required("columns"));
  map.channels = read_translation(file.required("channels"), [&](const auto& w) { return words.no_door(w); }, true);
  map.categories =
      read_translation(file.required("categories"), [&](const auto& w) { return words.no_category(w); }, true);
  map.units = read_translation(file.required("units"), [&](const auto& w) { return words.no_unit(w); }, true);
  if (file["places"]) {
    map.places = read_translation(file["places"], [&](const auto& w) { return words.no_place(w); }, false);
  }
  for (const auto& [status, value] : file.required("outcomes").entries()) {
    map.outcomes[status] = read_outcome(value, words.lifecycle);
  }
  if (file["unusable_points"]) map.unusable_points = read_points(file["unusable_points"]);
  return map;
}

}  // namespace

std::optional<int32_t> degrees_e7(std::string_view text, int32_t degrees_max) {
  double degrees = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), degrees);
  if (error != std::errc{} || end != text.data() + text.size() || !(std::abs(degrees) <= degrees_max)) {
    return std::nullopt;
  }
  return static_cast<int32_t>(std::lround(degrees * kE7));
}

const std::string& ImportWords::of(std::string_view text) const {
  if (const auto whole = exact.find(text); whole != exact.end()) return whole->second;
  const std::string* best = &otherwise;
  size_t best_size = 0;
  for (const auto& [beginning, ours] : prefix) {
    if (beginning.size() < best_size || !text.starts_with(beginning)) continue;
    best = &ours;
    best_size = beginning.size();
  }
  return *best;
}

std::vector<std::string> ImportMap::columns_named() const {
  std::vector<std::string> named{columns.number,  columns.opened,   columns.status,     columns.due,
                                 columns.channel, columns.category, columns.unit,       columns.lat,
                                 columns.lon,     columns.address,  columns.description};
  named.insert(named.end(), columns.settled.begin(), columns.settled.end());
  named.insert(named.end(), columns.place.begin(), columns.place.end());
  std::erase(named, std::string{});
  std::ranges::sort(named);
  named.erase(std::ranges::unique(named).begin(), named.end());
  return named;
}

std::expected<ImportMap, Findings> read_import_map(const SourceFile& file, const Definitions& today) {
  Findings findings;
  const yaml::Document document{file, findings};
  if (!findings.empty()) return std::unexpected(std::move(findings));
  auto map = read(document.root().map({"import", "programme", "zone", "dates", "columns", "channels", "categories",
                                       "units", "places", "outcomes", "unusable_points"}),
                  today);
  if (!findings.empty()) return std::unexpected(std::move(findings));
  return map;
}

}  // namespace huiyin
