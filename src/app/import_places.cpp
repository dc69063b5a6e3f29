#include "app/import_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "app/adopt_site.h"
#include "app/written_file.h"
#include "definitions/csv_table.h"
#include "definitions/geojson.h"
#include "definitions/layer_file.h"

namespace huiyin {

namespace fs = std::filesystem;

namespace {

SourceFile& file_in(std::vector<SourceFile>& files, const std::string& path, const std::string& fresh) {
  const auto found = std::ranges::find(files, path, &SourceFile::path);
  if (found != files.end()) return *found;
  files.push_back({path, fresh});
  return files.back();
}

// Area by area, outlines wound as GeoJSON wants them. One whose rings do not hold keeps them: the report names it.
std::string written_areas(const std::vector<FeatureLine>& features, bool with_names) {
  const Geos geos;
  std::string text;
  for (const FeatureLine& feature : features) {
    RingFlaw flaw;
    const Shape shape = shape_of(geos, feature.area.area.rings, flaw);
    const auto polygons = shape ? polygons_of(geos, shape.get()) : std::vector<Polygon>{feature.area.area.rings};
    json::Object properties{{"code", feature.area.area.code}};
    if (with_names && !feature.name.empty()) properties["name"] = feature.name;
    text += (text.empty() ? "" : ",\n") + feature_text(properties, polygons_text(polygons));
  }
  return collection_text(text);
}

class Import {
 public:
  Import(std::vector<SourceFile> files, const PlacesSource& source) : files_(std::move(files)), source_(source) {}

  PlacesImport run(const std::string& text) {
    const SourceFile file{fs::path{source_.geodata.file}.filename().string(), text};
    auto features = read_features(file,
                                  {.code_field = source_.code_field,
                                   .name_field = source_.name_field,
                                   .system = source_.geodata.system,
                                   .points_too = true,
                                   .numbers_too = true},
                                  import_.report.findings);
    if (import_.report.findings.empty() && features.empty())
      import_.report.findings.push_back({file.path, 0, "features", "there are none"});
    check_codes(file.path, features);
    if (!import_.report.findings.empty()) return std::move(import_);
    const auto points = parted_points(features);
    import_.features = static_cast<int64_t>(features.size());
    import_.points = static_cast<int64_t>(points.size());
    source_.layer.empty() ? lay_grids(file.path, features) : lay_layer(file.path, features);
    if (import_.report.holds()) place_points(file.path, features, points);
    return std::move(import_);
  }

  // The files to write, once the report holds.
  std::vector<NewFile> changed(const std::string& site_dir) const {
    std::vector<NewFile> changed;
    for (const SourceFile& file : files_) {
      if (changed_.contains(file.path)) changed.push_back({(fs::path{site_dir} / file.path).string(), file.bytes});
    }
    return changed;
  }
  const std::set<std::string>& changed_paths() const { return changed_; }
  int64_t rows_added() const { return static_cast<int64_t>(added_.size()); }

 private:
  void check_codes(const std::string& file, const std::vector<FeatureLine>& features) {
    if (!source_.layer.empty()) return;
    for (const FeatureLine& feature : features) {
      const auto code = PlaceCode::parse(feature.area.area.code);
      if (feature.point || feature.area.area.code.empty() || (code && code->digits() == PlaceCode::kGridDigits))
        continue;
      import_.report.findings.push_back(
          {file, feature.area.line, "properties." + source_.code_field,
           fmt::format("'{}' is not a grid's code of 15 digits", feature.area.area.code)});
    }
  }

  static std::vector<FeatureLine> parted_points(std::vector<FeatureLine>& features) {
    std::vector<FeatureLine> points;
    for (const FeatureLine& feature : features) {
      if (feature.point) points.push_back(feature);
    }
    std::erase_if(features, [](const FeatureLine& feature) { return feature.point.has_value(); });
    return points;
  }

  void write(const std::string& path, std::string bytes) {
    file_in(files_, path, {}).bytes = std::move(bytes);
    changed_.insert(path);
  }

  void lay_grids(const std::string& file, const std::vector<FeatureLine>& features) {
    auto whole = features;
    add_rows(features);
    if (source_.merge) add_kept(whole);
    std::ranges::sort(whole, {}, [](const FeatureLine& feature) { return feature.area.area.code; });
    write("places.geojson", written_areas(whole, false));
    DrawnAreas drawn{file, {}};
    for (const FeatureLine& feature : whole) drawn.areas.push_back(feature.area);
    import_.report = check_places(files_, &drawn);
    for (NetFlaw& flaw : import_.report.flaws) point_at_source(file, features, flaw);
  }

  // A row that only this import would add stands nowhere yet: its flaw is the feature's.
  void point_at_source(const std::string& file, const std::vector<FeatureLine>& features, NetFlaw& flaw) const {
    if (flaw.file != "places.csv" || flaw.codes.empty() || !added_.contains(flaw.codes.front())) return;
    for (const FeatureLine& feature : features) {
      if (feature.area.area.code != flaw.codes.front()) continue;
      flaw.file = file;
      flaw.line = feature.area.line;
      flaw.field = "properties." + source_.code_field;
      if (!feature.area.area.rings.empty()) flaw.at = feature.area.area.rings.front().front();
    }
  }

