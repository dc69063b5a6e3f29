// One rule decides what a caller may see of a case; lists, pages, search, exports and commands all ask here.
// Pure; safe from any thread.
//   site-wide roles   intake, dispatcher, caller, supervisor, reviewer, district_lead: every case (of their post's
//   place) unit-bound roles  handler, liaison, integrator: cases whose holder, lead or party is within their unit's
//   subtree place-bound roles grid_worker, grid_lead, community_lead, street_lead: cases in their post's place; without
//   a place,
//                     those of their unit
//   volunteers        cases with a part of their own account, orders they took; published orders as the public sees
//   them auditor, administrators, editors: no case at all; numbers and settings only requester         the case of the
//   receipt shown anybody           public fields of public programmes; never confidential cases and tip-offs
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/caller.h"
#include "domain/definitions.h"
#include "domain/event.h"
#include "store/store.h"

namespace huiyin {

// In rising order. `bound`: a unit or a place of their own; `site`: the centre.
enum class Sight { none, public_, requester, bound, site };

Sight sight_of(const Caller& caller, const Case& state, const Definitions& ruling);

// Of the public's lists: shown at all?
bool is_shown_in_public(const Case& state, const Definitions& ruling);

// The finest place the public reads: the coarser of the programme's and the category's precision. Household matters end
// at the community.
Precision public_precision(const Case& state, const Definitions& ruling);
// Place codes cut to a precision; a point needs `Precision::point`.
PlaceCodes coarsened(const PlaceCodes& place, Precision precision);

// May this sight read the words in `field` of `event`? On confidential cases a bound reader reads the matter as it was
// opened and what staff wrote, never what else the requester said.
bool may_read_words(Sight sight, const Case& state, const Definitions& ruling, const Event& event,
                    std::string_view field);
bool may_read_photos(Sight sight, const Case& state, const Event& event);
// The exact point and the address as written.
bool may_read_point(Sight sight, const Case& state, const Definitions& ruling);

// The bounds of a list for one of the caller's posts (`post_index`), or the public's: programmes that publish what the
// filter asks by. A role without cases, or the public asking by assignee, supervision or party -> not_your_role; no
// such post -> invalid_input.
Result<CaseFilter> bounded(CaseFilter filter, const Caller& caller, size_t post_index, const Definitions& today);

bool is_confidential(const Case& state);

}  // namespace huiyin
