#include <fmt/format.h>
#include <geos_c.h>

#include <cmath>
#include <memory>

#include "definitions/site_files.h"

// GEOS's thread-safe interface only; coordinates are the whole E7 numbers, which doubles hold exactly.

namespace huiyin {
namespace {

constexpr double kMetresPerE7 = 0.0111319;
constexpr double kIgnoredM2 = 1.0;  // below: what rounding leaves along an edge

class Geos {
 public:
  Geos() : context_(GEOS_init_r()) {
    GEOSContext_setNoticeMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
    GEOSContext_setErrorMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
  }
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  ~Geos() { GEOS_finish_r(context_); }
  operator GEOSContextHandle_t() const { return context_; }

 private:
  GEOSContextHandle_t context_;
};

struct Delete {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  void operator()(GEOSSTRtree* tree) const { GEOSSTRtree_destroy_r(context, tree); }
  void operator()(char* text) const { GEOSFree_r(context, text); }
};
using Geometry = std::unique_ptr<GEOSGeometry, Delete>;

Geometry ring_of(const Geos& geos, const Ring& ring) {
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size() + 1), 2);
  for (unsigned i = 0; i <= ring.size(); ++i) {
    const Point corner = ring[i % ring.size()];
    GEOSCoordSeq_setXY_r(geos, sequence, i, corner.lon_e7, corner.lat_e7);
  }
  return {GEOSGeom_createLinearRing_r(geos, sequence), {geos}};
}

// Rings by the even-odd rule: the symmetric difference of their insides, whatever their direction.
Geometry area_of(const Geos& geos, const GridArea& area, std::string& flaw) {
  Geometry whole{GEOSGeom_createEmptyPolygon_r(geos), {geos}};
  for (const Ring& ring : area.rings) {
    if (ring.size() < 3) {
      flaw = "a ring has fewer than three different corners";
      return nullptr;
    }
    Geometry piece{GEOSGeom_createPolygon_r(geos, ring_of(geos, ring).release(), nullptr, 0), {geos}};
    if (GEOSisValid_r(geos, piece.get()) != 1) {
      const std::unique_ptr<char, Delete> reason{GEOSisValidReason_r(geos, piece.get()), {geos}};
      flaw = reason ? reason.get() : "the ring is not valid";
      return nullptr;
    }
    whole = {GEOSSymDifference_r(geos, whole.get(), piece.get()), {geos}};
    if (!whole) {
      flaw = "its rings do not fit together";
      return nullptr;
    }
  }
  return whole;
}

double area_m2(const Geos& geos, const GEOSGeometry* geometry, int32_t lat_e7) {
  double area_e14 = 0;
  if (!geometry || GEOSArea_r(geos, geometry, &area_e14) != 1) return 0;
  return area_e14 * kMetresPerE7 * kMetresPerE7 * std::cos(lat_e7 * 1e-7 * M_PI / 180);
}

std::string degrees_of(const Geos& geos, const GEOSGeometry* geometry) {
  const Geometry inside{GEOSPointOnSurface_r(geos, geometry), {geos}};
  double lon_e7 = 0, lat_e7 = 0;
  if (inside) {
    GEOSGeomGetX_r(geos, inside.get(), &lon_e7);
    GEOSGeomGetY_r(geos, inside.get(), &lat_e7);
  }
  return fmt::format("{:.6f}, {:.6f} (lat, lon)", lat_e7 * 1e-7, lon_e7 * 1e-7);
}

class Coverage {
 public:
  Coverage(const std::string& file, const std::vector<AreaLine>& areas, Findings& findings)
      : file_(file), areas_(areas), findings_(findings) {}

  void check(bool holes_allowed) {
    const size_t findings_before = findings_.size();
    for (const AreaLine& area : areas_) {
      std::string flaw;
      shapes_.push_back(area_of(geos_, area.area, flaw));
      if (!flaw.empty()) complain(area, fmt::format("the outline of grid {} does not hold: {}", area.area.code, flaw));
    }
    if (findings_.size() > findings_before) return;  // overlaps of broken outlines mean nothing
    check_overlaps();
    if (!holes_allowed) check_holes();
  }

