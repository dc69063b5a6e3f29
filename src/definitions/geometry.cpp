#include "definitions/geometry.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huiyin {
namespace {

constexpr double kMetresPerE7 = 0.0111319;

Shape ring_shape(const Geos& geos, const Ring& ring) {
  GEOSCoordSequence* sequence = GEOSCoordSeq_create_r(geos, static_cast<unsigned>(ring.size() + 1), 2);
  for (unsigned i = 0; i <= ring.size(); ++i) {
    const Point corner = ring[i % ring.size()];
    GEOSCoordSeq_setXY_r(geos, sequence, i, corner.lon_e7, corner.lat_e7);
  }
  return {GEOSGeom_createLinearRing_r(geos, sequence), {geos}};
}

std::optional<Point> point_of(const Geos& geos, const GEOSGeometry* geometry) {
  double lon_e7 = 0, lat_e7 = 0;
  if (!geometry || GEOSGeomGetX_r(geos, geometry, &lon_e7) != 1 || GEOSGeomGetY_r(geos, geometry, &lat_e7) != 1) {
    return std::nullopt;
  }
  return Point{static_cast<int32_t>(std::llround(lat_e7)), static_cast<int32_t>(std::llround(lon_e7))};
}

bool holds(const Geos& geos, const GEOSGeometry* polygon, RingFlaw& flaw) {
  char* reason = nullptr;
  GEOSGeometry* where = nullptr;
  const bool valid = polygon && GEOSisValidDetail_r(geos, polygon, 0, &reason, &where) == 1;
  const Shape spot{where, {geos}};
  if (!valid) flaw = {reason ? reason : "the ring is not valid", point_of(geos, where)};
  GEOSFree_r(geos, reason);
  return valid;
}

Ring ring_of(const Geos& geos, const GEOSGeometry* line, bool counter_clockwise) {
  const GEOSCoordSequence* sequence = GEOSGeom_getCoordSeq_r(geos, line);
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(geos, sequence, &count);
  Ring ring;
  for (unsigned i = 0; i + 1 < count; ++i) {
    double lon_e7 = 0, lat_e7 = 0;
    GEOSCoordSeq_getXY_r(geos, sequence, i, &lon_e7, &lat_e7);
    ring.push_back({static_cast<int32_t>(std::llround(lat_e7)), static_cast<int32_t>(std::llround(lon_e7))});
  }
  char turns_left = 0;
  if (GEOSCoordSeq_isCCW_r(geos, sequence, &turns_left) == 1 && (turns_left == 1) != counter_clockwise) {
    std::ranges::reverse(ring);
  }
  return ring;
}

Shape collected(const Geos& geos, const std::vector<Shape>& shapes) {
  std::vector<GEOSGeometry*> copies;
  for (const Shape& shape : shapes) copies.push_back(GEOSGeom_clone_r(geos, shape.get()));
  return {
      GEOSGeom_createCollection_r(geos, GEOS_GEOMETRYCOLLECTION, copies.data(), static_cast<unsigned>(copies.size())),
      {geos}};
}

template <class Visit>
void each_polygon(const Geos& geos, const GEOSGeometry* geometry, Visit visit) {
  for (int part = 0; geometry && part < GEOSGetNumGeometries_r(geos, geometry); ++part) {
    const GEOSGeometry* polygon = GEOSGetGeometryN_r(geos, geometry, part);
    if (GEOSGeomTypeId_r(geos, polygon) == GEOS_POLYGON && GEOSisEmpty_r(geos, polygon) == 0) visit(polygon);
  }
}

}  // namespace

Geos::Geos() : context_(GEOS_init_r()) {
  GEOSContext_setNoticeMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
  GEOSContext_setErrorMessageHandler_r(context_, [](const char*, void*) {}, nullptr);
}

