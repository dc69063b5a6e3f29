#include "definitions/layer_file.h"

#include <fmt/format.h>

#include <algorithm>

#include "definitions/geojson.h"
#include "definitions/yaml.h"
#include "domain/grid_index.h"

namespace huiyin {
namespace {

constexpr std::string_view kFolder = "layers/";

const SourceFile* file_at(const std::vector<SourceFile>& files, std::string_view path) {
  const auto found = std::ranges::find(files, path, &SourceFile::path);
  return found == files.end() ? nullptr : &*found;
}

bool is_too_wide(const AreaLine& area) {
  if (area.area.rings.empty()) return false;
  const PointBox box = box_of(area.area.rings);
  return int64_t{box.lon_max_e7} - box.lon_min_e7 > kAreaSpanMaxE7;
}

std::vector<LayerArea> read_layer_areas(const SourceFile& file, const LayerRules& rules, Findings& findings,
                                        std::vector<NetFlaw>* flaws) {
  const size_t findings_before = findings.size();
  const auto features = read_features(file, {.name_field = "name", .numbers_too = true}, findings);
  std::vector<AreaLine> outlines;
  std::vector<LayerArea> areas;
  for (const FeatureLine& feature : features) {
    outlines.push_back(feature.area);
    areas.push_back({feature.area.area.code, feature.name, feature.area.area.rings});
    if (is_too_wide(feature.area)) {
      findings.push_back({file.path, feature.area.line, "geometry", "spans more than half the globe"});
    }
  }
  if (findings.size() > findings_before) return {};
  auto found_flaws = net_flaws(file.path, outlines, net_rules(rules));
  for (Finding& found : findings_of(found_flaws)) {
    if (flaws) break;
    if (found.field == "features") found.detail += fmt::format("; {}{}.yaml may set gaps: true", kFolder, rules.name);
    findings.push_back(std::move(found));
  }
  if (flaws) flaws->insert(flaws->end(), found_flaws.begin(), found_flaws.end());
  return areas;
}

}  // namespace

NetRules net_rules(const LayerRules& layer) {
  return {layer.overlaps_allowed, layer.gaps_allowed, "area"};
}

std::string layer_name(std::string_view path, std::string_view extension) {
  if (!path.starts_with(kFolder) || !path.ends_with(extension)) return {};
  path.remove_prefix(kFolder.size());
  path.remove_suffix(extension.size());
  const bool is_name = path.size() <= 40 && std::ranges::all_of(path, [](char c) {
                         return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                       });
  return is_name ? std::string{path} : std::string{};
}

LayerRules read_layer_rules(const SourceFile& file, Findings& findings) {
  LayerRules rules;
  rules.name = layer_name(file.path, ".yaml");
  const yaml::Document document{file, findings};
  const yaml::Map map = document.root().map({"title", "who", "overlaps", "gaps"});
  if (!document.root().is_map()) return rules;
  rules.title = map.required("title").wording();
  if (map["who"]) rules.who = map["who"].wording();
  if (map["overlaps"]) rules.overlaps_allowed = map["overlaps"].boolean();
  if (map["gaps"]) rules.gaps_allowed = map["gaps"].boolean();
  return rules;
}

std::vector<PlaceLayer> read_layers(const std::vector<SourceFile>& files, Findings& findings,
                                    std::vector<NetFlaw>* flaws) {
  std::vector<PlaceLayer> layers;
  for (const SourceFile& file : files) {
    if (!file.path.starts_with(kFolder)) continue;
    const bool is_outline = file.path.ends_with(".geojson");
    const std::string name = layer_name(file.path, is_outline ? ".geojson" : ".yaml");
    if (name.empty()) {
      findings.push_back(
          {file.path, 0, "", "must be named in small letters, digits and '_', and end .yaml or .geojson"});
      continue;
    }
    const std::string fellow = fmt::format("{}{}{}", kFolder, name, is_outline ? ".yaml" : ".geojson");
    const SourceFile* other = file_at(files, fellow);
    if (!other) findings.push_back({fellow, 0, "", fmt::format("the file is missing; it belongs to {}", file.path)});
    if (is_outline || !other) continue;
    const size_t findings_before = findings.size();
    LayerRules rules = read_layer_rules(file, findings);
    auto areas = read_layer_areas(*other, rules, findings, flaws);
    if (findings.size() == findings_before) layers.emplace_back(std::move(rules), std::move(areas));
  }
  std::ranges::sort(layers, {}, [](const PlaceLayer& layer) { return layer.rules().name; });
  return layers;
}

}  // namespace huiyin
