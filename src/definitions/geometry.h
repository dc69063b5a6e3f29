// Areas as GEOS shapes: validity, what two share, what a net leaves out. GEOS's thread-safe interface only; coordinates
// are the whole E7 numbers, which doubles hold exactly. One Geos a task; its shapes must not outlive it.
#pragma once

#include <geos_c.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "domain/ring.h"

namespace huiyin {

class Geos {
 public:
  Geos();
  Geos(const Geos&) = delete;
  Geos& operator=(const Geos&) = delete;
  ~Geos() { GEOS_finish_r(context_); }
  operator GEOSContextHandle_t() const { return context_; }

 private:
  GEOSContextHandle_t context_;
};

struct GeosDelete {
  GEOSContextHandle_t context = nullptr;
  void operator()(GEOSGeometry* geometry) const { GEOSGeom_destroy_r(context, geometry); }
  void operator()(GEOSSTRtree* tree) const { GEOSSTRtree_destroy_r(context, tree); }
};
using Shape = std::unique_ptr<GEOSGeometry, GeosDelete>;

// One outline and the holes in it; outlines run counter-clockwise and holes clockwise, as GeoJSON wants them.
using Polygon = std::vector<Ring>;

struct RingFlaw {
  std::string reason;       // "Self-intersection"
  std::optional<Point> at;  // where, when that is one spot
};

// Rings by the even-odd rule: the symmetric difference of their insides, whatever their direction. Null and `flaw` set
// when a ring does not hold.
Shape shape_of(const Geos& geos, const std::vector<Ring>& rings, RingFlaw& flaw);
// Null when there is nothing in common but edges.
Shape shared_part(const Geos& geos, const GEOSGeometry* left, const GEOSGeometry* right);
// What lies inside the shapes' common outline and in none of them.
std::vector<Shape> holes_between(const Geos& geos, const std::vector<Shape>& shapes);

// Its polygons; lines and points are left out.
std::vector<Polygon> polygons_of(const Geos& geos, const GEOSGeometry* geometry);
// Square metres on a flat map at the shape's own latitude; 0 for null.
double area_m2(const Geos& geos, const GEOSGeometry* geometry);
// Some spot inside.
std::optional<Point> point_inside(const Geos& geos, const GEOSGeometry* geometry);
// "41.301500, 123.801500 (lat, lon)"
std::string degrees_of(Point point);

// Finds shapes by their boxes. Both outlive it.
class ShapeTree {
 public:
  ShapeTree(const Geos& geos, const std::vector<Shape>& shapes);
  // The numbers of the shapes whose boxes meet that of `shape`, ascending.
  std::vector<size_t> near(const GEOSGeometry* shape) const;

 private:
  const Geos& geos_;
  std::vector<size_t> numbers_;
  std::unique_ptr<GEOSSTRtree, GeosDelete> tree_;
};

}  // namespace huiyin
