#include "app/show_photo.h"

#include <algorithm>

#include "app/timeline.h"
#include "app/visibility.h"
#include "ledger/photo_key.h"

namespace huiyin {

namespace {

bool is_shown(const std::vector<TimelineEntry>& entries, const std::string& photo) {
  return std::ranges::any_of(entries, [&](const TimelineEntry& entry) {
    return std::ranges::find(entry.photos, photo) != entry.photos.end();
  });
}

}  // namespace

Result<std::string> show_photo(App& app, const Caller& caller, const std::string& case_no, const std::string& photo,
                               PhotoSize size) {
  const auto id = case_id_of(app, case_no);
  const auto state = id ? app.store().find_case(*id) : refuse(RefusalCode::unknown_case, "no such case");
  if (!state) return std::unexpected(state.error());
  const auto ruling = app.ruling(state->edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto sight = sight_of(caller, *state, **ruling);
  if (sight == Sight::none) return refuse(RefusalCode::unknown_case, "no such case");
  const auto events = opened_events(app, *state);
  if (!events) return std::unexpected(events.error());
  if (is_shown(timeline_of(*events, *state, **ruling, sight), photo)) {
    for (const auto& event : *events) {
      const auto key = std::ranges::find(event.secret.photos, photo, photo_id);
      if (key != event.secret.photos.end()) return app.photos.read(*key, size);
    }
  }
  return refuse(RefusalCode::unknown_thing, "no such picture");
}

}  // namespace huiyin
