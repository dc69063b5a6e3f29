// A town drawn in ASCII: every letter is one square of 0.001 degrees and belongs to the grid of that letter, lines from
// north to south. A grid's outline is traced around its squares, so any drawn shape becomes rings, holes included.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/place.h"

namespace huiyin::testing {

inline constexpr int32_t kSquareE7 = 10'000;
inline constexpr int32_t kSouthE7 = 413'000'000;
inline constexpr int32_t kWestE7 = 1'238'000'000;

class DrawnTown {
 public:
  // `lines` from north to south, all of one length; '.' is outside.
  explicit DrawnTown(std::vector<std::string> lines, int32_t edge_tolerance_m = 15);

  const PlaceTree& places() const { return places_; }
  // The letter of the grid at (column, line) in squares from the north-west corner; halves and thirds are welcome.
  char owner(double column, double line) const;
  // The letters offered beside the owner, in order of code.
  std::string near(double column, double line) const;
  Point point(double column, double line) const;
  // Codes follow the alphabet: A is the lowest.
  static std::string code(char letter);
  const std::vector<GridArea>& areas() const { return areas_; }

 private:
  char square(int column, int line) const;
  GridArea trace(char letter) const;

  std::vector<std::string> lines_;
  std::vector<GridArea> areas_;
  PlaceTree places_;
};

}  // namespace huiyin::testing
