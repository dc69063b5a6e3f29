#include "domain/link_back.h"

#include "domain/standing.h"

namespace huiyin {

DraftEvent link_back(const Case& state, const Link& link_of_the_new_case, CaseId new_case, const Context& context) {
  const auto& kind = link_of_the_new_case.kind;
  const char* counterpart = kind == "whistles_for" ? "whistled_by" : kind == "repeat_of" ? "repeated_by" : "related";
  DraftEvent draft;
  draft.core.kind = "linked";
  draft.core.case_id = state.id;
  draft.core.n = state.n + 1;
  draft.core.silent = true;
  draft.core.recorded_at_ms = context.now_at_ms;
  draft.core.by = by_of(context.actor);
  draft.core.cause = context.cause;
  draft.core.edition = context.definitions->edition;
  draft.core.changes.links_added = {{counterpart, new_case}};
  return draft;
}

}  // namespace huiyin
