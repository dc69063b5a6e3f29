#include "domain/lifecycle_product.h"

#include <algorithm>

namespace huiyin {

namespace {

constexpr size_t kNone = static_cast<size_t>(-1);
constexpr size_t kPrior = 1;  // digit of the remembered state, plus one; 0 = none
constexpr size_t kFirstVariable = 2;

bool has_effect(const Way& way, EffectKind kind) {
  return std::ranges::any_of(way.effects, [&](const Effect* effect) { return effect->kind == kind; });
}

// Set by the door before the first move, not only by effects.
bool is_set_at_opening(std::string_view flag) {
  return flag == "confidential" || flag == "emergency";
}

}  // namespace

LifecycleProduct::LifecycleProduct(const Lifecycle& lifecycle) : lifecycle_(lifecycle) {
  collect_ways();
  track();
  find_live_priors();
}

size_t LifecycleProduct::index_of(const std::string& state) const {
  const auto found = std::ranges::find(lifecycle_.states, state, &State::name);
  return static_cast<size_t>(found - lifecycle_.states.begin());
}

void LifecycleProduct::collect_ways() {
  ways_from_.resize(lifecycle_.states.size());
  for (const Move& move : lifecycle_.moves) {
    for (const std::string& from : move.from) {
      for (const Choice& choice : move.choices) {
        Way way;
        way.move = &move;
        way.guards = &move.guards;
        way.label = move.name;
        if (!choice.name.empty()) way.label += ": " + choice.name;
        for (const Effect& effect : move.effects) way.effects.push_back(&effect);
        for (const Effect& effect : choice.effects) way.effects.push_back(&effect);
        add_way(index_of(from), choice.target, std::move(way));
      }
    }
  }
  for (const AskRule& ask : lifecycle_.asks) {
    for (const std::string& from : ask.from) {
      Way way;
      way.ask = &ask;
      way.guards = &ask.guards;
      way.label = ask.name + ": granted";
      for (const Effect& effect : ask.on_granted) way.effects.push_back(&effect);
      add_way(index_of(from), ask.granted, std::move(way));
    }
  }
  seen_.resize(ways_.size());
}

void LifecycleProduct::add_way(size_t from, const Target& target, Way way) {
  way.from = from;
  way.target = &target;
  ways_from_[from].push_back(static_cast<uint32_t>(ways_.size()));
  ways_.push_back(std::move(way));
}

bool LifecycleProduct::moves_on(const Way& way) const {
  return way.target->kind != TargetKind::same;
}

size_t LifecycleProduct::variable(Kind kind, const std::string& name) const {
  const auto is_it = [&](const Variable& variable) { return variable.kind == kind && variable.name == name; };
  const auto found = std::ranges::find_if(variables_, is_it);
  return found == variables_.end() ? kNone : static_cast<size_t>(found - variables_.begin());
}

bool LifecycleProduct::track_name(Kind kind, const std::string& name, int32_t most) {
  if (variable(kind, name) != kNone) return false;
  variables_.push_back({kind, name, most});
  return true;
}

bool LifecycleProduct::track_guards(const Way& way) {
  bool is_new = false;
  const auto track_counter = [&](const std::string& name) {
    is_new |= track_name(Kind::counter, name, lifecycle_.counters.at(name));
  };
  if (way.target->kind == TargetKind::below_counter) track_counter(way.target->name);
  for (const Guard& guard : *way.guards) {
    if (guard.kind == GuardKind::below) track_counter(guard.name);
    const bool is_flag = guard.kind == GuardKind::flag || guard.kind == GuardKind::no_flag;
    if (is_flag) is_new |= track_name(Kind::flag, guard.name, 1);
  }
  return is_new;
}

bool LifecycleProduct::touches_tracked(const Way& way) const {
  const auto is_tracked = [&](const Effect* effect) {
    switch (effect->kind) {
      case EffectKind::count: return variable(Kind::counter, effect->name) != kNone;
      case EffectKind::set_flag:
      case EffectKind::clear_flag: return variable(Kind::flag, effect->name) != kNone;
      case EffectKind::start:
      case EffectKind::stop: return variable(Kind::clock, effect->name) != kNone;
      case EffectKind::remember_prior: return true;
      default: return false;
    }
  };
  return std::ranges::any_of(way.effects, is_tracked);
}

// Closed under influence: what guards a move that changes the state, and what guards a move that changes such a guard.
void LifecycleProduct::track() {
  for (const State& state : lifecycle_.states) {
    const auto clock = lifecycle_.clocks.find(state.clock);
    if (clock != lifecycle_.clocks.end() && clock->second.owner == ClockOwner::case_) {
      track_name(Kind::clock, state.clock, 1);
    }
  }
  for (bool grows = true; grows;) {
    grows = false;
    for (const Way& way : ways_) {
      if (moves_on(way) || touches_tracked(way)) grows |= track_guards(way);
    }
  }
}

bool LifecycleProduct::may_keep_prior(const Way& way) const {
  if (way.target->kind == TargetKind::prior) return true;
  if (has_effect(way, EffectKind::remember_prior)) return false;
  if (way.target->kind == TargetKind::same) return prior_lives_[way.from];
  const bool lives_first = prior_lives_[index_of(way.target->state)];
  return lives_first || (!way.target->otherwise.empty() && prior_lives_[index_of(way.target->otherwise)]);
}

void LifecycleProduct::find_live_priors() {
  prior_lives_.assign(lifecycle_.states.size(), false);
  for (bool grows = true; grows;) {
    grows = false;
    for (const Way& way : ways_) {
      if (prior_lives_[way.from] || !may_keep_prior(way)) continue;
      prior_lives_[way.from] = true;
      grows = true;
    }
  }
}

std::vector<int32_t> LifecycleProduct::first_digits() const {
  std::vector<int32_t> digits{static_cast<int32_t>(index_of(lifecycle_.initial)), 0};
  for (const Variable& variable : variables_) {
    const bool is_clock = variable.kind == Kind::clock;
    const bool runs = is_clock && lifecycle_.clocks.at(variable.name).promise;
    digits.push_back(runs ? 1 : 0);
  }
  return digits;
}

bool LifecycleProduct::explore() {
  std::vector<std::vector<int32_t>> firsts{first_digits()};
  for (size_t i = 0; i < variables_.size(); ++i) {
    if (variables_[i].kind != Kind::flag || !is_set_at_opening(variables_[i].name)) continue;
    auto more = firsts;
    for (auto& digits : more) digits[kFirstVariable + i] = 1;
    firsts.insert(firsts.end(), more.begin(), more.end());
  }
  for (auto& digits : firsts) node_of(std::move(digits), 0, static_cast<uint32_t>(ways_.size()));
  for (uint32_t node = 0; node < nodes_.size(); ++node) {
    if (nodes_.size() > kNodesMax) return false;
    for (const uint32_t way : ways_from_[state_of(nodes_[node])]) follow(node, way);
  }
  return true;
}

bool LifecycleProduct::guards_hold(const Way& way, const std::vector<int32_t>& digits) const {
  const auto holds = [&](const Guard& guard) {
    const bool is_counter = guard.kind == GuardKind::below;
    const size_t index = variable(is_counter ? Kind::counter : Kind::flag, guard.name);
    if (index == kNone) return true;
    const int32_t value = digits[kFirstVariable + index];
    if (is_counter) return value < variables_[index].most;
    if (guard.kind == GuardKind::flag) return value == 1;
    return guard.kind != GuardKind::no_flag || value == 0;
  };
  return std::ranges::all_of(*way.guards, holds);
}

void LifecycleProduct::follow(uint32_t node, uint32_t way_index) {
  const Way& way = ways_[way_index];
  Seen& seen = seen_[way_index];
  if (!guards_hold(way, nodes_[node].digits)) return;
  seen.made = true;
  const auto& digits = nodes_[node].digits;
  switch (way.target->kind) {
    case TargetKind::same: return arrive(node, way_index, way.from);
    case TargetKind::state: return arrive(node, way_index, index_of(way.target->state));
    case TargetKind::prior:
      if (digits[kPrior] == 0) return lost_priors_.push_back({node, way_index});
      return arrive(node, way_index, static_cast<size_t>(digits[kPrior] - 1));
    case TargetKind::below_counter: {
      const size_t counter = variable(Kind::counter, way.target->name);
      const bool is_below = digits[kFirstVariable + counter] < variables_[counter].most;
      (is_below ? seen.first : seen.otherwise) = true;
      return arrive(node, way_index, index_of(is_below ? way.target->state : way.target->otherwise));
    }
    case TargetKind::drawn:
      seen.first = seen.otherwise = true;
      arrive(node, way_index, index_of(way.target->state));
      return arrive(node, way_index, index_of(way.target->otherwise));
  }
}

void LifecycleProduct::apply(const Effect& effect, const Way& way, std::vector<int32_t>& digits) const {
  const auto set = [&](Kind kind, auto next) {
    const size_t index = variable(kind, effect.name);
    if (index != kNone) digits[kFirstVariable + index] = next(digits[kFirstVariable + index], variables_[index].most);
  };
  const auto to_one = [](int32_t, int32_t) { return 1; };
  const auto to_zero = [](int32_t, int32_t) { return 0; };
  switch (effect.kind) {
    case EffectKind::count:
      return set(Kind::counter, [](int32_t value, int32_t most) { return std::min(value + 1, most); });
    case EffectKind::set_flag: return set(Kind::flag, to_one);
    case EffectKind::clear_flag: return set(Kind::flag, to_zero);
    case EffectKind::start: return set(Kind::clock, to_one);
    case EffectKind::stop: return set(Kind::clock, to_zero);
    case EffectKind::remember_prior: digits[kPrior] = static_cast<int32_t>(way.from) + 1; return;
    default: return;
  }
}

void LifecycleProduct::arrive(uint32_t node, uint32_t way_index, size_t state) {
  std::vector<int32_t> digits = nodes_[node].digits;
  for (const Effect* effect : ways_[way_index].effects) apply(*effect, ways_[way_index], digits);
  digits[0] = static_cast<int32_t>(state);
  if (!prior_lives_[state]) digits[kPrior] = 0;
  const uint32_t to = node_of(std::move(digits), node, way_index);
  if (to != node) nodes_[node].edges.push_back({to, way_index});
}

uint32_t LifecycleProduct::node_of(std::vector<int32_t> digits, uint32_t parent, uint32_t way) {
  const auto [entry, is_new] = node_by_digits_.emplace(digits, static_cast<uint32_t>(nodes_.size()));
  if (is_new) nodes_.push_back({std::move(digits), parent, way, {}});
  return entry->second;
}

bool LifecycleProduct::is_running(const Node& node, const std::string& clock) const {
  const size_t index = variable(Kind::clock, clock);
  return index == kNone || node.digits[kFirstVariable + index] == 1;
}

std::vector<std::string> LifecycleProduct::path_to(size_t node) const {
  std::vector<std::string> path;
  while (nodes_[node].way < ways_.size()) {
    path.push_back(lifecycle_.states[state_of(nodes_[node])].name);
    path.push_back(ways_[nodes_[node].way].label);
    node = nodes_[node].parent;
  }
  path.push_back(lifecycle_.states[state_of(nodes_[node])].name);
  std::ranges::reverse(path);
  return path;
}

}  // namespace huiyin