  // The areas there are, of grids the file does not have.
  void add_kept(std::vector<FeatureLine>& features) {
    std::set<std::string> fresh;
    for (const FeatureLine& feature : features) fresh.insert(feature.area.area.code);
    Findings ignored;  // `huiyin check` tells them
    for (const SourceFile& file : files_) {
      if (file.path != "places.geojson") continue;
      for (FeatureLine& feature : read_features(file, {}, ignored)) {
        if (!fresh.contains(feature.area.area.code)) features.push_back(std::move(feature));
      }
    }
  }

  void add_rows(const std::vector<FeatureLine>& features) {
    SourceFile& file = file_in(files_, "places.csv", "code,name_zh,name_en,unit\n");
    CsvTable table{file.bytes};
    const auto header = table.header().cells;
    const auto code_at = std::ranges::find(header, "code") - header.begin();
    std::set<std::string> known;
    while (const auto row = table.next()) {
      if (static_cast<size_t>(code_at) < row->cells.size()) known.insert(row->cells[static_cast<size_t>(code_at)]);
    }
    std::string rows;
    for (const FeatureLine& feature : features) {
      const std::string& code = feature.area.area.code;
      if (!known.insert(code).second) continue;
      rows += row_of(header, code, feature.name.empty() ? code : feature.name);
      added_.insert(code);
    }
    if (rows.empty()) return;
    std::string bytes = file.bytes;
    if (!bytes.ends_with('\n')) bytes += '\n';
    write("places.csv", bytes + rows);
  }

  static std::string row_of(const std::vector<std::string>& header, const std::string& code, const std::string& name) {
    std::string row;
    for (const std::string& column : header) {
      if (!row.empty() || &column != &header.front()) row += ',';
      if (column == "code") row += csv_cell(code);
      if (column == "name_zh") row += csv_cell(name);
    }
    return row + "\n";
  }

  void lay_layer(const std::string& file, const std::vector<FeatureLine>& features) {
    const std::string stem = "layers/" + source_.layer;
    const auto described = std::ranges::find(files_, stem + ".yaml", &SourceFile::path);
    LayerRules rules{.name = source_.layer};
    if (described != files_.end()) {
      rules = read_layer_rules(*described, import_.report.findings);
    } else {
      write(stem + ".yaml",
            fmt::format("title: {{zh: {0}, en: {0}}}\noverlaps: false     # true: areas of this layer may overlap\n"
                        "gaps: true          # false: they must leave no hole\n",
                        source_.layer));
    }
    std::vector<AreaLine> areas;
    for (const FeatureLine& feature : features) areas.push_back(feature.area);
    import_.report.layers = 1;
    import_.report.layer_areas = static_cast<int64_t>(areas.size());
    import_.report.flaws = net_flaws(file, areas, net_rules(rules));
    write(stem + ".geojson", written_areas(features, true));
  }

  // Points of the file that lie in none of its areas.
  void place_points(const std::string& file, const std::vector<FeatureLine>& features,
                    const std::vector<FeatureLine>& points) {
    std::vector<LayerArea> areas;
    for (const FeatureLine& feature : features) areas.push_back({feature.area.area.code, {}, feature.area.area.rings});
    const PlaceLayer net{{}, std::move(areas)};
    for (const FeatureLine& point : points) {
      if (!net.at(*point.point).empty()) continue;
      NetFlaw flaw{NetFlawKind::point_outside, {}, file, point.area.line, "geometry"};
      flaw.detail = fmt::format("the point {} lies in no area", degrees_of(*point.point));
      flaw.at = point.point;
      import_.report.flaws.push_back(std::move(flaw));
    }
  }

  std::vector<SourceFile> files_;
  const PlacesSource& source_;
  std::set<std::string> changed_;
  std::set<std::string> added_;  // codes of the rows places.csv would gain
  PlacesImport import_;
};

}  // namespace

Result<PlacesImport> import_places(const std::string& site_dir, const PlacesSource& source) {
  if (!source.layer.empty() && layer_name("layers/" + source.layer + ".yaml", ".yaml").empty()) {
    return refuse(RefusalCode::invalid_input, "a layer is named in small letters, digits and '_', at most 40",
                  source.layer);
  }
  auto files = read_site_folder(site_dir);
  if (!files) return std::unexpected(files.error());
  const auto text = read_geodata(source.geodata);
  if (!text) return std::unexpected(text.error());
  Import import{std::move(*files), source};
  auto done = import.run(*text);
  if (!done.report.holds()) return done;
  done.rows_added = import.rows_added();
  if (auto written = replace_files(import.changed(site_dir)); !written) return std::unexpected(written.error());
  done.written.assign(import.changed_paths().begin(), import.changed_paths().end());
  return done;
}

}  // namespace huiyin
