#include "app/timeline.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "app/case_line.h"
#include "app/shown_codes.h"
#include "ledger/chain.h"
#include "ledger/photo_key.h"

namespace huiyin {

namespace {

// The engine's own kinds, which no lifecycle names.
const std::map<std::string_view, Wording>& engine_titles() {
  static const std::map<std::string_view, Wording> titles{
      {"opened", {"已登记", "Registered"}},
      {"imported", {"已导入", "Imported"}},
      {"imported.in_hand", {"随导入接办", "In hand when imported"}},
      {"imported.settled", {"已办结（导入）", "Settled (imported)"}},
      {"clock_step", {"时限到期", "Time limit"}},
      {"linked", {"已关联", "Linked"}},
      {"grant", {"同意", "Granted"}},
      {"deny", {"不同意", "Denied"}},
      {"approve", {"二人复核通过", "Approved by a second person"}},
      {"migrated", {"改用新规则", "Moved to newer rules"}},
      {"adapted", {"随规则或机构调整", "Followed a change of the district"}},
  };
  return titles;
}

std::optional<Wording> part_title(const Lifecycle& lifecycle, std::string_view kind) {
  const auto dot = kind.find('.');
  const auto* part = dot == kind.npos ? nullptr : lifecycle.part(kind.substr(0, dot));
  if (part == nullptr) return std::nullopt;
  const auto act = std::ranges::find(part->acts, kind.substr(dot + 1), &PartAct::name);
  return act == part->acts.end() ? std::nullopt : std::optional{act->title};
}

const Move* move_of(const Lifecycle& lifecycle, std::string_view name, std::string_view from) {
  if (const auto* move = lifecycle.move(name, from)) return move;
  const auto any = std::ranges::find(lifecycle.moves, name, &Move::name);
  return any == lifecycle.moves.end() ? nullptr : &*any;
}

// The events whose words a later `redact` hid.
std::set<int64_t> redacted_of(const std::vector<OpenedEvent>& events) {
  std::set<int64_t> numbers;
  for (const auto& event : events) {
    const auto named = event.core.codes.find("event");
    if (event.core.kind != "redact" || named == event.core.codes.end()) continue;
    int64_t n = 0;
    std::from_chars(named->second.data(), named->second.data() + named->second.size(), n);
    numbers.insert(n);
  }
  return numbers;
}

bool is_shown(const Event& event, Sight sight) {
  if (sight >= Sight::bound) return true;
  const bool moved = event.changes.state.has_value();
  if (sight == Sight::requester) return !event.silent && (moved || event.by.kind == "requester");
  return sight == Sight::public_ && moved;
}

void fill_private(TimelineEntry& entry, const OpenedEvent& event, const Case& state, const Definitions& ruling,
                  Sight sight) {
  for (const auto& [field, text] : event.secret.words) {
    if (may_read_words(sight, state, ruling, event.core, field)) entry.words[field] = text;
  }
  if (may_read_photos(sight, state, event.core))
    std::ranges::transform(event.secret.photos, std::back_inserter(entry.photos), photo_id);
}

void fill_author(TimelineEntry& entry, const Event& event, const Definitions& ruling, Sight sight) {
  entry.by_kind = event.by.kind;
  entry.by_unit = event.by.unit;
  entry.by_name = unit_view(ruling, event.by.unit).name;
  if (sight < Sight::bound) return;
  entry.by_role = event.by.role;
  entry.by_account = event.by.account;
  entry.codes = shown_codes(event.codes, ruling);
}

}  // namespace

Wording event_title(const Lifecycle& lifecycle, const Event& event, std::string_view state_before) {
  std::string_view kind = event.kind;
  if (kind.ends_with(".other")) kind.remove_suffix(std::string_view{".other"}.size());
  if (const auto found = engine_titles().find(kind); found != engine_titles().end()) return found->second;
  if (const auto* move = move_of(lifecycle, kind, state_before)) return move->title;
  if (const auto* ask = lifecycle.ask(kind)) return ask->title;
  if (const auto title = part_title(lifecycle, kind)) return *title;
  return {std::string{kind}, std::string{kind}};
}

Result<std::vector<OpenedEvent>> opened_events(App& app, const Case& state) {
  const auto stored = app.store().events_of(state.id);
  if (!stored) return std::unexpected(stored.error());
  const auto key = app.store().case_key(state.id);
  if (!key && key.error().code != RefusalCode::unknown_thing) return std::unexpected(key.error());
  std::vector<OpenedEvent> events;
  for (const auto& row : *stored) {
    auto core = decode(row.core);
    if (!core) return std::unexpected(core.error());
    OpenedEvent event{std::move(*core), {}};
    if (key && !row.sealed.empty()) {
      auto secret = open_private(row.sealed, event.core, *key);
      if (!secret) return std::unexpected(secret.error());
      event.secret = std::move(*secret);
    }
    events.push_back(std::move(event));
  }
  return events;
}

std::vector<TimelineEntry> timeline_of(const std::vector<OpenedEvent>& events, const Case& state,
                                       const Definitions& ruling, Sight sight) {
  const auto lifecycle = ruling.lifecycles.find(state.lifecycle);
  if (lifecycle == ruling.lifecycles.end()) return {};
  const auto redacted = redacted_of(events);
  std::vector<TimelineEntry> entries;
  std::string at;
  for (const auto& event : events) {
    const auto before = at;
    if (event.core.changes.state) at = *event.core.changes.state;
    if (!is_shown(event.core, sight)) continue;
    TimelineEntry entry;
    entry.n = event.core.n;
    entry.at_ms = event.core.recorded_at_ms;
    entry.occurred_at_ms = event.core.occurred_at_ms;
    entry.kind = event.core.kind;
    entry.title = event_title(lifecycle->second, event.core, before);
    entry.state = event.core.changes.state.value_or("");
    if (const auto* named = lifecycle->second.state(entry.state)) entry.state_wording = named->wording;
    entry.redacted = redacted.contains(entry.n);
    fill_author(entry, event.core, ruling, sight);
    if (!entry.redacted) fill_private(entry, event, state, ruling, sight);
    entries.push_back(std::move(entry));
  }
  return entries;
}

}  // namespace huiyin
