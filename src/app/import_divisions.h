// The statistics office's list of divisions (province to village, 12 digits) as rows of places.csv: districts, streets
// and communities. Up to a whole country.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "definitions/finding.h"

namespace huiyin {

struct DivisionsSource {
  std::string file;                                    // a CSV file with a header
  std::string code_column, name_column, class_column;  // empty: found by their usual names
  std::string below;                                   // only divisions whose code begins so; empty: all
};

struct DivisionsImport {
  int64_t rows = 0;  // of the file
  int64_t districts = 0, streets = 0, communities = 0;
  int64_t above = 0;      // provinces and cities, which are no places of a district
  int64_t elsewhere = 0;  // not below `below`
  int64_t added = 0, renamed = 0;
  Findings findings;  // when there are any, nothing was written
};

// Codes of 12 digits lose their zeros at the end; those of 6, 9 and 15 are taken as they are. Rows places.csv has keep
// their unit and English name; others of it stay. The tree is checked whole before anything is written: a code given
// twice, one without its parent, a row that does not read -> findings. Folder or file missing -> unknown_thing; columns
// not found
// -> invalid_input naming those there are; disk -> store_unavailable.
Result<DivisionsImport> import_divisions(const std::string& site_dir, const DivisionsSource& source);

}  // namespace huiyin
