// A site folder's files as Definitions. Layout (all UTF-8, written by people, kept under version control):
//   site.yaml            prefix, names, zone, hours, edge_tolerance_m
//   calendar/YYYY.yaml   one year each: off, worked, provisional, source
//   categories.yaml      the tree with deadlines and keywords
//   places.csv           code,name_zh,name_en,unit[,settlement]  (district, streets, communities, grids)
//   places.geojson       one feature a grid, property `code`, WGS-84
//   layers/NAME.yaml     title, who, overlaps, gaps; with layers/NAME.geojson: areas over the grids; may be missing
//   points.csv           code,name_zh,name_en,kind,grid,lat,lon: fixed points of the rounds; may be missing
//   articles.yaml        what a desk may answer on the spot: code, category, title, answer, words[, until]; may be
//   missing units.csv            code,name_zh,name_en,kind,parent,hours; may also have valid_from,valid_until,successor
//   duties.csv           category,place,lead,parties,supervising,backstop,valid_from,valid_until
//   lifecycles/*.yaml    programmes/*.yaml
// Shipped lifecycles and programmes are copied into a site by `huiyin init`; a site owns its files.
#pragma once

#include <expected>
#include <memory>
#include <optional>

#include "definitions/finding.h"
#include "domain/definitions.h"

namespace huiyin {

// Reads and cross-checks everything (references, checker of lifecycles, duty gaps and conflicts). Nothing half-read:
// either whole Definitions or every finding. With `now_at_ms` the site must also hold today: its calendar has this
// year, no place is left to a unit dissolved by now. An edition adopted long ago is read without. Pure; safe from any
// thread.
std::expected<std::shared_ptr<Definitions>, Findings> read_site(const std::vector<SourceFile>& files,
                                                                std::optional<int64_t> now_at_ms = {});

}  // namespace huiyin
