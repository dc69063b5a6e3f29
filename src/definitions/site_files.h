// Readers of the single files of a site folder. Each adds to `findings` whatever is wrong, with file, line and field,
// and returns what it could read; the caller uses it only when no finding was added (definitions/site.cpp). Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "definitions/finding.h"
#include "domain/calendar.h"
#include "domain/definitions.h"

namespace huiyin {

// site.yaml
struct SiteSettings {
  SiteInfo info;
  Zone zone = Zone::utc();
  std::map<std::string, WorkHours> hours;  // `default` among them
  int32_t edge_tolerance_m = 15;
  bool holes_allowed = false;  // enclaves inside the district that belong to nobody
};
SiteSettings read_site_settings(const SourceFile& file, Findings& findings);

// calendar/YYYY.yaml: off and worked as dates or "first..last".
CalendarYear read_calendar_year(const SourceFile& file, Findings& findings);

// categories.yaml
std::optional<CategoryTree> read_categories(const SourceFile& file, Findings& findings);

// units.csv
std::optional<UnitTree> read_units(const SourceFile& file, const std::map<std::string, WorkHours>& hours,
                                   Findings& findings);

// places.csv
struct PlaceRow {
  PlaceNode node;
  int32_t line = 0;
};
std::vector<PlaceRow> read_places(const SourceFile& file, Findings& findings);

// places.geojson: polygons as E7 rings, and the line each feature starts on.
struct AreaLine {
  GridArea area;
  int32_t line = 0;
};
std::vector<AreaLine> read_areas(const SourceFile& file, Findings& findings);

// Do the areas tile the district? Self-crossing outlines, overlaps above a square metre and holes are findings.
void check_coverage(const std::string& file, const std::vector<AreaLine>& areas, bool holes_allowed,
                    Findings& findings);

// points.csv: codes once each, kinds of PointKind, degrees of WGS-84. By code.
struct PointLine {
  FixedPoint point;
  int32_t line = 0;
};
std::vector<PointLine> read_points(const SourceFile& file, Findings& findings);

// articles.yaml: codes once each, categories of the tree where it is there. In the file's order.
std::vector<Article> read_articles(const SourceFile& file, const CategoryTree* categories, Findings& findings);

// duties.csv
std::vector<DutyRow> read_duties(const SourceFile& file, Findings& findings);

}  // namespace huiyin
