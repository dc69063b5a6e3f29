#include "sim/scene.h"

#include <algorithm>
#include <map>
#include <set>

namespace huiyin::sim {
namespace {

constexpr size_t kFloodedGridsMax = 6;

std::string name_of(const Definitions& today, const std::string& code) {
  const auto node = today.places.node(code);
  return !node ? std::string{} : node->name.zh;
}

std::vector<SceneSpot> spots_of_sample(const Definitions& today, const SampleDistrict& sample) {
  std::map<std::string, const SampleGrid*> grids;
  for (const auto& grid : sample.grids) grids[grid.code] = &grid;
  std::vector<SceneSpot> spots;
  for (size_t index = 0; index < sample.buildings.size(); ++index) {
    const auto& building = sample.buildings[index];
    const auto located = today.places.locate(building.point);
    const auto grid = grids.find(building.grid);
    if (!located || located->place.grid != building.grid || grid == grids.end()) return {};  // another district
    const auto& homes = *grid->second;
    const double residents = homes.residents / static_cast<double>(std::max<size_t>(1, homes.buildings.size()));
    spots.push_back({located->place, building.point, sample.spots[index], residents});
  }
  return spots;
}

std::vector<SceneSpot> spots_of_grids(const Definitions& today) {
  std::vector<SceneSpot> spots;
  for (const auto& node : today.places.nodes()) {
    if (node.code.size() != 15) continue;
    const auto codes = today.places.codes_of(node.code);
    if (!codes) continue;
    const auto community = name_of(today, codes->community);
    const Spot words{node.name.zh, node.name.zh, community, community, community, name_of(today, codes->street), false};
    spots.push_back({*codes, std::nullopt, words, 1});
  }
  return spots;
}

}  // namespace

Scene::Scene(std::vector<SceneSpot> spots) : spots_(std::move(spots)) {
  std::vector<double> weights;
  std::set<std::string> streets;
  for (const auto& spot : spots_) {
    weights.push_back(spot.residents);
    streets.insert(spot.place.street);
  }
  streets_.assign(streets.begin(), streets.end());
  shares_ = Shares{weights};
}

Scene Scene::of(const Definitions& today, const SampleDistrict* sample) {
  auto spots = sample == nullptr ? std::vector<SceneSpot>{} : spots_of_sample(today, *sample);
  return Scene{spots.empty() ? spots_of_grids(today) : std::move(spots)};
}

std::vector<size_t> Scene::low_ground(Rng& dice) const {
  const auto& street = dice.pick(streets_);
  std::vector<std::string> grids;
  for (const auto& spot : spots_) {
    const bool known = std::ranges::find(grids, spot.place.grid) != grids.end();
    if (spot.place.street == street && !known) grids.push_back(spot.place.grid);
  }
  dice.shuffle(grids);
  grids.resize(std::min(grids.size(), kFloodedGridsMax));
  std::vector<size_t> found;
  for (size_t index = 0; index < spots_.size(); ++index) {
    if (std::ranges::find(grids, spots_[index].place.grid) != grids.end()) found.push_back(index);
  }
  return found;
}

}  // namespace huiyin::sim
