#include "app/overlay_places.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/adopt_site.h"
#include "app/check_places.h"
#include "definitions/layer_file.h"

namespace huiyin {

Result<Overlay> overlay_places(const std::string& site_dir, const std::string& layer) {
  const auto files = read_site_folder(site_dir);
  if (!files) return std::unexpected(files.error());
  auto report = check_places(*files);
  auto problems = std::move(report.findings);
  for (Finding& found : findings_of(report.flaws)) problems.push_back(std::move(found));
  if (!problems.empty()) {
    const Finding& first = problems.front();
    return refuse(RefusalCode::broken_definition, first.detail,
                  fmt::format("{}:{} {}", first.file, first.line, first.field));
  }
  Findings ignored;  // the report holds
  const auto layers = read_layers(*files, ignored);
  const auto wanted = std::ranges::find(layers, layer, [](const PlaceLayer& each) { return each.rules().name; });
  if (wanted == layers.end()) {
    std::vector<std::string> names;
    for (const PlaceLayer& each : layers) names.push_back(each.rules().name);
    return refuse(RefusalCode::unknown_thing, fmt::format("there is no layer '{}'", layer), {}, std::move(names));
  }
  std::vector<NamedOutline> areas, grids;
  for (const LayerArea& area : wanted->areas()) areas.push_back({area.code, area.name, area.rings});
  const auto drawn = std::ranges::find(*files, "places.geojson", &SourceFile::path);
  for (AreaLine& grid : read_areas(*drawn, ignored)) grids.push_back({grid.area.code, {}, std::move(grid.area.rings)});
  return overlay_of(areas, grids);
}

}  // namespace huiyin
