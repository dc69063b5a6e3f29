// Places: the district's tree (district 6 digits, street 9, community 12, grid 15) and the grids' areas.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/event.h"
#include "domain/lifecycle.h"
#include "domain/place_code.h"
#include "domain/ring.h"

namespace huiyin {

struct PlaceNode {
  std::string code;  // 6, 9, 12 or 15 digits; parent = code without its last three (district: six)
  Wording name;
  std::string unit;        // the unit on duty there (street office, community committee, grid post)
  int32_t settlement = 0;  // the statistics office's town-and-country class (111, 220...), three digits; 0 = not known
};

struct GridArea {
  std::string code;         // 15 digits
  std::vector<Ring> rings;  // even-odd: outer rings and holes
};

struct Located {
  PlaceCodes place;
  std::vector<std::string> near_grids;  // other grids whose edge is within the site's tolerance
};

// Immutable and shared by its copies; safe from any thread. Nodes are kept packed, about 60 bytes each with their
// names, and made whole when asked for.
class PlaceTree {
 public:
  class Nodes;

  // Duplicate or malformed code, missing parent, area of an unknown grid -> broken_definition.
  static Result<PlaceTree> of(std::vector<PlaceNode> nodes, std::vector<GridArea> areas, int32_t edge_tolerance_m = 15);

  // The grid of a point: exactly one, edges decided once (a shared edge belongs to the grid with the lower code).
  // Outside all -> outside_district. 0.6 us for a district, 1 us for 2 M grids.
  Result<Located> locate(Point point) const;
  // Only the grid, as a number; nothing outside all. 0.2 us for a district, 0.7 us for 2 M grids.
  std::optional<PlaceCode> grid_at(Point point) const;

  std::optional<PlaceNode> node(std::string_view code) const;
  // By code: every place before those below it.
  Nodes nodes() const;
  // The codes of a place named by its deepest code; unknown -> unknown_thing.
  Result<PlaceCodes> codes_of(std::string_view code) const;
  size_t grids_count() const;   // with or without an area
  size_t memory_bytes() const;  // what the tree holds, shared by its copies

 private:
  struct Index;
  std::shared_ptr<const Index> index_;
};

// The nodes of a tree as a range; each is made when it is reached, so keep copies, not addresses.
class PlaceTree::Nodes {
 public:
  class Iterator {
   public:
    using value_type = PlaceNode;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const Index* index, size_t at) : index_(index), at_(at) {}
    PlaceNode operator*() const;
    Iterator& operator++() { return ++at_, *this; }
    Iterator operator++(int) { return Iterator{index_, at_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const Index* index_ = nullptr;
    size_t at_ = 0;
  };

  explicit Nodes(std::shared_ptr<const Index> index);
  Iterator begin() const { return {index_.get(), 0}; }
  Iterator end() const { return {index_.get(), size_}; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  PlaceNode operator[](size_t at) const { return *Iterator{index_.get(), at}; }

 private:
  std::shared_ptr<const Index> index_;
  size_t size_ = 0;
};

// True when `scope` (a code prefix; empty = everything) covers the place. A place of which not even the street is known
// is covered by the empty scope only.
bool covers(std::string_view scope, const PlaceCodes& place);

// Metres between two points of one town, on a flat map: within 1 % up to some tens of kilometres.
double distance_m(Point a, Point b);

}  // namespace huiyin
