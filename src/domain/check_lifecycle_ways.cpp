// Lemmas over the product: what can be reached, and what can always be left.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/json.h"
#include "domain/lifecycle_flaws.h"

namespace huiyin {

namespace {

constexpr Relation kBlockers[] = {Relation::site,     Relation::holder,      Relation::lead,
                                  Relation::party,    Relation::supervising, Relation::place,
                                  Relation::assignee, Relation::requester,   Relation::anyone};

bool has(const std::vector<std::string>& list, std::string_view word) {
  return std::ranges::find(list, word) != list.end();
}

class Exits {
 public:
  Exits(const LifecycleCheck& check, const LifecycleProduct& product) : check_(check), product_(product) {
    arrivals_.resize(product.nodes().size());
    for (uint32_t node = 0; node < product.nodes().size(); ++node) {
      for (const auto& edge : product.nodes()[node].edges) arrivals_[edge.to].push_back({node, edge.way});
    }
  }

  // By node: whether a settled state can be reached though nobody of `blocker` acts and every guard on data outside the
  // product is shut.
  std::vector<bool> settling(std::optional<Relation> blocker) const {
    const std::vector<bool> open_ways = ways_without(blocker);
    std::vector<bool> good(product_.nodes().size(), false);
    std::vector<uint32_t> queue;
    for (uint32_t node = 0; node < good.size(); ++node) {
      if (state_at(node).phase == Phase::open) continue;
      good[node] = true;
      queue.push_back(node);
    }
    while (!queue.empty()) {
      const uint32_t node = queue.back();
      queue.pop_back();
      for (const auto& [from, way] : arrivals_[node]) {
        if (good[from] || !open_ways[way]) continue;
        good[from] = true;
        queue.push_back(from);
      }
    }
    return good;
  }

  const State& state_at(size_t node) const {
    return check_.lifecycle.states[product_.state_of(product_.nodes()[node])];
  }

 private:
  struct Arrival {
    uint32_t from = 0;
    uint32_t way = 0;
  };

  std::vector<bool> ways_without(std::optional<Relation> blocker) const {
    const bool parts_settle = !blocker || parts_settle_without(check_, *blocker);
    std::vector<bool> open_ways;
    for (const Way& way : product_.ways()) {
      const bool is_open = way.move != nullptr && may_pass(way, parts_settle) && somebody_acts(way, blocker);
      open_ways.push_back(is_open);
    }
    return open_ways;
  }

  static bool may_pass(const Way& way, bool parts_settle) {
    return std::ranges::all_of(*way.guards, [&](const Guard& guard) {
      switch (guard.kind) {
        case GuardKind::below:
        case GuardKind::flag:
        case GuardKind::no_flag: return true;  // the product has decided
        case GuardKind::parties_in: return parts_settle;
        default: return false;
      }
    });
  }

  bool somebody_acts(const Way& way, std::optional<Relation> blocker) const {
    const auto acts = [&](const std::string& word) {
      const Relation relation = check_.lifecycle.actors.at(word).relation;
      if (relation == blocker || has(way.move->not_by, word) || !is_staffed(check_, word)) return false;
      return relation != Relation::system || fires(way);
    };
    const std::string& second = way.move->with;
    if (!second.empty() && !acts(second)) return false;
    return std::ranges::any_of(way.move->by, acts);
  }

  // The system acts only when a clock tells it to.
  bool fires(const Way& way) const {
    const auto clock = check_.lifecycle.clocks.find(check_.lifecycle.states[way.from].clock);
    return clock != check_.lifecycle.clocks.end() && makes_move(clock->second, way.move->name);
  }

