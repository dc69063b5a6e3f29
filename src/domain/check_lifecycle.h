// Promise 9: a lifecycle that could orphan a case does not load. The checker walks the finite product
// states x bounded counters x flags and proves each lemma for every product state that can be reached, or says which
// lemma fails, where, and by which path a case would get there.
//
// What the product does not know (links, channels, clocks, assignees ...) is decided against the lifecycle: such a
// guard may be open when asking "can a case get here?" and may be shut when asking "must there be a way out?".
#pragma once

#include <boost/describe.hpp>
#include <set>
#include <string>
#include <vector>

#include "domain/lifecycle.h"
#include "domain/programme.h"

namespace huiyin {

enum class Lemma {
  reachable,    // every state can be reached from the initial one, every move can be made
  held,         // every open state is held: the chain ends in the centre, by a role that somebody has
  timed,        // every open state runs a clock whose expiry acts, again and again or by moving the case on
  unblockable,  // from every open state leads a way to a settled one that no single actor can block
  no_dead_end,  // from every product state a settled state can be reached
  independent,  // promise 7: who worked on a case does not close it alone
  reasoned,     // promise 3: what settles a case gives a reason
  staffed,      // the roles of actors are held by somebody
  worded,       // every state has its public wording in both languages
  parts_act,    // the states of parts can be reached and left, and their clocks act
};
BOOST_DESCRIBE_ENUM(Lemma, reachable, held, timed, unblockable, no_dead_end, independent, reasoned, staffed, worded,
                    parts_act)

struct LifecycleFlaw {
  Lemma lemma = Lemma::reachable;
  std::string field;  // of the file: "states.triage", "moves[3]", "parts.party.states.doing"
  std::string detail;
  std::vector<std::string> path;  // moves from the initial state: "received", "accept: triage", ...; may be empty
};

std::set<Role> every_role();

// Empty: the lifecycle holds. References must resolve (definitions/lifecycle_file.h sees to that). Pure; any thread.
std::vector<LifecycleFlaw> check_lifecycle(const Lifecycle& lifecycle, const std::set<Role>& staffed);

struct ProgrammeFlaw {
  std::string member;  // of the file: "clocks", "samples", "tiers" ...
  std::string detail;
};

// Whether a programme gives its lifecycle everything it needs: limits, samples, tiers, kinds of settling that are
// counted.
std::vector<ProgrammeFlaw> check_programme(const Programme& programme, const Lifecycle& lifecycle);

}  // namespace huiyin
