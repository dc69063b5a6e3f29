// Places by name, or step by step down the tree: for who cannot or will not show a point.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/case_line.h"

namespace huiyin {

struct PlaceLine {
  std::string code;
  Wording name;
  std::string level;  // district, street, community or grid
  PlaceView place;    // the names above it
  bool operator==(const PlaceLine&) const = default;
};
BOOST_DESCRIBE_STRUCT(PlaceLine, (), (code, name, level, place))

struct PlaceList {
  std::vector<PlaceLine> rows;
};
BOOST_DESCRIBE_STRUCT(PlaceList, (), (rows))

inline constexpr size_t kPlacesMax = 500;

struct PlaceQuery {
  std::string words;  // found anywhere in the name of either language, Latin letters alike; at most 50 characters
  std::string under;  // code; without words: its direct parts. Empty: the whole tree; without words: the streets
  size_t limit = 50;  // 1..kPlacesMax
};

// By code, the higher levels first where words are given. Unknown `under` -> unknown_thing; words too long, or a limit
// out of bounds -> invalid_input. With words every name is read once: milliseconds for a district.
Result<PlaceList> find_places(const App& app, const PlaceQuery& query);

}  // namespace huiyin
