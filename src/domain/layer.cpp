#include "domain/layer.h"

#include "domain/grid_index.h"

namespace huiyin {

struct PlaceLayer::Index {
  LayerRules rules;
  std::vector<LayerArea> areas;
  GridIndex grids{0};  // keyed by the areas' numbers
};

PlaceLayer::PlaceLayer(LayerRules rules, std::vector<LayerArea> areas) {
  auto index = std::make_shared<Index>(Index{std::move(rules), std::move(areas)});
  for (size_t i = 0; i < index->areas.size(); ++i) index->grids.add(i, index->areas[i].rings);
  index->grids.build();
  index_ = std::move(index);
}

const LayerRules& PlaceLayer::rules() const {
  return index_->rules;
}

const std::vector<LayerArea>& PlaceLayer::areas() const {
  return index_->areas;
}

std::vector<const LayerArea*> PlaceLayer::at(Point point) const {
  std::vector<const LayerArea*> found;
  for (const uint64_t number : index_->grids.find_all(point)) found.push_back(&index_->areas[number]);
  return found;
}

}  // namespace huiyin
