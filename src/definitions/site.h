// A site folder's files as Definitions. Layout (all UTF-8, written by people, kept under version control):
//   site.yaml            prefix, names, zone, hours, edge_tolerance_m
//   calendar/YYYY.yaml   one year each: off, worked, provisional, source
//   categories.yaml      the tree with deadlines and keywords
//   places.csv           code,name_zh,name_en,unit          (district, streets, communities, grids)
//   places.geojson       one feature a grid, property `code`, WGS-84
//   units.csv            code,name_zh,name_en,kind,parent,hours
//   duties.csv           category,place,lead,parties,supervising,backstop,valid_from,valid_until
//   lifecycles/*.yaml    programmes/*.yaml
// Shipped lifecycles and programmes are copied into a site by `huiyin init`; a site owns its files.
#pragma once

#include <expected>
#include <memory>

#include "definitions/finding.h"
#include "domain/definitions.h"

namespace huiyin {

// Reads and cross-checks everything (references, checker of lifecycles, duty gaps and conflicts). Nothing half-read:
// either whole Definitions or every finding. Pure; safe from any thread.
std::expected<std::shared_ptr<Definitions>, Findings> read_site(const std::vector<SourceFile>& files);

}  // namespace huiyin
