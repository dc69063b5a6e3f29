// Who works in the sample district.
#pragma once

#include "sim/district_places.h"
#include "sim/word_lists.h"

namespace huiyin::sim {

// `bodies` are the units of units.csv that stand above streets: department or company codes, in the file's order.
std::vector<SampleStaff> hire_staff(const SamplePlaces& places, const std::vector<std::string>& bodies,
                                    const WordLists& people, Rng rng);

}  // namespace huiyin::sim
