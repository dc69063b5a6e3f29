// Where things happen in a simulated district: spots with a name people use, each as likely as many people live there.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/definitions.h"
#include "sim/chance.h"
#include "sim/district.h"

namespace huiyin::sim {

struct SceneSpot {
  PlaceCodes place;
  std::optional<Point> point;
  Spot words;
  double residents = 1;
};

class Scene {
 public:
  // Every building of the sample where the site's grids are the sample's; otherwise (or without one) one spot a grid,
  // named after its place, without a point.
  static Scene of(const Definitions& today, const SampleDistrict* sample);

  const SceneSpot& at(size_t index) const { return spots_[index]; }
  size_t draw(Rng& dice) const { return shares_.draw(dice); }
  // Some spots of one street, all within few of its grids: where a storm floods.
  std::vector<size_t> low_ground(Rng& dice) const;
  const std::vector<std::string>& streets() const { return streets_; }

 private:
  explicit Scene(std::vector<SceneSpot> spots);

  std::vector<SceneSpot> spots_;
  std::vector<std::string> streets_;
  Shares shares_;
};

}  // namespace huiyin::sim
