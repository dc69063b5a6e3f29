// What people and desks ask of the server, as requests: reports, and whole lives of cases with the reads beside them.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "domain/definitions.h"
#include "http_load.h"
#include "made_life.h"

namespace huiyin::bench {

// Sessions written by `fill`.
struct Desks {
  std::map<std::string, std::string> by_role;  // role at the centre -> Authorization header
  std::map<std::string, std::string> by_unit;  // unit -> header of somebody who may work for it

  static Desks read(const std::string& path);
};

class Reports {
 public:
  Reports(DefinitionsPtr today, uint64_t seed);
  // A resident's report of any category, or of one whose duty row calls no further units.
  Ask report(bool single_unit);

 private:
  Point point_in_town();

  DefinitionsPtr today_;
  Draw draw_;
  std::vector<const Category*> leaves_, single_;
  std::vector<Point> points_;
  PlaceNode grid_;
};

// Many cases at once, each from its report through thirteen commands to its end: accept, claim, triage, dispatch, note,
// sign, contact, start, two progresses, resolve, check, call back. Between them the requester looks five times and the
// unit once at its queue. The next request is one of a case whose last was answered.
class Lives {
 public:
  Lives(Reports& reports, const Desks& desks, size_t lives_max, bool with_reads, uint64_t seed);
  std::optional<Ask> next();

 private:
  struct Life {
    size_t step = 0;
    std::string case_no, receipt, lead;
    int64_t version = 0;
  };

  Ask ask_of(const std::shared_ptr<Life>& life);
  Ask command(const Life& life, size_t step);
  void answered(const std::shared_ptr<Life>& life, const Reply& reply);

  Reports& reports_;
  const Desks& desks_;
  const bool with_reads_;
  const size_t lives_max_;
  Draw draw_;
  size_t lives_count_ = 0;
  std::vector<std::shared_ptr<Life>> ready_;  // answered, for the next request
};

// The string or number after "name": in a JSON text; empty when it is not there.
std::string_view member(std::string_view json, std::string_view name);

}  // namespace huiyin::bench
