#include "sim/district.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "app/private_file.h"
#include "base/json.h"
#include "definitions/csv.h"
#include "definitions/csv_table.h"
#include "sim/district_staff.h"

namespace huiyin::sim {
namespace {

namespace fs = std::filesystem;

constexpr Point kMiddle{412'030'000, 1'234'160'000};

class DistrictMaker {
 public:
  DistrictMaker(const std::string& share, uint64_t seed) : share_(share), rng_(seed) { made_.seed = seed; }

  Result<SampleDistrict> make() {
    for (const auto step : {&DistrictMaker::lay_out, &DistrictMaker::copy_shared, &DistrictMaker::fill_templates,
                            &DistrictMaker::hire, &DistrictMaker::write_files}) {
      if (auto done = (this->*step)(); !done) return std::unexpected(done.error());
    }
    std::ranges::sort(made_.files, {}, &SourceFile::path);
    return std::move(made_);
  }

 private:
  Result<void> lay_out() {
    const auto lists = load_word_lists(share_, "names.txt");
    if (!lists) return std::unexpected(lists.error());
    town_ = lay_out_town(kMiddle, rng_.stream("town"));
    if (!town_) return std::unexpected(town_.error());
    NameMaker names{*lists, rng_.stream("names")};
    auto places = name_places(*town_, names);
    if (!places) return std::unexpected(places.error());
    places_ = std::move(*places);
    auto buildings = place_buildings(*town_, places_, names, rng_.stream("buildings"));
    if (!buildings) return std::unexpected(buildings.error());
    made_.grids = std::move(buildings->grids);
    made_.buildings = std::move(buildings->points);
    made_.spots = std::move(buildings->spots);
    return {};
  }

  Result<void> copy(const std::string& from, const std::string& to) {
    auto bytes = read_whole_file((fs::path{share_} / "sites" / from).string());
    if (!bytes) return std::unexpected(bytes.error());
    made_.files.push_back({to, std::move(*bytes)});
    return {};
  }

  // What holds for any district: the matters, the calendar.
  Result<void> copy_shared() {
    if (auto copied = copy("plain/categories.yaml", "categories.yaml"); !copied) return copied;
    if (auto copied = copy("plain/articles.yaml", "articles.yaml"); !copied) return copied;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator{fs::path{share_} / "sites" / "plain" / "calendar", error}) {
      const auto name = "calendar/" + entry.path().filename().string();
      if (auto copied = copy("plain/" + name, name); !copied) return copied;
    }
    return {};
  }

  std::string slot(std::string_view name) const {
    if (name == "district_zh") return places_.district.zh;
    if (name == "district_en") return places_.district.en;
    if (name == "seed") return std::to_string(made_.seed);
    if (name == "estate_1_zh") return made_.buildings.front().name.zh;
    if (name == "estate_1_en") return made_.buildings.front().name.en;
    const size_t digit = name.find_first_of("1234567");
    if (digit == std::string_view::npos) return fmt::format("{{{}}}", name);
    const NamedPlace& street = places_.streets[static_cast<size_t>(name[digit] - '1')];
    if (name.ends_with("_zh")) return street.name.zh;
    if (name.ends_with("_en")) return street.name.en;
    return name.starts_with("place_") ? street.code : street.unit;
  }

  // "{street_1}" and the like; other braces (YAML has its own) stay.
  std::string filled(std::string_view text) const {
    std::string out;
    for (size_t at = 0; at < text.size(); ++at) {
      const size_t end = text[at] == '{' ? text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_1234567", at + 1) : at;
      if (end != at && end != std::string_view::npos && text[end] == '}') {
        out += slot(text.substr(at + 1, end - at - 1));
        at = end;
      } else {
        out += text[at];
      }
    }
    return out;
  }

  Result<void> fill_templates() {
    for (const char* name : {"site.yaml", "units.csv", "duties.csv", "README.md"}) {
      if (auto copied = copy(std::string{"sample/"} + name, name); !copied) return copied;
      made_.files.back().bytes = filled(made_.files.back().bytes);
    }
    return {};
  }

  std::string& bytes_of(std::string_view path) {
    return std::ranges::find(made_.files, path, &SourceFile::path)->bytes;
  }

  Result<void> hire() {
    const auto people = load_word_lists(share_, "people.txt");
    if (!people) return std::unexpected(people.error());
    Findings findings;
    std::vector<std::string> bodies;
    for (const CsvRow& row : read_csv({"units.csv", bytes_of("units.csv")},
                                      {"code", "name_zh", "name_en", "kind", "parent", "hours"}, findings)) {
      const bool hires = row.cells[3] == "department" || row.cells[3] == "company" || row.cells[3] == "community";
      if (hires && row.cells[0] != "oversight") bodies.push_back(row.cells[0]);
    }
    made_.staff = hire_staff(places_, bodies, *people, rng_.stream("staff"));
    return {};
  }

  Result<void> write_files() {
    add_units(bytes_of("units.csv"));
    made_.files.push_back({"places.csv", places_csv()});
    made_.files.push_back({"places.geojson", areas()});
    made_.files.push_back({"points.csv", points_csv()});
    made_.files.push_back({"staff.csv", staff_csv()});
    return {};
  }

  void add_units(std::string& csv) const {
    for (const NamedPlace& street : places_.streets) {
      csv += fmt::format("{},{},{} Office,street,,street\n", street.unit,
                         street.rural ? street.name.zh + "人民政府" : street.name.zh + "办事处", street.name.en);
    }
    for (const NamedPlace& community : places_.communities) {
      csv += fmt::format("{},{},{} Committee,community,{},street\n", community.unit,
                         community.name.zh + (community.name.zh.ends_with("村") ? "村委会" : "居委会"),
                         community.name.en, community.unit.substr(0, community.unit.find('.')));
    }
    for (const PlaceNode& grid : places_.grids) {
      csv += fmt::format("{},{},{},grid,{},street\n", grid.unit, grid.name.zh, grid.name.en,
                         grid.unit.substr(0, grid.unit.rfind('.')));
    }
  }

  std::string places_csv() const {
    std::string csv = "code,name_zh,name_en,unit\n";
    csv += fmt::format("{},{}区,{} District,\n", kDistrictCode, places_.district.zh, places_.district.en);
    size_t community = 0, grid = 0;
    for (const NamedPlace& street : places_.streets) {
      csv += fmt::format("{},{},{},{}\n", street.code, street.name.zh, street.name.en, street.unit);
      for (; community < places_.communities.size(); ++community) {
        const NamedPlace& place = places_.communities[community];
        if (!place.code.starts_with(street.code)) break;
        csv += fmt::format("{},{},{},{}\n", place.code, place.name.zh, place.name.en, place.unit);
        for (; grid < places_.grids.size() && places_.grids[grid].code.starts_with(place.code); ++grid) {
          const PlaceNode& node = places_.grids[grid];
          csv += fmt::format("{},{},{},{}\n", node.code, node.name.zh, node.name.en, node.unit);
        }
      }
    }
    return csv;
  }

  static std::string degrees(int32_t e7) { return fmt::format("{}.{:07}", e7 / 10'000'000, e7 % 10'000'000); }

  std::string areas() const {
    std::string text = "{\"type\": \"FeatureCollection\", \"features\": [\n";
    for (size_t i = 0; i < town_->grids.size(); ++i) {
      Ring ring = town_->plan.ring_of(town_->grids[i].outline);
      ring.push_back(ring.front());
      std::vector<std::string> positions;
      for (const Point corner : ring) {
        positions.push_back(fmt::format("[{},{}]", degrees(corner.lon_e7), degrees(corner.lat_e7)));
      }
      text += fmt::format(
          "{{\"type\": \"Feature\", \"properties\": {{\"code\": \"{}\"}}, \"geometry\": {{\"type\": \"Polygon\", "
          "\"coordinates\": [[{}]]}}}}{}\n",
          places_.grids[i].code, fmt::join(positions, ","), i + 1 < town_->grids.size() ? "," : "");
    }
    return text + "]}\n";
  }

  std::string points_csv() const {
    std::string csv = "code,name_zh,name_en,kind,grid,lat,lon\n";
    for (const FixedPoint& point : made_.buildings) {
      csv += fmt::format("{},{},{},{},{},{},{}\n", point.code, csv_cell(point.name.zh), csv_cell(point.name.en),
                         json::enum_name(point.kind), point.grid, degrees(point.point.lat_e7),
                         degrees(point.point.lon_e7));
    }
    return csv;
  }

  std::string staff_csv() const {
    std::string csv = "login,name,role,unit,place,sign_in\n";
    for (const SampleStaff& person : made_.staff) {
      for (const Post& post : person.posts) {
        csv += fmt::format("{},{},{},{},{},{}\n", person.login, person.name, json::enum_name(post.role), post.unit,
                           post.place, person.demo ? "yes" : "no");
      }
    }
    return csv;
  }

  const std::string& share_;
  Rng rng_;
  SampleDistrict made_;
  Result<Town> town_ = Town{TownPlan{kMiddle}, 0, {}, {}};
  SamplePlaces places_;
};

}  // namespace

Result<SampleDistrict> make_district(const std::string& share, uint64_t seed) {
  return DistrictMaker{share, seed}.make();
}

}  // namespace huiyin::sim
