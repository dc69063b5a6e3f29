#include "app/list_points.h"

#include <fmt/format.h>

namespace huiyin {

Result<PointList> list_points(const App& app, const std::string& under) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  if (!under.empty() && !today->places.codes_of(under)) {
    return refuse(RefusalCode::unknown_thing, "there is no place " + under, "/under");
  }
  PointList list;
  for (const auto& point : today->points) {
    if (!point.grid.starts_with(under)) continue;
    list.rows.push_back({point.code, point.name, point.kind, point.grid, point.point});
  }
  if (list.rows.size() > kPointsMax) {
    return refuse(RefusalCode::too_large,
                  fmt::format("{} points; at most {} at a time: name a smaller place", list.rows.size(), kPointsMax),
                  "/under");
  }
  return list;
}

}  // namespace huiyin
