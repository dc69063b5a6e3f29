#include "app/review_list.h"

#include <algorithm>
#include <charconv>

#include "app/timeline.h"

namespace huiyin {

namespace {

constexpr size_t kCasesMax = 500;

int64_t number_of(const Event& event, const std::string& name) {
  const auto found = event.codes.find(name);
  int64_t number = 0;
  if (found != event.codes.end()) {
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), number);
  }
  return number;
}

// The words with which it was put under supervision.
Result<void> add_instruction(App& app, const Case& state, const Definitions& ruling, Sight sight, ReviewLine& line) {
  if (state.supervision.event_n == 0) return {};
  const auto events = opened_events(app, state);
  if (!events) return std::unexpected(events.error());
  for (const auto& [core, secret] : *events) {
    if (core.n != state.supervision.event_n) continue;
    line.instructed_at_ms = number_of(core, "instructed_at");
    const auto words = secret.words.find("reason_text");
    const bool shown = words != secret.words.end() && may_read_words(sight, state, ruling, core, "reason_text");
    if (shown) line.instruction = words->second;
  }
  return {};
}

ReviewLine line_of(const App& app, const Case& state, const Definitions& ruling, Sight sight) {
  const Supervision& supervision = state.supervision;
  ReviewLine line;
  line.row = case_line(app, state, ruling, sight);
  line.level = supervision.level;
  line.highest = supervision.highest;
  line.cause = supervision.level > 0 ? supervision.cause : std::string{};
  line.since_at_ms = supervision.level > 0 ? supervision.since_at_ms : 0;
  if (!supervision.issuer_unit.empty()) line.issuer = unit_view(ruling, supervision.issuer_unit);
  line.issuer_account = supervision.issuer;
  line.red = line.row.colour == "red";
  line.proposed = supervision.proposed;
  if (supervision.level > 0) line.owed = supervision.issuer_unit.empty() ? "answer" : "written_result";
  if (supervision.level > 0) {
    line.owed_at_ms = supervision.due_at_ms != 0 ? supervision.due_at_ms : promise_at_ms(state, ruling);
  }
  return line;
}

void count(const ReviewLine& line, ReviewList& list) {
  list.supervised += line.level > 0 ? 1 : 0;
  list.red += line.red ? 1 : 0;
  list.proposed += line.proposed.empty() ? 0 : 1;
}

}  // namespace

Result<ReviewList> review_list(App& app, const Caller& caller, const std::string& after) {
  const auto today = app.definitions();
  if (!today) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  const bool may = caller.is_staff() || caller.actor.kind == ActorKind::system;
  if (!may) return refuse(RefusalCode::not_your_role, "the review list is for staff");
  CaseId after_id = 0;
  if (!after.empty()) {
    const auto id = case_id_of(app, after);
    if (!id) return refuse(RefusalCode::invalid_input, id.error().detail, "/after");
    after_id = *id;
  }
  const auto cases = app.store().supervised_cases(after_id, kCasesMax);
  if (!cases) return std::unexpected(cases.error());
  ReviewList list;
  list.at_ms = app.now_at_ms();
  for (const auto& state : *cases) {
    const auto ruling = app.ruling(state.edition);
    if (!ruling) return std::unexpected(ruling.error());
    const auto sight = sight_of(caller, state, **ruling);
    if (sight < Sight::bound) continue;
    auto line = line_of(app, state, **ruling, sight);
    if (auto ok = add_instruction(app, state, **ruling, sight, line); !ok) return std::unexpected(ok.error());
    count(line, list);
    list.rows.push_back(std::move(line));
  }
  std::ranges::sort(list.rows, [](const ReviewLine& one, const ReviewLine& other) {
    if (one.level != other.level) return one.level > other.level;
    if (one.owed_at_ms != other.owed_at_ms) return one.owed_at_ms < other.owed_at_ms;
    return one.row.case_no < other.row.case_no;
  });
  if (cases->size() == kCasesMax) list.next = case_no_of(app, cases->back().id);
  return list;
}

}  // namespace huiyin