 private:
  void complain(const AreaLine& area, std::string detail) {
    findings_.push_back({file_, area.line, "geometry", std::move(detail)});
  }

  int32_t lat_of(size_t i) const {
    return areas_[i].area.rings.empty() ? 0 : areas_[i].area.rings.front().front().lat_e7;
  }

  void check_overlaps() {
    std::vector<size_t> numbers(areas_.size());
    const std::unique_ptr<GEOSSTRtree, Delete> tree{GEOSSTRtree_create_r(geos_, 10), {geos_}};
    for (size_t i = 0; i < areas_.size(); ++i) {
      numbers[i] = i;
      GEOSSTRtree_insert_r(geos_, tree.get(), shapes_[i].get(), &numbers[i]);
    }
    for (size_t i = 0; i < areas_.size(); ++i) {
      std::vector<size_t> met;
      GEOSSTRtree_query_r(
          geos_, tree.get(), shapes_[i].get(),
          [](void* item, void* into) {
            static_cast<std::vector<size_t>*>(into)->push_back(*static_cast<size_t*>(item));
          },
          &met);
      for (const size_t other : met) {
        if (other < i) check_pair(other, i);
      }
    }
  }

  void check_pair(size_t first, size_t second) {
    const Geometry shared{GEOSIntersection_r(geos_, shapes_[first].get(), shapes_[second].get()), {geos_}};
    const double shared_m2 = area_m2(geos_, shared.get(), lat_of(second));
    if (shared_m2 < kIgnoredM2) return;
    complain(areas_[second],
             fmt::format("grid {} overlaps grid {} (line {}) by {:.0f} m² around {}", areas_[second].area.code,
                         areas_[first].area.code, areas_[first].line, shared_m2, degrees_of(geos_, shared.get())));
  }

  void check_holes() {
    std::vector<GEOSGeometry*> copies;
    for (const Geometry& shape : shapes_) copies.push_back(GEOSGeom_clone_r(geos_, shape.get()));
    const Geometry all{GEOSGeom_createCollection_r(geos_, GEOS_GEOMETRYCOLLECTION, copies.data(),
                                                   static_cast<unsigned>(copies.size())),
                       {geos_}};
    const Geometry joined{GEOSUnaryUnion_r(geos_, all.get()), {geos_}};
    if (!joined) return;
    for (int part = 0; part < GEOSGetNumGeometries_r(geos_, joined.get()); ++part) {
      const GEOSGeometry* polygon = GEOSGetGeometryN_r(geos_, joined.get(), part);
      if (GEOSGeomTypeId_r(geos_, polygon) == GEOS_POLYGON) check_holes_of(polygon);
    }
  }

  void check_holes_of(const GEOSGeometry* polygon) {
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos_, polygon); ++i) {
      GEOSGeometry* ring = GEOSGeom_clone_r(geos_, GEOSGetInteriorRingN_r(geos_, polygon, i));
      const Geometry hole{GEOSGeom_createPolygon_r(geos_, ring, nullptr, 0), {geos_}};
      const double hole_m2 = area_m2(geos_, hole.get(), lat_of(0));
      if (hole_m2 < kIgnoredM2) continue;
      findings_.push_back({file_, 0, "features",
                           fmt::format("the grids leave a hole of {:.0f} m² around {}; site.yaml may set holes_allowed",
                                       hole_m2, degrees_of(geos_, hole.get()))});
    }
  }

  const std::string& file_;
  const std::vector<AreaLine>& areas_;
  Findings& findings_;
  Geos geos_;
  std::vector<Geometry> shapes_;
};

}  // namespace

void check_coverage(const std::string& file, const std::vector<AreaLine>& areas, bool holes_allowed,
                    Findings& findings) {
  Coverage{file, areas, findings}.check(holes_allowed);
}

}  // namespace huiyin
