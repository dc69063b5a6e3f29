// The finite product the checker walks: states x prior state x bounded counters x flags x running case clocks. Only
// what decides where a case can go is kept: a counter or flag that guards nothing but notes would multiply it for
// nothing.
#pragma once

#include <boost/container_hash/hash.hpp>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/lifecycle.h"

namespace huiyin {

// One way a case can go from one state: a move's choice, or an ask that is granted.
struct Way {
  size_t from = 0;             // index of the state
  const Move* move = nullptr;  // nullptr: an ask
  const AskRule* ask = nullptr;
  const Target* target = nullptr;
  const std::vector<Guard>* guards = nullptr;
  std::vector<const Effect*> effects;
  std::string label;  // "accept: here"
};

class LifecycleProduct {
 public:
  static constexpr size_t kNodesMax = 50'000;

  struct Edge {
    uint32_t to = 0;
    uint32_t way = 0;
  };
  struct Node {
    std::vector<int32_t> digits;  // state, prior, then the tracked variables
    uint32_t parent = 0;
    uint32_t way = 0;         // by which it was first reached
    std::vector<Edge> edges;  // only those that lead to another node
  };
  // A conditional target's two ends, seen or not.
  struct Seen {
    bool made = false, first = false, otherwise = false;
  };

  // `lifecycle` outlives the product.
  explicit LifecycleProduct(const Lifecycle& lifecycle);

  // Walks everything that can be reached; false when there is more than the checker can prove.
  bool explore();

  const std::vector<Way>& ways() const { return ways_; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const Seen& seen(size_t way) const { return seen_[way]; }
  size_t state_of(const Node& node) const { return static_cast<size_t>(node.digits[0]); }
  // Whether the case clock runs there; clocks that are no state's clock are not tracked and count as running.
  bool is_running(const Node& node, const std::string& clock) const;
  // Nodes in which `to: prior` was asked for with nothing remembered: node and way.
  const std::vector<Edge>& lost_priors() const { return lost_priors_; }
  // "received", "accept: here", ...
  std::vector<std::string> path_to(size_t node) const;

 private:
  enum class Kind { counter, flag, clock };
  struct Variable {
    Kind kind = Kind::counter;
    std::string name;
    int32_t most = 1;
  };

  void collect_ways();
  void add_way(size_t from, const Target& target, Way way);
  void track();
  bool moves_on(const Way& way) const;
  bool touches_tracked(const Way& way) const;
  bool track_guards(const Way& way);
  bool track_name(Kind kind, const std::string& name, int32_t most);
  void find_live_priors();
  bool may_keep_prior(const Way& way) const;
  std::vector<int32_t> first_digits() const;
  size_t variable(Kind kind, const std::string& name) const;
  bool guards_hold(const Way& way, const std::vector<int32_t>& digits) const;
  void follow(uint32_t node, uint32_t way);
  void arrive(uint32_t node, uint32_t way, size_t state);
  void apply(const Effect& effect, const Way& way, std::vector<int32_t>& digits) const;
  uint32_t node_of(std::vector<int32_t> digits, uint32_t parent, uint32_t way);
  size_t index_of(const std::string& state) const;

  const Lifecycle& lifecycle_;
  std::vector<Way> ways_;
  std::vector<std::vector<uint32_t>> ways_from_;  // by state
  std::vector<Variable> variables_;
  std::vector<bool> prior_lives_;  // by state: somebody may yet go back to what was remembered
  std::vector<Node> nodes_;
  std::unordered_map<std::vector<int32_t>, uint32_t, boost::hash<std::vector<int32_t>>> node_by_digits_;
  std::vector<Seen> seen_;
  std::vector<Edge> lost_priors_;
};

}  // namespace huiyin
