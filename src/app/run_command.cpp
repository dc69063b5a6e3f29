#include "app/run_command.h"

#include <future>
#include <memory>

#include "app/check_assignee.h"
#include "app/notices.h"
#include "app/occurred.h"
#include "domain/decide.h"

namespace huiyin {

namespace {

// Everything one command needs on the writer's thread.
struct Plan {
  App* app;
  Caller caller;
  Command command;
  CaseId id = 0;
  int64_t occurred_at_ms = 0;
};

bool holds_receipt(const Caller& caller, CaseId id) {
  return caller.receipt_case != 0 && caller.receipt_case == id;
}

// What somebody without account and receipt may do: say "me too" to what is public.
Result<void> check_requester(const Plan& plan) {
  const bool open_to_all = plan.command.name == "endorse";
  if (plan.caller.actor.kind != ActorKind::requester || holds_receipt(plan.caller, plan.id) || open_to_all) return {};
  return refuse(RefusalCode::not_your_role, "this needs the receipt of the case");
}

Result<void> check_sight(const Plan& plan, const std::vector<Case>& states) {
  for (const auto& state : states) {
    const auto ruling = plan.app->ruling(state.edition);
    if (!ruling) return std::unexpected(ruling.error());
    if (sight_of(plan.caller, state, **ruling) == Sight::none) {
      return refuse(RefusalCode::unknown_case, "no such case");
    }
  }
  return check_requester(plan);
}

Result<Draft> decide_command(const Plan& plan, const std::vector<Case>& states) {
  if (auto seen = check_sight(plan, states); !seen) return std::unexpected(seen.error());
  const auto today = plan.app->definitions();
  const auto ruling = plan.app->ruling(states.front().edition);
  if (!today || !ruling) return refuse(RefusalCode::unknown_thing, "no definitions are adopted yet");
  auto context = context_of(*plan.app, plan.caller.actor, today, *ruling);
  context.occurred_at_ms = plan.occurred_at_ms;
  auto events = decide(states, plan.command, context);
  if (!events) return std::unexpected(events.error());
  Draft draft;
  draft.outbox = notices_of(*plan.app, *events);
  draft.erase = !events->empty() && events->front().core.changes.erased.value_or(false);
  draft.events = std::move(*events);
  return draft;
}

// The case itself, then every other case the form names; undoing a merge also needs its other end.
Result<std::vector<CaseId>> needs_of(const App& app, const Plan& plan) {
  Case state{.id = plan.id};
  if (plan.command.name == "unmerge") {
    auto found = app.store().find_case(plan.id);
    if (!found) return std::unexpected(found.error());
    state = std::move(*found);
  }
  auto ids = cases_touched(state, plan.command);
  ids.insert(ids.begin(), plan.id);
  return ids;
}

Result<Plan> plan_of(App& app, const Caller& caller, const CommandInput& input, const Definitions& today) {
  Plan plan{&app, caller, {input.command, input.version, {}}, 0, input.occurred_at_ms};
  const auto id = parse_case_no(input.case_no, today.site.prefix);
  if (!id) return refuse(RefusalCode::unknown_case, id.error().detail);
  plan.id = *id;
  if (auto ok = check_occurred(plan.occurred_at_ms, app.now_at_ms()); !ok) return std::unexpected(ok.error());
  if (input.form.is_null()) return plan;
  auto form = read_form(input.form, today.site.prefix);
  if (!form) return std::unexpected(form.error());
  if (auto works = check_assignee(app, *form); !works) return std::unexpected(works.error());
  if (auto there = app.photos.take_over(form->photos, "/photos"); !there) return std::unexpected(there.error());
  plan.command.form = std::move(*form);
  return plan;
}

Hash body_hash(const CommandInput& input) {
  const auto version = input.version ? std::to_string(*input.version) : std::string{};
  return sha256(input.case_no + "\n" + input.command + "\n" + version + "\n" + json::canonical(input.form));
}

Result<CommandAnswer> answer_of(const Plan& plan, const Outcome& outcome) {
  const auto& state = outcome.states.front();
  const auto ruling = plan.app->ruling(state.edition);
  if (!ruling) return std::unexpected(ruling.error());
  CommandAnswer answer;
  answer.row = case_line(*plan.app, state, **ruling, sight_of(plan.caller, state, **ruling));
  answer.row.case_no = case_no(state.id, (*ruling)->site.prefix);  // a case handed on may be out of sight now
  answer.replayed = outcome.replayed;
  const bool own = plan.caller.actor.kind == ActorKind::requester && holds_receipt(plan.caller, state.id);
  if (own) answer.receipt = receipt(state.id, state.receipt_generation, plan.app->keys());
  return answer;
}

}  // namespace

void run_command(App& app, const Caller& caller, const CommandInput& input, const std::optional<IdempotencyKey>& once,
                 std::function<void(Result<CommandAnswer>)> done) {
  const auto today = app.definitions();
  if (!today) return done(refuse(RefusalCode::unknown_thing, "no definitions are adopted yet"));
  auto plan = plan_of(app, caller, input, *today);
  if (!plan) return done(std::unexpected(plan.error()));
  auto needs = needs_of(app, *plan);
  if (!needs) return done(std::unexpected(needs.error()));
  Job job;
  job.needs = std::move(*needs);
  const auto shared = std::make_shared<const Plan>(std::move(*plan));
  job.decide = [shared](const std::vector<Case>& states) { return decide_command(*shared, states); };
  if (once) job.idempotency = Idempotency{once->principal, once->key, body_hash(input)};
  app.store().submit(std::move(job), [shared, done = std::move(done)](Result<Outcome> outcome) {
    if (!outcome) return done(std::unexpected(std::move(outcome.error())));
    done(answer_of(*shared, *outcome));
  });
}

Result<CommandAnswer> run_command(App& app, const Caller& caller, const CommandInput& input,
                                  const std::optional<IdempotencyKey>& once) {
  std::promise<Result<CommandAnswer>> promise;
  run_command(app, caller, input, once, [&](Result<CommandAnswer> answer) { promise.set_value(std::move(answer)); });
  return promise.get_future().get();
}

}  // namespace huiyin
