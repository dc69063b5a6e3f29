#include "app/locate.h"

#include <cmath>

namespace huiyin {

namespace {

constexpr double kE7 = 1e7;

Result<int32_t> read_degrees(const json::Value& value, double degrees_max, const std::string& where) {
  if (!value.is_number()) return refuse(RefusalCode::invalid_input, "must be a number of degrees", where);
  const double degrees = value.to_number<double>();
  if (!(std::abs(degrees) <= degrees_max)) return refuse(RefusalCode::invalid_input, "is not on the globe", where);
  return static_cast<int32_t>(std::llround(degrees * kE7));
}

}  // namespace

Result<Point> read_point(const json::Value& lat, const json::Value& lon, const std::string& where) {
  const auto lat_e7 = read_degrees(lat, 90, where + "/lat");
  if (!lat_e7) return std::unexpected(lat_e7.error());
  const auto lon_e7 = read_degrees(lon, 180, where + "/lon");
  if (!lon_e7) return std::unexpected(lon_e7.error());
  return Point{*lat_e7, *lon_e7};
}

Result<LocatedView> locate(const App& app, Point point) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const auto located = today->places.locate(point);
  if (!located) return std::unexpected(located.error());
  LocatedView view{place_view(*today, located->place), {}, {}};
  for (const auto& grid : located->near_grids) {
    if (const auto codes = today->places.codes_of(grid)) view.near.push_back(place_view(*today, *codes));
  }
  for (const auto& layer : today->layers) {
    const auto& rules = layer.rules();
    for (const LayerArea* area : layer.at(point)) {
      view.layers.push_back({rules.name, rules.title, rules.who, area->code, area->name});
    }
  }
  return view;
}

}  // namespace huiyin
