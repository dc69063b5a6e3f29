#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "domain/check_lifecycle.h"

namespace huiyin {

namespace {

using Flaws = std::vector<ProgrammeFlaw>;

void check_limits(const Programme& programme, const Lifecycle& lifecycle, Flaws& flaws) {
  for (const auto& [name, clock] : lifecycle.clocks) {
    if (programme.limits.contains(name) || !clock.share_of.empty()) continue;
    flaws.push_back({"clocks", fmt::format("clock {} of lifecycle {} has no limit", name, lifecycle.name)});
  }
  for (const auto& [name, limit] : programme.limits) {
    const auto clock = lifecycle.clocks.find(name);
    if (clock == lifecycle.clocks.end()) {
      flaws.push_back({"clocks", fmt::format("lifecycle {} has no clock {}", lifecycle.name, name)});
    } else if (limit.kind == LimitKind::agreed && clock->second.owner != ClockOwner::case_) {
      flaws.push_back({"clocks", fmt::format("clock {}: only a clock of the case can be agreed", name)});
    }
  }
}

std::set<std::string> samples_of(const Lifecycle& lifecycle) {
  std::set<std::string> samples;
  for (const Move& move : lifecycle.moves) {
    for (const Choice& choice : move.choices) {
      if (choice.target.kind == TargetKind::drawn) samples.insert(choice.target.name);
    }
  }
  return samples;
}

// Promise 7 rests on the draw: a share of nothing would be no check at all.
void check_samples(const Programme& programme, const Lifecycle& lifecycle, Flaws& flaws) {
  const auto samples = samples_of(lifecycle);
  for (const std::string& name : samples) {
    const auto share = programme.samples_bp.find(name);
    if (share == programme.samples_bp.end()) {
      flaws.push_back({"samples", fmt::format("sample {} of lifecycle {} has no share", name, lifecycle.name)});
    } else if (share->second == 0) {
      flaws.push_back({"samples", fmt::format("sample {} draws nothing: its share must be above 0%", name)});
    }
  }
  for (const auto& [name, share] : programme.samples_bp) {
    if (!samples.contains(name))
      flaws.push_back({"samples", fmt::format("lifecycle {} draws no sample {}", lifecycle.name, name)});
  }
}

void check_tiers(const Programme& programme, const Lifecycle& lifecycle, Flaws& flaws) {
  const auto raises = [](const Effect& effect) { return effect.kind == EffectKind::next_tier; };
  const auto may_raise = [&](const Move& move) {
    return std::ranges::any_of(move.effects, raises) || std::ranges::any_of(move.choices, [&](const Choice& choice) {
             return std::ranges::any_of(choice.effects, raises);
           });
  };
  const bool has_raise = std::ranges::any_of(lifecycle.moves, may_raise);
  if (has_raise && programme.tiers.size() < 2) flaws.push_back({"tiers", "raising needs at least two tiers"});
  if (!has_raise && !programme.tiers.empty()) {
    flaws.push_back({"tiers", fmt::format("lifecycle {} has no move that raises a case", lifecycle.name)});
  }
}

// The identity taken = open + settled by kind knows these kinds only.
void check_counted(const Programme& programme, const Lifecycle& lifecycle, Flaws& flaws) {
  constexpr std::string_view kinds[] = {"closed", "refused", "transferred", "withdrawn", "merged"};
  if (!programme.counted) return;
  for (const State& state : lifecycle.states) {
    if (state.phase != Phase::settled || std::ranges::find(kinds, state.name) != std::end(kinds)) continue;
    flaws.push_back(
        {"counted", fmt::format("a counted case cannot settle as {}: only as {}", state.name, fmt::join(kinds, ", "))});
  }
}

// What a resident writes is for whoever handles it.
void check_public_words(const Programme& programme, Flaws& flaws) {
  const bool shows_words = std::ranges::find(programme.public_fields, "description") != programme.public_fields.end();
  if (!shows_words || !programme.open_to_residents) return;
  flaws.push_back({"public", "words that residents write are never public: open_to_residents or description"});
}

}  // namespace

std::vector<ProgrammeFlaw> check_programme(const Programme& programme, const Lifecycle& lifecycle) {
  Flaws flaws;
  check_limits(programme, lifecycle, flaws);
  check_samples(programme, lifecycle, flaws);
  check_tiers(programme, lifecycle, flaws);
  check_counted(programme, lifecycle, flaws);
  check_public_words(programme, flaws);
  return flaws;
}

}  // namespace huiyin
