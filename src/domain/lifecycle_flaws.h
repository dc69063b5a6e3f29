// What the files of the checker share: the lifecycle looked at, who has posts, and where flaws are collected.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/check_lifecycle.h"
#include "domain/lifecycle_product.h"

namespace huiyin {

struct LifecycleCheck {
  const Lifecycle& lifecycle;
  const std::set<Role>& staffed;
  std::vector<LifecycleFlaw> flaws;

  void add(Lemma lemma, std::string field, std::string detail, std::vector<std::string> path = {});
};

std::string field_of(const Lifecycle& lifecycle, const Move& move);  // "moves[3]"
std::string field_of(const State& state);                            // "states.triage"

// Somebody can act in that word's name.
bool is_staffed(const LifecycleCheck& check, const std::string& actor);
// Its last rung comes back again and again.
bool repeats(const ClockRule& clock);
// The clock's ladder makes this move.
bool makes_move(const ClockRule& clock, const std::string& move);

// One state, one part at a time.
void check_holders(LifecycleCheck& check);   // held, staffed, worded
void check_clocks(LifecycleCheck& check);    // timed, but for whether a case clock still runs
void check_settling(LifecycleCheck& check);  // independent, reasoned
void check_parts(LifecycleCheck& check);     // parts_act
// Over the product.
void check_ways(LifecycleCheck& check);  // reachable, timed, unblockable, no_dead_end

// Whether the parts of a lifecycle can all settle when nobody of `blocker` acts.
bool parts_settle_without(const LifecycleCheck& check, Relation blocker);

}  // namespace huiyin
