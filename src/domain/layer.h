// Nets laid over the service grid: police beats, housing estates, road lines. A layer is its own set of areas with its
// own codes; a point may lie in one of them, in several where the layer allows overlaps, or in none. Nothing is decided
// by a layer: it names who else knows the ground.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "domain/lifecycle.h"
#include "domain/ring.h"

namespace huiyin {

struct LayerArea {
  std::string code;
  std::string name;         // as its file has it; may be empty
  std::vector<Ring> rings;  // even-odd, WGS-84
};

struct LayerRules {
  std::string name;  // of its files: layers/NAME.yaml
  Wording title;
  Wording who;  // who answers for its areas
  bool overlaps_allowed = false, gaps_allowed = true;
};

// Immutable and shared by its copies; safe from any thread.
class PlaceLayer {
 public:
  // Rings as GridIndex wants them (definitions/layer_file.cpp has checked).
  PlaceLayer(LayerRules rules, std::vector<LayerArea> areas);

  const LayerRules& rules() const;
  const std::vector<LayerArea>& areas() const;
  // The areas that contain the point, edges included, in their order.
  std::vector<const LayerArea*> at(Point point) const;

 private:
  struct Index;
  std::shared_ptr<const Index> index_;
};

}  // namespace huiyin
