// Who works in a simulated district: the site's accounts with their hours, shifts and spells of illness; posts nobody
// holds are filled, so that no case can wait for ever.
#pragma once

#include <vector>

#include "sim/change.h"
#include "sim/crew.h"
#include "sim/habits.h"

namespace huiyin::sim {

struct Staffing {
  const Definitions& today;
  const Habits& habits;
  const std::vector<Person>& people;
  const Change& change;
  uint64_t seed = 0;
  int64_t from_at_ms = 0, until_at_ms = 0;
};

void hire(const Staffing& staffing, Crew& crew);

// The posts that pass to somebody else within the time: until then two people stand in each other's post.
struct PostMove {
  size_t one = 0, other = 0;
  int64_t at_ms = 0;
};
std::vector<PostMove> moves_of(const Staffing& staffing, const Crew& crew);

// The minutes a person could give to cases in that time.
double minutes_available(const Staffing& staffing, const Worker& worker);

}  // namespace huiyin::sim
