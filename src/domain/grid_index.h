// Which area does a point lie in? Areas are numbered in the order given; where several contain the point (a shared
// edge, an overlap) the lowest number wins, so a point has at most one owner however the polygons were drawn.
//
// Two parts. Vertices: each area keeps its corners as offsets from its bounding box, two bytes a coordinate where the
// box is under 730 m, four where it is larger. Buckets: a grid of cells over the district, each listing the areas whose
// box (widened by the tolerance) touches it; a crowded cell is itself a grid, so dense towns beside empty country stay
// fast. Deciding uses whole numbers only: the same answer on every machine. Immutable; safe from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "domain/place.h"

namespace huiyin {

struct PointBox {
  int32_t lat_min_e7 = 0, lon_min_e7 = 0, lat_max_e7 = 0, lon_max_e7 = 0;
};
PointBox box_of(std::span<const Ring> rings);

// No area may be wider than half the globe: the products that decide stay inside 64 bits.
inline constexpr int64_t kAreaSpanMaxE7 = 1'800'000'000;

class GridIndex {
 public:
  // `near_m`: how far beyond its edges an area is still found by `near`.
  explicit GridIndex(int32_t near_m) : near_m_(near_m) {}

  // Rings of at least three corners, at most kAreaSpanMaxE7 across (checked by the caller). Areas are numbered 0,
  // 1, 2...
  void add(std::span<const Ring> rings);
  // After the last `add`, before the first question.
  void build();

  static constexpr uint32_t kNone = UINT32_MAX;
  // The lowest-numbered area that contains the point, its edges included; kNone when there is none.
  uint32_t find(Point point) const;
  // Calls `each(number)` for every other area within `near_m` of the point, ascending.
  template <class Each>
  void near(Point point, uint32_t other_than, Each each) const {
    const Reach reach = reach_at(point.lat_e7);
    for (const uint32_t number : candidates(point)) {
      if (number != other_than && is_near(number, point, reach)) each(number);
    }
  }
  size_t size() const { return areas_.size(); }
  size_t memory_bytes() const;

 private:
  struct Area {
    PointBox box;
    uint32_t first_ring = 0;
  };
  struct RingSpan {
    uint32_t first = 0;  // into narrow_ or wide_, by the area's box
    uint32_t count = 0;
  };
  template <class Offset>
  struct Corner {
    Offset lat, lon;  // from the minimum of the area's box
  };
  // A cell's areas in entries_; count == kSplit: first is a bucket grid instead.
  struct Cell {
    uint32_t first = 0;
    uint32_t count = 0;
  };
  static constexpr uint32_t kSplit = UINT32_MAX;
  struct Buckets {
    int64_t lat_min_e7 = 0, lon_min_e7 = 0;
    uint32_t cell_lat_e7 = 1, cell_lon_e7 = 1;
    uint32_t rows = 0, columns = 0;
    uint32_t first_cell = 0;
  };
  struct CellRange {
    uint32_t row_from, row_to, column_from, column_to;  // inclusive
  };

  // near_m_ in 1e-7 degrees at some latitude, rounded up.
  struct Reach {
    int64_t lat_e7, lon_e7;
  };

  static bool is_narrow(const PointBox& box);
  Reach reach_at(int32_t lat_e7) const;
  PointBox widened(const PointBox& box) const;
  uint32_t add_buckets(const PointBox& over, std::span<const uint32_t> numbers, int depth);
  void fill_buckets(uint32_t buckets, std::span<const uint32_t> numbers, int depth);
  CellRange cells_under(const Buckets& buckets, const PointBox& box) const;
  std::span<const uint32_t> candidates(Point point) const;
  bool contains(uint32_t number, Point point) const;
  bool is_near(uint32_t number, Point point, Reach reach) const;
  template <class Visit>
  bool any_edge(uint32_t number, Visit visit) const;

  int32_t near_m_;
  std::vector<Area> areas_;
  std::vector<RingSpan> rings_;
  std::vector<Corner<uint16_t>> narrow_;
  std::vector<Corner<uint32_t>> wide_;
  std::vector<Buckets> buckets_;
  std::vector<Cell> cells_;
  std::vector<uint32_t> entries_;
};

}  // namespace huiyin
