#include "definitions/overlay.h"

#include <algorithm>
#include <cmath>

namespace huiyin {
namespace {

constexpr double kIgnoredM2 = 1.0;
constexpr int32_t kSliverBp = 100;

std::vector<Shape> shapes_of(const Geos& geos, const std::vector<NamedOutline>& outlines) {
  std::vector<Shape> shapes;
  RingFlaw ignored;  // outlines hold
  for (const NamedOutline& outline : outlines) shapes.push_back(shape_of(geos, outline.rings, ignored));
  return shapes;
}

int32_t share_bp(double part, double whole) {
  return whole <= 0 ? 0 : static_cast<int32_t>(std::lround(std::clamp(part / whole, 0.0, 1.0) * 10'000));
}

class Laying {
 public:
  Laying(const std::vector<NamedOutline>& areas, const std::vector<NamedOutline>& grids)
      : areas_(areas), grids_(grids), area_shapes_(shapes_of(geos_, areas)), grid_shapes_(shapes_of(geos_, grids)) {}

  Overlay run() {
    const ShapeTree tree{geos_, grid_shapes_};
    std::vector<int> meetings(grids_.size());
    Overlay overlay;
    for (size_t i = 0; i < areas_.size(); ++i) overlay.areas.push_back(lay(i, tree, meetings));
    for (size_t i = 0; i < grids_.size(); ++i) {
      if (meetings[i] == 0) overlay.grids_outside.push_back(grids_[i].code);
      overlay.whole_grids += meetings[i] == 1;
      overlay.cut_grids += meetings[i] > 1;
    }
    return overlay;
  }

 private:
  OverlayArea lay(size_t i, const ShapeTree& tree, std::vector<int>& meetings) const {
    OverlayArea area{areas_[i].code, areas_[i].name, area_m2(geos_, area_shapes_[i].get()), 0, {}};
    double inside_m2 = 0;
    if (!area_shapes_[i]) return area;
    for (const size_t grid : tree.near(area_shapes_[i].get())) {
      const Shape shared = shared_part(geos_, area_shapes_[i].get(), grid_shapes_[grid].get());
      OverlayCut cut{area.code, grids_[grid].code, area_m2(geos_, shared.get())};
      inside_m2 += cut.shared_m2;
      cut.area_bp = share_bp(cut.shared_m2, area.area_m2);
      cut.grid_bp = share_bp(cut.shared_m2, area_m2(geos_, grid_shapes_[grid].get()));
      if (cut.shared_m2 < kIgnoredM2 || (cut.area_bp < kSliverBp && cut.grid_bp < kSliverBp)) continue;
      ++meetings[grid];
      area.cuts.push_back(std::move(cut));
    }
    std::ranges::sort(area.cuts, [](const OverlayCut& left, const OverlayCut& right) {
      return left.shared_m2 != right.shared_m2 ? left.shared_m2 > right.shared_m2 : left.grid < right.grid;
    });
    area.outside_bp = share_bp(area.area_m2 - inside_m2, area.area_m2);
    return area;
  }

  const std::vector<NamedOutline>& areas_;
  const std::vector<NamedOutline>& grids_;
  Geos geos_;
  std::vector<Shape> area_shapes_, grid_shapes_;
};

}  // namespace

Overlay overlay_of(const std::vector<NamedOutline>& areas, const std::vector<NamedOutline>& grids) {
  return Laying{areas, grids}.run();
}

}  // namespace huiyin
