#include "app/map_places.h"

#include <algorithm>

namespace huiyin {

namespace {

constexpr std::string_view kOutlines = "places.geojson";

json::Value feature_of(const Definitions& today, const std::string& code, json::Value geometry) {
  const auto node = today.places.node(code);
  const auto name = node ? node->name : Wording{};
  return json::Object{
      {"type", "Feature"},
      {"properties", json::Object{{"code", code}, {"name", json::Object{{"zh", name.zh}, {"en", name.en}}}}},
      {"geometry", std::move(geometry)}};
}

json::Array features_of(const Definitions& today, json::Value outlines, const std::string& under) {
  json::Array features;
  for (auto& feature : outlines.at("features").as_array()) {
    const std::string code{feature.at("properties").at("code").as_string()};
    if (code.starts_with(under)) features.push_back(feature_of(today, code, std::move(feature.at("geometry"))));
  }
  return features;
}

}  // namespace

Result<json::Value> map_places(App& app, const std::string& under) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (!under.empty() && !today->places.codes_of(under)) {
    return refuse(RefusalCode::unknown_thing, "there is no place " + under, "/under");
  }
  const auto files = app.store().files_of(today->edition);
  if (!files) return std::unexpected(files.error());
  json::Array features;
  const auto file = std::ranges::find(*files, kOutlines, &DefinitionFile::path);
  if (file != files->end()) {
    auto outlines = json::parse(file->bytes);  // held when it was adopted, so it has this shape
    if (!outlines) return std::unexpected(outlines.error());
    features = features_of(*today, *std::move(outlines), under);
  }
  return json::Object{{"type", "FeatureCollection"}, {"features", std::move(features)}};
}

}  // namespace huiyin
