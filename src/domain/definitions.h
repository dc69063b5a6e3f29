// Everything a site has adopted, read and checked: one edition. Immutable and shared; safe from any thread.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/article.h"
#include "domain/calendar.h"
#include "domain/category.h"
#include "domain/duty.h"
#include "domain/fixed_point.h"
#include "domain/layer.h"
#include "domain/lifecycle.h"
#include "domain/place.h"
#include "domain/programme.h"
#include "domain/unit.h"

namespace huiyin {

struct SiteInfo {
  std::string prefix;  // of case numbers, 2..6 capitals
  Wording name;
  std::string zone;  // IANA
  // How long a contact is kept after its case was archived.
  int32_t contact_days = 90;
  int32_t tip_off_contact_days = 30;
};

struct Definitions {
  int64_t edition = 0;  // 0 = not adopted yet
  SiteInfo site;
  Calendar calendar;
  CategoryTree categories;
  PlaceTree places;
  UnitTree units;
  DutyTable duties;
  std::map<std::string, Lifecycle> lifecycles;
  std::map<std::string, Programme> programmes;
  std::vector<FixedPoint> points;  // by code; empty where the site has no points.csv
  std::vector<PlaceLayer> layers;  // laid over the grids, by name
  std::vector<Article> articles;   // what is known already; empty where the site has no articles.yaml
};
using DefinitionsPtr = std::shared_ptr<const Definitions>;

}  // namespace huiyin