  const LifecycleCheck& check_;
  const LifecycleProduct& product_;
  std::vector<std::vector<Arrival>> arrivals_;
};

// One flaw a state: the first node of it that fails, which is also the nearest.
template <class Fails>
void add_by_state(LifecycleCheck& check, const LifecycleProduct& product, Lemma lemma, const std::string& detail,
                  Fails fails) {
  std::set<size_t> told;
  for (size_t node = 0; node < product.nodes().size(); ++node) {
    const size_t state = product.state_of(product.nodes()[node]);
    if (!fails(node) || !told.insert(state).second) continue;
    check.add(lemma, field_of(check.lifecycle.states[state]), detail, product.path_to(node));
  }
}

void check_reached(LifecycleCheck& check, const LifecycleProduct& product) {
  std::set<size_t> reached;
  for (const auto& node : product.nodes()) reached.insert(product.state_of(node));
  for (size_t i = 0; i < check.lifecycle.states.size(); ++i) {
    if (!reached.contains(i)) check.add(Lemma::reachable, field_of(check.lifecycle.states[i]), "no move leads here");
  }
}

// A move from several states need not be possible from each; a condition must be able to end both ways.
void check_made(LifecycleCheck& check, const LifecycleProduct& product) {
  std::map<const Target*, LifecycleProduct::Seen> by_target;
  for (size_t i = 0; i < product.ways().size(); ++i) {
    auto& sum = by_target[product.ways()[i].target];
    sum.made |= product.seen(i).made;
    sum.first |= product.seen(i).first;
    sum.otherwise |= product.seen(i).otherwise;
  }
  for (const Move& move : check.lifecycle.moves) {
    for (const Choice& choice : move.choices) {
      const auto& seen = by_target[&choice.target];
      const std::string field = field_of(check.lifecycle, move);
      if (!seen.made) check.add(Lemma::reachable, field, fmt::format("{} can never be made", move.name));
      const bool one_end = choice.target.kind == TargetKind::below_counter && seen.first != seen.otherwise;
      if (one_end) {
        check.add(Lemma::reachable, field,
                  fmt::format("{} only ever leads to {}: does anything count {}?", move.name,
                              seen.first ? choice.target.state : choice.target.otherwise, choice.target.name));
      }
    }
  }
}

void check_priors(LifecycleCheck& check, const LifecycleProduct& product) {
  std::set<const Move*> told;
  for (const auto& [node, way] : product.lost_priors()) {
    const Move* move = product.ways()[way].move;
    if (move == nullptr || !told.insert(move).second) continue;
    check.add(Lemma::no_dead_end, field_of(check.lifecycle, *move),
              fmt::format("{} leads back to the prior state, but none was remembered", move->name),
              product.path_to(node));
  }
}

bool has_stand_in(const Lifecycle& lifecycle, const std::string& clock) {
  return std::ranges::any_of(lifecycle.clocks, [&](const auto& entry) {
    return entry.second.share_of == clock && entry.second.owner == ClockOwner::case_ && repeats(entry.second);
  });
}

// A case clock that was met no longer runs; a clock that is a share of it takes its place.
void check_running(LifecycleCheck& check, const LifecycleProduct& product, const Exits& exits) {
  add_by_state(
      check, product, Lemma::timed, "its clock was stopped on the way here and none takes its place", [&](size_t node) {
        const State& state = exits.state_at(node);
        if (state.phase != Phase::open || state.clock.empty()) return false;
        return !product.is_running(product.nodes()[node], state.clock) && !has_stand_in(check.lifecycle, state.clock);
      });
}

void check_exits(LifecycleCheck& check, const LifecycleProduct& product, const Exits& exits) {
  const std::vector<bool> settling = exits.settling(std::nullopt);
  add_by_state(check, product, Lemma::no_dead_end, "no way that must be open leads on to a settled state",
               [&](size_t node) { return !settling[node]; });
  for (const Relation blocker : kBlockers) {
    const std::vector<bool> without = exits.settling(blocker);
    const std::string detail =
        fmt::format("whoever is related as {} alone can block every way out", json::enum_name(blocker));
    add_by_state(check, product, Lemma::unblockable, detail,
                 [&](size_t node) { return settling[node] && !without[node]; });
  }
}

}  // namespace

void check_ways(LifecycleCheck& check) {
  if (check.lifecycle.state(check.lifecycle.initial) == nullptr) {
    return check.add(Lemma::reachable, "initial", "names no state");
  }
  LifecycleProduct product{check.lifecycle};
  if (!product.explore()) {
    return check.add(
        Lemma::no_dead_end, "",
        fmt::format("has more than {} combinations of states, counters and flags: fewer counters or smaller bounds",
                    LifecycleProduct::kNodesMax));
  }
  const Exits exits{check, product};
  check_reached(check, product);
  check_made(check, product);
  check_priors(check, product);
  check_running(check, product, exits);
  check_exits(check, product, exits);
}

}  // namespace huiyin
