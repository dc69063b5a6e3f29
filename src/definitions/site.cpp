#include "definitions/site.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/json.h"
#include "definitions/layer_file.h"
#include "definitions/lifecycle_file.h"
#include "definitions/programme_file.h"
#include "definitions/site_files.h"

namespace huiyin {
namespace {

constexpr int32_t kYearsTold = 10;  // of a file named 20260.yaml all others are missing

bool is_yaml_in(const std::string& path, std::string_view folder) {
  return path.starts_with(folder) && path.ends_with(".yaml") && path.find('/', folder.size()) == std::string::npos;
}

// Reads one site; a part that does not hold leaves its optional empty, and what depends on it is not judged.
class SiteReader {
 public:
  SiteReader(const std::vector<SourceFile>& files, std::optional<int64_t> now_at_ms)
      : files_(files), now_at_ms_(now_at_ms) {}

  std::expected<std::shared_ptr<Definitions>, Findings> read() {
    if (const SourceFile* file = wanted("site.yaml"))
      settings_ = whole([&] { return read_site_settings(*file, findings_); });
    if (settings_ && now_at_ms_) today_ = settings_->zone.local(*now_at_ms_).date;
    auto calendar = read_calendar();
    if (const SourceFile* file = wanted("categories.yaml")) categories_ = read_categories(*file, findings_);
    if (const SourceFile* file = wanted("units.csv"); file && settings_) {
      units_ = read_units(*file, settings_->hours, findings_);
    }
    places_ = read_place_tree();
    auto points = read_fixed_points();
    auto layers = read_layers(files_, findings_);
    auto articles = read_known();
    auto duties = read_duty_table();
    read_lifecycles();
    read_programmes();
    if (!findings_.empty()) return std::unexpected(std::move(findings_));
    return std::make_shared<Definitions>(Definitions{0, settings_->info, std::move(*calendar), std::move(*categories_),
                                                     std::move(*places_), std::move(*units_), std::move(*duties),
                                                     std::move(lifecycles_), std::move(programmes_), std::move(points),
                                                     std::move(layers), std::move(articles)});
  }

 private:
  const SourceFile* find(std::string_view path) const {
    const auto found = std::ranges::find(files_, path, &SourceFile::path);
    return found == files_.end() ? nullptr : &*found;
  }

  const SourceFile* wanted(const std::string& path) {
    const SourceFile* file = find(path);
    if (!file) findings_.push_back({path, 0, "", "the file is missing"});
    return file;
  }

  std::vector<const SourceFile*> wanted_in(const std::string& folder) {
    std::vector<const SourceFile*> found;
    for (const SourceFile& file : files_) {
      if (is_yaml_in(file.path, folder)) found.push_back(&file);
    }
    std::ranges::sort(found, {}, &SourceFile::path);
    if (found.empty()) findings_.push_back({folder, 0, "", "needs at least one .yaml file"});
    return found;
  }

  // What `read` returns, unless it found something wrong.
  template <class Read>
  auto whole(Read read) -> std::optional<decltype(read())> {
    const size_t findings_before = findings_.size();
    auto made = read();
    if (findings_.size() > findings_before) return std::nullopt;
    return made;
  }

  std::optional<Calendar> read_calendar() {
    const size_t findings_before = findings_.size();
    std::vector<CalendarYear> years;
    for (const SourceFile* file : wanted_in("calendar/")) years.push_back(read_calendar_year(*file, findings_));
    if (findings_.size() == findings_before) check_years(years);
    if (!settings_ || findings_.size() > findings_before) return std::nullopt;
    auto calendar = Calendar::of(settings_->zone, std::move(years), settings_->hours.at("default"));
    if (calendar) return *calendar;
    findings_.push_back({"calendar/", 0, calendar.error().where, calendar.error().detail});
    return std::nullopt;
  }

