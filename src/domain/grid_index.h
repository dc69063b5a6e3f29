// Which area does a point lie in? Every area has a key; where several contain the point (a shared edge, an overlap) the
// lowest key wins, so a point has at most one owner however the polygons were drawn.
//
// Two parts, laid out so that a question touches few lines of memory. Records: each area's key, box and corners stand
// together, corners as offsets from the box, two bytes a coordinate where the box is under 730 m, four where it is
// larger. Buckets: a grid of cells over the district, each listing the areas whose box (widened by the tolerance)
// touches it, with that box in 1/256 of the cell, so that most neighbours are ruled out without reading their records;
// a crowded cell is itself a grid, so dense towns beside empty country stay fast. Deciding uses whole numbers only: the
// same answer on every machine. Immutable once built; safe from any thread.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/large_memory.h"
#include "domain/area_record.h"

namespace huiyin {

// No area may be wider than half the globe: the products that decide stay inside 64 bits.
inline constexpr int64_t kAreaSpanMaxE7 = 1'800'000'000;

class GridIndex {
 public:
  // `near_m`: how far beyond its edges an area is still found by `near`.
  explicit GridIndex(int32_t near_m) : near_m_(near_m) {}

  // Rings of at least three corners, at most kAreaSpanMaxE7 across (checked by the caller); keys below kNone, each
  // once. Areas added in `neighbourly_order` are found faster: neighbours then lie beside one another in memory.
  void add(uint64_t key, std::span<const Ring> rings);
  // After the last `add`, before the first question.
  void build();
  // The numbers of the boxes along a curve that keeps neighbours together.
  static std::vector<uint32_t> neighbourly_order(std::span<const PointBox> boxes);

  static constexpr uint64_t kNone = UINT64_MAX;
  // The lowest key of an area that contains the point, its edges included; kNone when there is none.
  uint64_t find(Point point) const;
  // The keys of all areas that contain the point, ascending.
  std::vector<uint64_t> find_all(Point point) const;
  // As `find`; `near` becomes the keys of all other areas within `near_m` of the point, ascending.
  uint64_t find(Point point, std::vector<uint64_t>& near) const;
  size_t size() const { return areas_count_; }
  size_t memory_bytes() const;

 private:
  // An area as its cell lists it: where its record begins, and its widened box in 1/256 of the cell.
  struct Entry {
    uint32_t record = 0;
    uint8_t lat_from = 0, lon_from = 0, lat_to = 0, lon_to = 0;
  };
  // A cell's areas in entries_; count == kSplit: first is a bucket grid instead.
  struct Cell {
    uint32_t first = 0;
    uint32_t count = 0;
  };
  static constexpr uint32_t kSplit = UINT32_MAX;
  struct Buckets {
    int64_t lat_min_e7 = 0, lon_min_e7 = 0;
    uint32_t part_lat_e7 = 1, part_lon_e7 = 1;  // 1/256 of a cell
    uint32_t rows = 0, columns = 0;
    uint32_t first_cell = 0;
  };
  struct CellRange {
    uint32_t row_from, row_to, column_from, column_to;  // inclusive
  };

  PointBox widened(const PointBox& box) const;
  uint32_t add_buckets(const PointBox& over, std::span<const uint32_t> records, int depth);
  void fill_buckets(uint32_t buckets, std::span<const uint32_t> records, int depth);
  void fill_cell(uint32_t buckets, uint32_t cell, std::span<const uint32_t> records);
  CellRange cells_under(const Buckets& buckets, const PointBox& box) const;
  // Calls `visit(record)` for every area whose widened box may hold the point.
  template <class Visit>
  void each_candidate(Point point, Visit visit) const;
  template <class Visit>
  void each_hit(std::span<const Entry> entries, uint32_t row_part, uint32_t column_part, Visit visit) const;

  int32_t near_m_;
  size_t areas_count_ = 0;
  LargeList<uint32_t> words_;    // the records, one after the other
  std::vector<uint32_t> added_;  // where each begins; only until built
  std::vector<Buckets> buckets_;
  LargeList<Cell> cells_;
  LargeList<Entry> entries_;
};

}  // namespace huiyin
