// The same requester asking again: domain.md 4.2 rule 7. Bounded: it costs the same at ten cases and at ten million.
#pragma once

#include <string>
#include <vector>

#include "app/app.h"
#include "app/caller.h"

namespace huiyin {

struct RepeatQuery {
  std::string programme, category;
  PlaceCodes place;
  std::string phone;          // as written; empty = nothing to find
  bool confidential = false;  // then nothing is looked for
  int32_t window_days = 0;
};

// Earlier cases of this phone, grid and category inside the window, newest first, at most five; confidential ones
// never.
Result<std::vector<Case>> repeats_of(App& app, const RepeatQuery& query);

// May the caller's words join `original`? Staff who speak with the requester, and whoever shows that case's receipt; a
// typed phone number proves nothing.
bool may_join(const Caller& caller, const Case& original);

}  // namespace huiyin
