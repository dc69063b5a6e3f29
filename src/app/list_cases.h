// Lists and search, bounded by what the caller may see. Staff lists and searches are on record.
#pragma once

#include <boost/describe.hpp>
#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"
#include "app/case_line.h"

namespace huiyin {

inline constexpr size_t kPageMax = 200;

struct ListInput {
  CaseFilter filter;  // `scope`, `units`, `programmes` and `public_only` are set here, whatever was sent
  CaseOrder order = CaseOrder::newest;
  std::string cursor;
  size_t limit = 50;      // 1..200
  size_t post_index = 0;  // which of the caller's posts sits at this desk
};

struct CasePage {
  std::vector<CaseLine> rows;
  std::string next;  // cursor; empty at the end
  // Of a figure (cases_behind.h): what each row adds to it, in the order of rows; the sum over the page, with cases the
  // caller may not see; how many those are.
  std::vector<int64_t> moves;
  int64_t sum = 0;
  int64_t hidden = 0;
};
BOOST_DESCRIBE_STRUCT(CasePage, (), (rows, next, moves, sum, hidden))

// Asked by grid, a page leaves out what the caller may know by community only: it may hold fewer rows than `limit`.
// Bad cursor or limit, no such post -> invalid_input; a role without cases -> not_your_role.
Result<CasePage> list_cases(App& app, const Caller& caller, const ListInput& input);

struct SearchInput {
  std::string words;   // 1..100 characters; phone numbers find nothing: they are masked before indexing
  std::string before;  // case number to go on from; empty = the newest
  size_t limit = 20;   // 1..50
  size_t post_index = 0;
};
// Staff only: anybody else -> not_your_role. Confidential cases are found by the centre alone.
Result<CasePage> search_cases(App& app, const Caller& caller, const SearchInput& input);

// Cases of the same grid and category in the last 72 hours, newest first, at most `limit` (1..20): shown before
// somebody files the same again; none whose grid the caller may not know. Point outside -> outside_district.
Result<std::vector<CaseLine>> similar_cases(App& app, const Caller& caller, Point point, const std::string& category,
                                            size_t limit);

}  // namespace huiyin
