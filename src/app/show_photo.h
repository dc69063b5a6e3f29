// A picture of a case, to whom may see it there.
#pragma once

#include <string>

#include "app/app.h"
#include "app/caller.h"
#include "app/photo_shelf.h"

namespace huiyin {

// `photo` as the case's view names it (CaseView::photos, TimelineEntry::photos). JPEG bytes. A case out of sight
// -> unknown_case; a picture of no event this caller may see, or erased since -> unknown_thing.
Result<std::string> show_photo(App& app, const Caller& caller, const std::string& case_no, const std::string& photo,
                               PhotoSize size);

}  // namespace huiyin
