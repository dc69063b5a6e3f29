// layers/NAME.yaml (title, who, overlaps, gaps) with layers/NAME.geojson (property `code`, maybe `name`). Pure.
#pragma once

#include <vector>

#include "definitions/coverage.h"
#include "definitions/finding.h"
#include "domain/layer.h"

namespace huiyin {

// Every layer of the site, by name. A file without its fellow, a broken description or outline, overlaps or gaps the
// layer does not allow: findings; flaws of the net go to `flaws` instead, where given.
std::vector<PlaceLayer> read_layers(const std::vector<SourceFile>& files, Findings& findings,
                                    std::vector<NetFlaw>* flaws = nullptr);

// layers/NAME.yaml alone.
LayerRules read_layer_rules(const SourceFile& file, Findings& findings);

NetRules net_rules(const LayerRules& layer);

// "beats" of "layers/beats.yaml"; empty for another path. Names are small letters, digits and '_', at most 40.
std::string layer_name(std::string_view path, std::string_view extension);

}  // namespace huiyin
