// A flat town cut into smaller and smaller pieces that share every corner: a corner set on an edge stands in the
// outlines on both of its sides, so that the pieces tile what was cut to the last unit of 1e-7 degrees.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "domain/place.h"

namespace huiyin::sim {

// Metres east and north of the town's middle.
struct Spot2 {
  double x = 0;
  double y = 0;
};

using Corners = std::vector<Spot2>;
using Outline = std::vector<size_t>;  // corners of the plan, counter-clockwise, first not repeated

bool is_inside(const Corners& polygon, Spot2 at);
double area_m2(const Corners& polygon);  // counter-clockwise: positive
double perimeter_m(const Corners& polygon);
// From a point to the nearest edge.
double edge_distance_m(const Corners& polygon, Spot2 from);

class TownPlan {
 public:
  explicit TownPlan(Point middle) : middle_(middle) {}

  Outline add_outline(const Corners& corners);
  // The outline with every corner that was set on its edges since.
  Outline whole(const Outline& outline) const;
  Corners corners_of(const Outline& outline) const;  // of whole(outline)
  Ring ring_of(const Outline& outline) const;
  Point point_of(Spot2 at) const;
  // Metres of each road along the outline.
  std::map<int, double> roads_along(const Outline& outline) const;

  // A way to cut an outline in two along a line, judged before it is taken.
  struct Cut {
    struct End {
      size_t edge = 0;     // index into the whole outline: from its corner to the next one
      double along = 0;    // 0: the corner itself
      double on_line = 0;  // position on the line
    };
    End from, to;
    Corners between;      // corners of the line strictly inside
    Corners left, right;  // what it would make
  };
  // Where the line runs through the outline for the longest stretch. Ends closer than snap_m to a corner take the
  // corner. nullopt: it does not cross, or it would touch the outline on its way.
  std::optional<Cut> cut_along(const Outline& outline, const Corners& line, double snap_m) const;
  // The two pieces, left of the line first; the cut becomes the road.
  std::pair<Outline, Outline> take(const Outline& outline, const Cut& cut, int road);

 private:
  using Edge = std::pair<size_t, size_t>;  // smaller corner first
  static Edge edge_of(size_t a, size_t b) { return {std::min(a, b), std::max(a, b)}; }

  size_t add_corner(Spot2 at);
  size_t corner_at(const Outline& outline, const Cut::End& end);
  void expand(size_t from, size_t to, Outline& into) const;

  Point middle_;
  std::vector<Point> points_;
  Corners corners_;
  std::map<Edge, size_t> split_at_;
  std::map<Edge, int> roads_;
};

}  // namespace huiyin::sim