  // Years without a file: between the first and the last, and the one the site lives in.
  void check_years(const std::vector<CalendarYear>& years) {
    std::set<int32_t> known;
    for (const CalendarYear& year : years) known.insert(year.year);
    const auto miss = [&](int32_t year, const std::string& why) {
      findings_.push_back({fmt::format("calendar/{}.yaml", year), 0, "", "the year is missing: " + why});
    };
    const int32_t first = *known.begin(), last = *known.rbegin();
    int32_t told = 0;
    for (int32_t year = first; year < last && told < kYearsTold; ++year) {
      if (known.contains(year)) continue;
      miss(year, fmt::format("the calendar runs from {} to {}", first, last));
      ++told;
    }
    const int32_t now = today_ ? civil_of(*today_).year : first;
    if (now < first || now > last) miss(now, "no due time can be counted in the year that runs");
  }

  std::optional<PlaceTree> read_place_tree() {
    const size_t findings_before = findings_.size();
    const SourceFile* nodes_file = wanted("places.csv");
    const SourceFile* areas_file = wanted("places.geojson");
    if (!nodes_file || !areas_file) return std::nullopt;
    const auto places = read_places(*nodes_file, findings_);
    auto areas = read_areas(*areas_file, findings_);
    if (findings_.size() > findings_before) return std::nullopt;
    if (units_) check_place_units(places);
    check_grids_and_areas(places, areas);
    check_coverage(areas_file->path, areas, settings_ && settings_->holes_allowed, findings_);
    if (findings_.size() > findings_before) return std::nullopt;
    return place_tree(places, std::move(areas));
  }

  std::optional<PlaceTree> place_tree(const std::vector<PlaceRow>& places, std::vector<AreaLine> read) {
    std::vector<PlaceNode> nodes;
    for (const PlaceRow& place : places) nodes.push_back(place.node);
    std::vector<GridArea> areas;
    for (AreaLine& area : read) areas.push_back(std::move(area.area));
    auto tree = PlaceTree::of(std::move(nodes), std::move(areas), settings_ ? settings_->edge_tolerance_m : 15);
    if (tree) return *tree;
    findings_.push_back({"places.csv", 0, tree.error().where, tree.error().detail});
    return std::nullopt;
  }

  void check_place_units(const std::vector<PlaceRow>& places) {
    for (const PlaceRow& place : places) {
      if (place.node.unit.empty()) continue;
      const Unit* unit = units_->unit(place.node.unit);
      if (unit && (!today_ || !unit->valid_until || *today_ <= *unit->valid_until)) continue;
      findings_.push_back({"places.csv", place.line, "unit",
                           unit
                               ? fmt::format("unit {} was dissolved on {}", unit->code, format_date(*unit->valid_until))
                               : fmt::format("there is no unit {}", place.node.unit)});
    }
  }

  void check_grids_and_areas(const std::vector<PlaceRow>& places, const std::vector<AreaLine>& areas) {
    constexpr size_t kGridDigits = 15;
    std::set<std::string> grids, drawn;
    for (const AreaLine& area : areas) drawn.insert(area.area.code);
    for (const PlaceRow& place : places) {
      const std::string& code = place.node.code;
      if (code.size() != kGridDigits) continue;
      grids.insert(code);
      if (drawn.contains(code)) continue;
      findings_.push_back(
          {"places.csv", place.line, "code", fmt::format("grid {} has no area in places.geojson", code)});
    }
    for (const AreaLine& area : areas) {
      if (grids.contains(area.area.code)) continue;
      findings_.push_back(
          {"places.geojson", area.line, "properties.code", fmt::format("places.csv has no grid {}", area.area.code)});
    }
  }

  // Each in the grid it names: somebody checking in there is in that grid.
  std::vector<FixedPoint> read_fixed_points() {
    std::vector<FixedPoint> points;
    const SourceFile* file = find("points.csv");
    if (!file) return points;
    for (PointLine& read : read_points(*file, findings_)) {
      if (places_) check_point_grid(*file, read);
      points.push_back(std::move(read.point));
    }
    return points;
  }

  void check_point_grid(const SourceFile& file, const PointLine& read) {
    const auto located = places_->locate(read.point.point);
    if (located && located->place.grid == read.point.grid) return;
    findings_.push_back({file.path, read.line, "grid",
                         located ? fmt::format("the point lies in grid {}", located->place.grid)
                                 : std::string{"the point lies outside the district"}});
  }

