#include "domain/turn.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>

#include "domain/difference.h"
#include "domain/standing.h"

namespace huiyin {
namespace {

Result<const Programme*> programme_of(const Case& state, const Definitions& ruling) {
  const auto programme = ruling.programmes.find(state.programme);
  if (programme == ruling.programmes.end() || !ruling.lifecycles.contains(programme->second.lifecycle)) {
    return refuse(RefusalCode::broken_definition,
                  fmt::format("edition {} has no programme '{}'", ruling.edition, state.programme));
  }
  return &programme->second;
}

int64_t number_of(std::string_view text) {
  int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::vector<std::string> split(std::string_view text, char by) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const size_t end = std::min(text.find(by), text.size());
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

int32_t mass_of(const Case& state) {
  const auto children = std::ranges::count(state.links, "child", &Link::kind);
  return counter(state, "endorsements") + static_cast<int32_t>(children);
}

// The facts ask for supervision in the moment they reach the programme's threshold: a supervisor answers once.
void propose_supervision(const Case& before, const Programme& programme, Case& after) {
  constexpr int32_t kDistrictLevel = 3;
  if (after.phase != Phase::open || after.supervision.level >= kDistrictLevel) return;
  const auto reaches = [](int32_t threshold, int32_t was, int32_t is) {
    return threshold > 0 && was < threshold && is >= threshold;
  };
  if (reaches(programme.propose_repeated_from, counter(before, "repeats"), counter(after, "repeats"))) {
    after.supervision.proposed = "repeated";
  } else if (reaches(programme.propose_mass_from, mass_of(before), mass_of(after))) {
    after.supervision.proposed = "mass";
  }
}

DraftEvent event_of(const Case& before, const Case& after, const std::string& kind, bool silent, const Turn& turn) {
  DraftEvent draft;
  Event& core = draft.core;
  core.kind = kind;
  core.case_id = before.id;
  core.n = before.n + 1;
  core.silent = silent;
  core.recorded_at_ms = turn.context.now_at_ms;
  core.occurred_at_ms = turn.context.occurred_at_ms;
  core.by = turn.by;
  core.cause = turn.context.cause;
  core.edition = turn.today().edition;
  core.changes = difference(before, after);
  return draft;
}

}  // namespace

LocalDate Turn::local_date() const {
  return today().calendar.zone().local(context.now_at_ms).date;
}

ClockWorld Turn::world() const {
  return {context.definitions, &lifecycle, &programme, &context.ruling->categories, context.now_at_ms};
}

ClockWorld Turn::world_of(const Case& other) const {
  const auto found = context.ruling->programmes.find(other.programme);
  if (found == context.ruling->programmes.end()) return world();
  return {context.definitions, &context.ruling->lifecycles.at(found->second.lifecycle), &found->second,
          &context.ruling->categories, context.now_at_ms};
}

Result<Turn> begin_turn(std::vector<Case> states, FormData form, const Context& context) {
  const auto programme = programme_of(states.front(), *context.ruling);
  if (!programme) return std::unexpected(programme.error());
  const Lifecycle& lifecycle = context.ruling->lifecycles.at((*programme)->lifecycle);
  return Turn{context, lifecycle, **programme, states, states, std::move(form), by_of(context.actor)};
}

std::vector<DraftEvent> events_of(Turn& turn, const std::string& kind, bool silent) {
  for (size_t index = 0; index < turn.after.size(); ++index) {
    const auto programme = programme_of(turn.after[index], *turn.context.ruling);
    if (programme) propose_supervision(turn.before[index], **programme, turn.after[index]);
  }
  std::vector<DraftEvent> events;
  events.push_back(event_of(turn.before.front(), turn.after.front(), kind, silent, turn));
  events.front().core.codes = codes_of(turn.form);
  events.front().secret = secret_of(turn.form);
  for (size_t index = 1; index < turn.after.size(); ++index) {
    auto other = event_of(turn.before[index], turn.after[index], kind + ".other", true, turn);
    if (other.core.changes == Changes{}) continue;
    other.core.codes["case"] = std::to_string(turn.self().id);
    events.push_back(std::move(other));
  }
  return events;
}

PrivatePart secret_of(const FormData& form) {
  return {form.words, form.photos, form.point};
}

std::map<std::string, std::string> codes_of(const FormData& form) {
  auto codes = form.codes;
  for (const auto& [name, number] : form.numbers) codes[name] = std::to_string(number);
  for (const auto& [name, list] : form.lists) codes[name] = fmt::format("{}", fmt::join(list, ","));
  for (const auto& [name, ids] : form.case_lists) codes[name] = fmt::format("{}", fmt::join(ids, ","));
  return codes;
}

FormData form_of(const std::map<std::string, std::string>& codes) {
  FormData form;
  for (const auto& [name, text] : codes) {
    const FieldRule* rule = field_rule(name);
    if (rule == nullptr) continue;
    switch (rule->kind) {
      case FieldKind::instant:
      case FieldKind::boolean:
      case FieldKind::integer:
      case FieldKind::photos:
      case FieldKind::case_no: form.numbers[name] = number_of(text); break;
      case FieldKind::units: form.lists[name] = split(text, ','); break;
      case FieldKind::cases:
        for (const auto& id : split(text, ',')) form.case_lists[name].push_back(number_of(id));
        break;
      default: form.codes[name] = text; break;
    }
  }
  return form;
}

}  // namespace huiyin
