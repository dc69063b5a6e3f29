#include "domain/drawn_town.h"

#include <cmath>
#include <set>
#include <stdexcept>

namespace huiyin::testing {
namespace {

using Corner = std::pair<int, int>;  // column, line

Point at(Corner corner, size_t lines_count) {
  return {kSouthE7 + (static_cast<int32_t>(lines_count) - corner.second) * kSquareE7,
          kWestE7 + corner.first * kSquareE7};
}

}  // namespace

DrawnTown::DrawnTown(std::vector<std::string> lines, int32_t edge_tolerance_m) : lines_(std::move(lines)) {
  std::set<char> letters;
  for (const std::string& line : lines_) letters.insert(line.begin(), line.end());
  letters.erase('.');
  std::vector<PlaceNode> nodes{{"990101", {"区", "District"}, ""},
                               {"990101001", {"街", "Street"}, ""},
                               {"990101001001", {"社区", "Community"}, ""}};
  for (const char letter : letters) {
    nodes.push_back({code(letter), {"网格", "Grid"}, ""});
    areas_.push_back(trace(letter));
  }
  auto tree = PlaceTree::of(std::move(nodes), areas_, edge_tolerance_m);
  if (!tree) throw std::runtime_error(tree.error().detail);
  places_ = *tree;
}

std::string DrawnTown::code(char letter) {
  const int number = letter - 'A' + 1;
  return std::string{"9901010010010"} + static_cast<char>('0' + number / 10) + static_cast<char>('0' + number % 10);
}

char DrawnTown::square(int column, int line) const {
  if (line < 0 || line >= static_cast<int>(lines_.size()) || column < 0) return '.';
  const std::string& text = lines_[static_cast<size_t>(line)];
  return column < static_cast<int>(text.size()) ? text[static_cast<size_t>(column)] : '.';
}

// Every side between a square of the letter and one that is not, walked with the letter on the right; sides join up to
// closed rings.
GridArea DrawnTown::trace(char letter) const {
  std::multimap<Corner, Corner> sides;
  for (int line = 0; line < static_cast<int>(lines_.size()); ++line) {
    for (int column = 0; column < static_cast<int>(lines_[static_cast<size_t>(line)].size()); ++column) {
      if (square(column, line) != letter) continue;
      if (square(column, line - 1) != letter) sides.insert({{column, line}, {column + 1, line}});
      if (square(column + 1, line) != letter) sides.insert({{column + 1, line}, {column + 1, line + 1}});
      if (square(column, line + 1) != letter) sides.insert({{column + 1, line + 1}, {column, line + 1}});
      if (square(column - 1, line) != letter) sides.insert({{column, line + 1}, {column, line}});
    }
  }
  GridArea area{code(letter), {}};
  while (!sides.empty()) {
    Ring ring;
    Corner corner = sides.begin()->first;
    for (auto side = sides.find(corner); side != sides.end(); side = sides.find(corner)) {
      ring.push_back(at(corner, lines_.size()));
      corner = side->second;
      sides.erase(side);
    }
    area.rings.push_back(std::move(ring));
  }
  return area;
}

Point DrawnTown::point(double column, double line) const {
  const double north = static_cast<double>(lines_.size()) - line;
  return {kSouthE7 + static_cast<int32_t>(std::lround(north * kSquareE7)),
          kWestE7 + static_cast<int32_t>(std::lround(column * kSquareE7))};
}

char DrawnTown::owner(double column, double line) const {
  const auto located = places_.locate(point(column, line));
  if (!located) return '.';
  const std::string& grid = located->place.grid;
  return static_cast<char>('A' - 1 + (grid[13] - '0') * 10 + (grid[14] - '0'));
}

std::string DrawnTown::near(double column, double line) const {
  std::string letters;
  const auto located = places_.locate(point(column, line));
  if (!located) return letters;
  for (const std::string& grid : located->near_grids) {
    letters += static_cast<char>('A' - 1 + (grid[13] - '0') * 10 + (grid[14] - '0'));
  }
  return letters;
}

}  // namespace huiyin::testing