  std::vector<Article> read_known() {
    const SourceFile* file = find("articles.yaml");
    return file ? read_articles(*file, categories_ ? &*categories_ : nullptr, findings_) : std::vector<Article>{};
  }

  std::optional<DutyTable> read_duty_table() {
    const SourceFile* file = wanted("duties.csv");
    if (!file) return std::nullopt;
    auto rows = whole([&] { return read_duties(*file, findings_); });
    if (!rows) return std::nullopt;
    DutyTable table{std::move(*rows)};
    if (!categories_ || !places_ || !units_) return table;
    for (const DutyFinding& found : table.check(*categories_, *places_, *units_)) {
      findings_.push_back({file->path, found.line, found.column, fmt::format("{}: {}", found.kind, found.detail)});
    }
    return table;
  }

  void read_lifecycles() {
    for (const SourceFile* file : wanted_in("lifecycles/")) {
      auto lifecycle = read_lifecycle(*file);
      if (!lifecycle) {
        take(lifecycle.error());
        lifecycles_broken_ = true;
        continue;
      }
      const std::string name = lifecycle->name;
      if (lifecycles_.emplace(name, std::move(*lifecycle)).second) continue;
      findings_.push_back(
          {file->path, 0, "lifecycle", fmt::format("another file holds the lifecycle {} already", name)});
    }
  }

  // Judged against the lifecycles only when all of those hold: else every programme would seem to lack its own.
  void read_programmes() {
    const auto files = wanted_in("programmes/");
    if (lifecycles_broken_) return;
    for (const SourceFile* file : files) {
      auto programme = read_programme(*file, lifecycles_);
      if (!programme) {
        take(programme.error());
        continue;
      }
      check_programme_names(*file, *programme);
      const std::string name = programme->name;
      if (programmes_.emplace(name, std::move(*programme)).second) continue;
      findings_.push_back(
          {file->path, 0, "programme", fmt::format("another file holds the programme {} already", name)});
    }
  }

  void check_programme_names(const SourceFile& file, const Programme& programme) {
    if (categories_) {
      const Category* category = categories_->by_code(programme.default_category);
      if (!category || !categories_->is_leaf(*category)) {
        complain_at(file, "default_category",
                    fmt::format("there is no category {} to file cases under", programme.default_category));
      }
    }
    for (const std::string& tier : programme.tiers) {
      if (!units_ || json::enum_from<HolderWord>(tier) || units_->unit(tier)) continue;
      complain_at(file, "tiers", fmt::format("{} is neither a unit nor a word for a holder", tier));
    }
  }

  // On the line where the top-level key stands.
  void complain_at(const SourceFile& file, std::string_view key, std::string detail) {
    std::string_view rest = file.bytes;
    int32_t line = 1;
    while (!rest.empty() && !rest.starts_with(fmt::format("{}:", key))) {
      const size_t end = rest.find('\n');
      rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
      ++line;
    }
    findings_.push_back({file.path, rest.empty() ? 0 : line, std::string{key}, std::move(detail)});
  }

  void take(const Findings& more) { findings_.insert(findings_.end(), more.begin(), more.end()); }

  const std::vector<SourceFile>& files_;
  std::optional<int64_t> now_at_ms_;
  std::optional<LocalDate> today_;  // in the site's zone
  Findings findings_;
  std::optional<SiteSettings> settings_;
  std::optional<CategoryTree> categories_;
  std::optional<UnitTree> units_;
  std::optional<PlaceTree> places_;
  std::map<std::string, Lifecycle> lifecycles_;
  std::map<std::string, Programme> programmes_;
  bool lifecycles_broken_ = false;
};

}  // namespace

std::expected<std::shared_ptr<Definitions>, Findings> read_site(const std::vector<SourceFile>& files,
                                                                std::optional<int64_t> now_at_ms) {
  return SiteReader{files, now_at_ms}.read();
}

}  // namespace huiyin
