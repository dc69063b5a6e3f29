#include "app/check_places.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "app/adopt_site.h"
#include "app/written_file.h"
#include "definitions/layer_file.h"

namespace huiyin {
namespace {

const SourceFile* find(const std::vector<SourceFile>& files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &SourceFile::path);
  return found == files.end() ? nullptr : &*found;
}

bool holes_allowed(const std::vector<SourceFile>& files) {
  const SourceFile* settings = find(files, "site.yaml");
  Findings ignored;  // `huiyin check` tells them
  return settings && read_site_settings(*settings, ignored).holes_allowed;
}

void count(const std::vector<PlaceRow>& places, PlacesReport& report) {
  for (const PlaceRow& place : places) {
    const size_t digits = place.node.code.size();
    report.districts += digits == PlaceCode::kDistrictDigits;
    report.streets += digits == PlaceCode::kStreetDigits;
    report.communities += digits == PlaceCode::kCommunityDigits;
    report.grids += digits == PlaceCode::kGridDigits;
  }
}

// A place without the one above it is a flaw of the net, not a row that does not read.
void part_orphans(const std::vector<PlaceRow>& places, PlacesReport& report) {
  std::erase_if(report.findings, [](const Finding& found) { return found.detail.ends_with("has no place above it"); });
  std::set<std::string> codes;
  for (const PlaceRow& place : places) codes.insert(place.node.code);
  for (const PlaceRow& place : places) {
    const auto code = PlaceCode::parse(place.node.code);
    const auto parent = code ? code->parent() : std::nullopt;
    if (!parent || codes.contains(parent->text())) continue;
    report.flaws.push_back({NetFlawKind::no_parent,
                            {place.node.code},
                            "places.csv",
                            place.line,
                            "code",
                            fmt::format("place {} has no place {} above it", place.node.code, parent->text())});
  }
}

void check_grids(const std::vector<SourceFile>& files, const DrawnAreas* drawn, PlacesReport& report) {
  const SourceFile* nodes_file = find(files, "places.csv");
  const SourceFile* areas_file = find(files, "places.geojson");
  if (!nodes_file) report.findings.push_back({"places.csv", 0, "", "the file is missing"});
  if (!areas_file && !drawn) report.findings.push_back({"places.geojson", 0, "", "the file is missing"});
  if (!nodes_file || (!areas_file && !drawn)) return;
  const auto places = read_places(*nodes_file, report.findings);
  const DrawnAreas read = drawn ? *drawn : DrawnAreas{areas_file->path, read_areas(*areas_file, report.findings)};
  count(places, report);
  report.areas = static_cast<int64_t>(read.areas.size());
  part_orphans(places, report);
  const auto add = [&](std::vector<NetFlaw> flaws) {
    report.flaws.insert(report.flaws.end(), std::make_move_iterator(flaws.begin()),
                        std::make_move_iterator(flaws.end()));
  };
  add(unmatched(nodes_file->path, places, read.file, read.areas));
  if (report.findings.empty()) add(net_flaws(read.file, read.areas, {false, holes_allowed(files), "grid"}));
}

}  // namespace

PlacesReport check_places(const std::vector<SourceFile>& files, const DrawnAreas* drawn) {
  PlacesReport report;
  check_grids(files, drawn, report);
  for (const PlaceLayer& layer : read_layers(files, report.findings, &report.flaws)) {
    ++report.layers;
    report.layer_areas += static_cast<int64_t>(layer.areas().size());
  }
  return report;
}

Result<PlacesReport> check_site_places(const std::string& site_dir) {
  const auto files = read_site_folder(site_dir);
  if (!files) return std::unexpected(files.error());
  return check_places(*files);
}

Result<void> write_picture(const std::vector<NetFlaw>& flaws, const std::string& path) {
  return replace_files({{path, picture_of(flaws)}});
}

}  // namespace huiyin
