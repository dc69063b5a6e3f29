#include "sim/promises.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huiyin::sim {
namespace {

constexpr std::array<std::string_view, 6> kParts{"in_hand", "closed", "refused", "transferred", "withdrawn", "merged"};

std::optional<std::string> broken_count(const Case& before, const Case& after, const Event& event) {
  if (event.n != before.n + 1 || after.n != event.n) {
    return fmt::format("event {} follows event {}", event.n, before.n);
  }
  if (after.version != before.version + (event.silent ? 0 : 1)) {
    return fmt::format("version {} follows version {}", after.version, before.version);
  }
  if (event.recorded_at_ms < before.updated_at_ms) return "an event is recorded before the one it follows";
  return std::nullopt;
}

std::optional<std::string> broken_open(const Case& state, const Definitions& today) {
  if (today.units.unit(state.holder.unit) == nullptr || state.holder.role.empty()) {
    return fmt::format("it is open and held by '{}' as '{}'", state.holder.unit, state.holder.role);
  }
  if (next_step_at_ms(state) == 0) return "it is open and no clock will act";
  if (!state.settled_as.empty() || !state.reason.empty() || state.settled_at_ms != 0) {
    return "it is open and says that it is settled";
  }
  return std::nullopt;
}

std::optional<std::string> broken_settled(const Case& state) {
  if (state.settled_as.empty() || state.settled_at_ms == 0) return "it is settled and does not say how and when";
  if (state.reason.empty()) return "it is settled without a reason";
  const bool has_parent = std::ranges::any_of(state.links, [](const Link& link) { return link.kind == "parent"; });
  if (state.settled_as == "merged" && !has_parent) return "it is merged and has lost the case it went into";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> broken_promise(const Case& before, const Case& after, const Event& event,
                                          const Definitions& today) {
  if (auto broken = broken_count(before, after, event)) return broken;
  const auto& lifecycle = today.lifecycles.at(after.lifecycle);
  const State* rule = lifecycle.state(after.state);
  if (rule == nullptr || rule->phase != after.phase) return fmt::format("it is in no state of '{}'", lifecycle.name);
  if (after.promised_at_ms < before.promised_at_ms) return "what the requester was told moved earlier";
  return after.phase == Phase::open ? broken_open(after, today) : broken_settled(after);
}

void count_state(const Case& state, SiteTallies& counted) {
  if (!state.counted) return;
  auto& measures = counted[state.programme];
  ++measures["taken"];
  const bool known = std::ranges::find(kParts, state.settled_as) != kParts.end();
  ++measures[state.phase == Phase::open ? "in_hand" : known ? state.settled_as : "closed"];
}

std::optional<std::string> broken_identity(const SiteTallies& tallied, const SiteTallies& counted) {
  const auto value = [](const SiteTallies& from, const std::string& programme, std::string_view measure) {
    const auto found = from.find(programme);
    if (found == from.end()) return int64_t{0};
    const auto entry = found->second.find(std::string{measure});
    return entry == found->second.end() ? int64_t{0} : entry->second;
  };
  for (const auto& [programme, measures] : counted) {
    int64_t sum = 0;
    for (const auto part : kParts) {
      const auto tally = value(tallied, programme, part);
      const auto count = value(counted, programme, part);
      if (tally != count) return fmt::format("{}: the tally of {} is {}, counted {}", programme, part, tally, count);
      sum += tally;
    }
    const auto taken = value(tallied, programme, "taken");
    if (taken != sum) return fmt::format("{}: taken is {}, open and settled are {}", programme, taken, sum);
  }
  return std::nullopt;
}

}  // namespace huiyin::sim
