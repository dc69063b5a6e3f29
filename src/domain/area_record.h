// One area as GridIndex keeps it: a key, a box and corners in a row of 32-bit words, and the two questions asked of it.
#pragma once

#include <cstdint>
#include <span>

#include "base/large_memory.h"
#include "domain/ring.h"

namespace huiyin {

struct PointBox {
  int32_t lat_min_e7 = 0, lon_min_e7 = 0, lat_max_e7 = 0, lon_max_e7 = 0;
};
PointBox box_of(std::span<const Ring> rings);

// A distance in 1e-7 degrees at some latitude, rounded up.
struct Reach {
  int64_t lat_e7 = 0, lon_e7 = 0;
};
Reach reach_at(int32_t lat_e7, double metres);

// A view of the words; they outlive it. Corners are offsets from the box: two bytes a coordinate where the box is under
// 730 m, four where it is larger. Deciding uses whole numbers only: the same answer on every machine.
class AreaRecord {
 public:
  explicit AreaRecord(const uint32_t* words)
      : words_(words), south_e7_(static_cast<int32_t>(words[2])), west_e7_(static_cast<int32_t>(words[3])) {}

  // Writes the area's words at the end of `words`.
  static void append(uint64_t key, std::span<const Ring> rings, LargeList<uint32_t>& words);

  uint64_t key() const { return words_[0] | uint64_t{words_[1]} << 32; }
  PointBox box() const;
  // By the even-odd rule, edges included.
  bool contains(Point point) const;
  // Is an edge within `near_m` of the point? `reach` is that distance in degrees, rounded up.
  bool is_near(Point point, Reach reach, double near_m) const;

 private:
  // A place in the area's own frame (offsets from its box). All below 2^31, so every product of two differences is
  // below 2^62.
  struct Spot {
    int64_t lat, lon;
  };
  struct Edge {
    Spot a, b;
  };
  struct Verdict {
    bool on_edge, counts;
  };

  static bool is_beside(const Edge& edge, Spot at);
  static Verdict verdict(const Edge& edge, Spot at);
  static double distance_squared_m2(const Edge& edge, Spot at, double lon_scale);
  bool narrow() const { return words_[4] & 1; }
  Spot in_frame(Point point) const { return {int64_t{point.lat_e7} - south_e7_, int64_t{point.lon_e7} - west_e7_}; }
  Spot span() const;
  template <class Visit>
  void each_edge(Visit visit) const;
  template <class Read, class Visit>
  void each_edge_of(Read read, uint32_t words_each, Visit visit) const;

  const uint32_t* words_;
  int64_t south_e7_, west_e7_;
};

}  // namespace huiyin
