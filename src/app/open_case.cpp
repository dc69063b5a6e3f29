#include "app/open_case.h"

#include <algorithm>
#include <future>
#include <memory>

#include "app/intake.h"
#include "app/notices.h"
#include "app/occurred.h"
#include "app/repeats.h"
#include "domain/link_back.h"

namespace huiyin {

namespace {

constexpr int64_t kSimilarBackMs = 72 * kHourMs;
constexpr size_t kSimilarMax = 5;

// Everything one intake needs on the writer's thread. `outcome` is written there, before `done`.
struct Plan {
  App* app;
  Caller caller;
  Intake intake;
  CaseId original = 0;   // an earlier case the words may join
  CaseId repeat_of = 0;  // an earlier case the new one links to
  std::vector<CaseId> similar;
  mutable std::string outcome = "opened";
};

Result<void> check_door(const App& app, const Caller& caller) {
  if (caller.actor.kind != ActorKind::requester || !app.intake_limited) return {};
  return refuse(RefusalCode::too_many, "the door is busy: try again in a minute, or call");
}

Result<void> look_up_repeats(Plan& plan, const Programme& programme) {
  const auto& opening = plan.intake.opening;
  const auto repeats = repeats_of(*plan.app, {opening.programme, opening.category, opening.place, plan.intake.phone,
                                              opening.confidential, programme.repeat_window_days});
  if (!repeats) return std::unexpected(repeats.error());
  if (repeats->empty()) return {};
  plan.repeat_of = repeats->front().id;
  for (const auto& earlier : *repeats) {
    if (plan.original == 0 && may_join(plan.caller, earlier)) plan.original = earlier.id;
  }
  return {};
}

Result<void> look_up_similar(Plan& plan) {
  const auto& opening = plan.intake.opening;
  if (opening.place.grid.empty() || opening.category.empty()) return {};
  const auto found = plan.app->store().candidates(opening.place.grid, opening.category,
                                                  plan.app->now_at_ms() - kSimilarBackMs, kSimilarMax);
  if (!found) return std::unexpected(found.error());
  for (const auto& state : *found) {
    const auto ruling = plan.app->ruling(state.edition);
    if (ruling && sight_of(plan.caller, state, **ruling) != Sight::none) plan.similar.push_back(state.id);
  }
  return {};
}

// The new words as the requester's own note on the open original, or their reason to reopen the closed one.
std::optional<Draft> join_original(const Plan& plan, const Case& original, const DefinitionsPtr& today) {
  const auto ruling = plan.app->ruling(original.edition);
  if (!ruling) return std::nullopt;
  const bool is_open = original.phase == Phase::open;
  Command command{is_open ? "note" : "reopen", original.version, {}};
  const auto words = plan.intake.opening.form.words.find("description");
  if (words == plan.intake.opening.form.words.end()) return std::nullopt;
  command.form.words[is_open ? "note" : "why"] = words->second;
  auto events = decide({original}, command, context_of(*plan.app, anybody().actor, today, *ruling));
  if (!events) return std::nullopt;
  plan.outcome = is_open ? "appended" : "reopened";
  Draft draft;
  draft.events = std::move(*events);
  draft.events.front().secret.photos = plan.intake.opening.form.photos;
  return draft;
}

Result<Draft> open_new(const Plan& plan, const std::vector<Case>& linked, const DefinitionsPtr& today) {
  auto context = context_of(*plan.app, plan.caller.actor, today, today);
  context.occurred_at_ms = plan.intake.occurred_at_ms;
  auto opening = plan.intake.opening;
  if (plan.repeat_of != 0) {
    opening.links.push_back({"repeat_of", plan.repeat_of});
    const auto earlier = std::ranges::find(linked, plan.repeat_of, &Case::id);
    opening.repeats = 1 + (earlier == linked.end() ? 0 : counter(*earlier, "repeats"));
  }
  auto opened = open_case(opening, context);
  if (!opened) return std::unexpected(opened.error());
  plan.outcome = "opened";
  Draft draft;
  draft.events.push_back(std::move(*opened));
  for (const auto& state : linked) {
    const auto link = std::ranges::find(opening.links, state.id, &Link::case_id);
    if (link != opening.links.end()) draft.events.push_back(link_back(state, *link, opening.id, context));
  }
  draft.new_case_key = new_case_key();
  if (!plan.intake.contact_json.empty()) {
    draft.contact_plain = plan.intake.contact_json;
    draft.contact_blind = plan.intake.contact_blind;
    draft.outbox.push_back(receipt_notice(*plan.app, opening.id, !plan.intake.phone.empty()));
  }
  return draft;
}

Result<void> check_linked(const Plan& plan, const std::vector<Case>& states) {
  for (const auto& state : states) {
    const bool named = std::ranges::find(plan.intake.linked, state.id) != plan.intake.linked.end();
    const auto ruling = plan.app->ruling(state.edition);
    if (!ruling) return std::unexpected(ruling.error());
    if (named && sight_of(plan.caller, state, **ruling) < Sight::bound) {
      return refuse(RefusalCode::unknown_case, "no such case", "/links");
    }
  }
  return {};
}

Result<Draft> decide_intake(const Plan& plan, const std::vector<Case>& states) {
  const auto today = plan.app->definitions();
  if (auto ok = check_linked(plan, states); !ok) return std::unexpected(ok.error());
  const auto original = std::ranges::find(states, plan.original, &Case::id);
  if (plan.original != 0 && original != states.end()) {
    if (auto joined = join_original(plan, *original, today)) return std::move(*joined);
  }
  return open_new(plan, states, today);
}

Result<Opened> answer_of(const Plan& plan, const Outcome& outcome) {
  const auto& state = outcome.states.front();
  const auto ruling = plan.app->ruling(state.edition);
  if (!ruling) return std::unexpected(ruling.error());
  const auto line = case_line(*plan.app, state, **ruling, Sight::requester);
  Opened opened{line.case_no,
                receipt(state.id, state.receipt_generation, plan.app->keys()),
                plan.outcome,
                line.programme,
                line.state,
                line.type,
                line.category,
                line.state_wording,
                line.category_title,
                line.version,
                line.place,
                line.holder,
                line.opened_at_ms,
                line.due_at_ms,
                {},
                {}};
  if (outcome.replayed && state.id == plan.original) opened.outcome = "appended";
  if (plan.caller.is_staff() && opened.outcome == "opened" && plan.repeat_of != 0) {
    opened.repeat_of = case_no_of(*plan.app, plan.repeat_of);
  }
  for (const auto id : plan.similar) {
    if (id != state.id) opened.similar.push_back(case_no_of(*plan.app, id));
  }
  return opened;
}

Result<std::shared_ptr<Plan>> plan_of(App& app, const Caller& caller, const OpenInput& input,
                                      const Definitions& today) {
  if (auto ok = check_door(app, caller); !ok) return std::unexpected(ok.error());
  auto intake = read_intake(caller, input, today, *app.categoriser(today), app.keys());
  if (!intake) return std::unexpected(intake.error());
  const auto& photos = intake->opening.form.photos;
  if (auto ok = check_occurred(intake->occurred_at_ms, app.now_at_ms()); !ok) return std::unexpected(ok.error());
  if (auto there = app.photos.take_over(photos, "/photos"); !there) return std::unexpected(there.error());
  auto plan = std::make_shared<Plan>(Plan{.app = &app, .caller = caller, .intake = std::move(*intake), .similar = {}});
  if (auto ok = look_up_repeats(*plan, today.programmes.at(input.programme)); !ok) return std::unexpected(ok.error());
  if (auto ok = look_up_similar(*plan); !ok) return std::unexpected(ok.error());
  const auto id = app.store().next_case_id(today.calendar.zone().local(app.now_at_ms()).date);
  if (!id) return std::unexpected(id.error());
  plan->intake.opening.id = *id;
  return plan;
}

std::vector<CaseId> needs_of(const Plan& plan) {
  auto needs = plan.intake.linked;
  for (const auto id : {plan.original, plan.repeat_of}) {
    if (id != 0 && std::ranges::find(needs, id) == needs.end()) needs.push_back(id);
  }
  return needs;
}

}  // namespace

Result<OpenInput> read_open_input(const json::Value& body) {
  return json::read<OpenInput>(body);
}

void open_case(App& app, const Caller& caller, const OpenInput& input, const std::optional<IdempotencyKey>& once,
               std::function<void(Result<Opened>)> done) {
  const auto today = app.definitions();
  if (!today) return done(refuse(RefusalCode::unknown_thing, "no definitions are adopted yet"));
  auto planned = plan_of(app, caller, input, *today);
  if (!planned) return done(std::unexpected(planned.error()));
  const std::shared_ptr<const Plan> plan = std::move(*planned);
  Job job;
  job.needs = needs_of(*plan);
  job.decide = [plan](const std::vector<Case>& states) { return decide_intake(*plan, states); };
  if (once) job.idempotency = Idempotency{once->principal, once->key, sha256(json::write(input))};
  app.store().submit(std::move(job), [plan, done = std::move(done)](Result<Outcome> outcome) {
    if (!outcome) return done(std::unexpected(std::move(outcome.error())));
    done(answer_of(*plan, *outcome));
  });
}

Result<Opened> open_case(App& app, const Caller& caller, const OpenInput& input,
                         const std::optional<IdempotencyKey>& once) {
  std::promise<Result<Opened>> promise;
  open_case(app, caller, input, once, [&](Result<Opened> opened) { promise.set_value(std::move(opened)); });
  return promise.get_future().get();
}

}  // namespace huiyin