Shape shape_of(const Geos& geos, const std::vector<Ring>& rings, RingFlaw& flaw) {
  Shape whole{GEOSGeom_createEmptyPolygon_r(geos), {geos}};
  for (const Ring& ring : rings) {
    if (ring.size() < 3) {
      flaw = {"a ring has fewer than three different corners",
              ring.empty() ? std::nullopt : std::optional{ring.front()}};
      return nullptr;
    }
    Shape piece{GEOSGeom_createPolygon_r(geos, ring_shape(geos, ring).release(), nullptr, 0), {geos}};
    if (!holds(geos, piece.get(), flaw)) return nullptr;
    whole = {GEOSSymDifference_r(geos, whole.get(), piece.get()), {geos}};
    if (!whole) {
      flaw = {"its rings do not fit together", ring.front()};
      return nullptr;
    }
  }
  return whole;
}

Shape shared_part(const Geos& geos, const GEOSGeometry* left, const GEOSGeometry* right) {
  return {GEOSIntersection_r(geos, left, right), {geos}};
}

std::vector<Shape> holes_between(const Geos& geos, const std::vector<Shape>& shapes) {
  std::vector<Shape> holes;
  const Shape joined{GEOSUnaryUnion_r(geos, collected(geos, shapes).get()), {geos}};
  each_polygon(geos, joined.get(), [&](const GEOSGeometry* polygon) {
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos, polygon); ++i) {
      GEOSGeometry* ring = GEOSGeom_clone_r(geos, GEOSGetInteriorRingN_r(geos, polygon, i));
      holes.push_back({GEOSGeom_createPolygon_r(geos, ring, nullptr, 0), {geos}});
    }
  });
  return holes;
}

std::vector<Polygon> polygons_of(const Geos& geos, const GEOSGeometry* geometry) {
  std::vector<Polygon> polygons;
  each_polygon(geos, geometry, [&](const GEOSGeometry* shape) {
    Polygon polygon{ring_of(geos, GEOSGetExteriorRing_r(geos, shape), true)};
    for (int i = 0; i < GEOSGetNumInteriorRings_r(geos, shape); ++i) {
      polygon.push_back(ring_of(geos, GEOSGetInteriorRingN_r(geos, shape, i), false));
    }
    polygons.push_back(std::move(polygon));
  });
  return polygons;
}

double area_m2(const Geos& geos, const GEOSGeometry* geometry) {
  double area_e14 = 0, south_e7 = 0;
  if (!geometry || GEOSArea_r(geos, geometry, &area_e14) != 1 || area_e14 == 0) return 0;
  if (GEOSGeom_getYMin_r(geos, geometry, &south_e7) != 1) return 0;
  return area_e14 * kMetresPerE7 * kMetresPerE7 * std::cos(south_e7 * 1e-7 * M_PI / 180);
}

std::optional<Point> point_inside(const Geos& geos, const GEOSGeometry* geometry) {
  const Shape inside{geometry ? GEOSPointOnSurface_r(geos, geometry) : nullptr, {geos}};
  return point_of(geos, inside.get());
}

std::string degrees_of(Point point) {
  return fmt::format("{:.6f}, {:.6f} (lat, lon)", point.lat_e7 * 1e-7, point.lon_e7 * 1e-7);
}

ShapeTree::ShapeTree(const Geos& geos, const std::vector<Shape>& shapes)
    : geos_(geos), numbers_(shapes.size()), tree_(GEOSSTRtree_create_r(geos, 10), {geos}) {
  for (size_t i = 0; i < shapes.size(); ++i) {
    numbers_[i] = i;
    if (shapes[i]) GEOSSTRtree_insert_r(geos_, tree_.get(), shapes[i].get(), &numbers_[i]);
  }
}

std::vector<size_t> ShapeTree::near(const GEOSGeometry* shape) const {
  std::vector<size_t> met;
  GEOSSTRtree_query_r(
      geos_, tree_.get(), shape,
      [](void* item, void* into) { static_cast<std::vector<size_t>*>(into)->push_back(*static_cast<size_t*>(item)); },
      &met);
  std::ranges::sort(met);
  return met;
}

}  // namespace huiyin
