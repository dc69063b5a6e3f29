#include "sim/world_review.h"

#include <array>

#include "sim/chance.h"

namespace huiyin::sim {
namespace {

constexpr int64_t kBetweenCallsMs = 5 * kHourMs;
constexpr std::array<const char*, 4> kContent{"satisfied", "very_satisfied", "satisfied", "mostly_satisfied"};

}  // namespace

Review::Review(const Stage& stage)
    : stage_(stage),
      reviewers_(stage.crew.with_role({Role::reviewer})),
      callers_(stage.crew.with_role({Role::caller})),
      desk_(stage.crew.with_role({Role::dispatcher, Role::intake})) {}

void Review::check(Living& living) {
  stage_.give(living, {.people = reviewers_, .instead = {}, .effort_min = stage_.habits.centre.review_min},
              [this](Living& l, const Worker& worker) { judge(l, worker, false); });
}

// Nobody judges what their own unit did: then it goes to the desk.
void Review::judge(Living& living, const Worker& worker, bool handed_on) {
  if (!handed_on && !stage_.may(worker, living, "check")) {
    return stage_.give(living, {.people = desk_, .instead = {}, .effort_min = stage_.habits.centre.review_min},
                       [this](Living& l, const Worker& other) { judge(l, other, true); });
  }
  const auto& habits = stage_.habits.centre;
  auto dice = Rng{seed_of(living.seed, "judge", living.rounds)};
  const bool again = counter(living.state, "auto_reworks") > 0;
  const bool disputed = again && living.state.rating.resolved == "no";
  if (disputed && living.solved && stage_.may(worker, living, "judge_unreasonable")) {
    const auto why = stage_.say(Occasion::note, living);
    stage_.act(worker, living, "judge_unreasonable", Form{}.code("reason", "unreasonable").word("reason_text", why));
    return;
  }
  const bool fails = !living.solved ? dice.chance(0.25) : dice.chance(habits.sends_back);
  const char* choice = fails ? "fail" : dice.chance(habits.looks) ? "look" : "pass";
  const auto occasion = fails ? Occasion::rework_note : Occasion::note;
  stage_.act(worker, living, "check", Form{}.code("choice", choice).word("note", stage_.say(occasion, living)));
}

void Review::call(Living& living) {
  const auto tries = counter(living.state, "calls");
  const auto at_ms = stage_.now_at_ms() + (tries == 0 ? kHourMs : kBetweenCallsMs);
  stage_.agenda.at(at_ms, [this, &living, plan = living.plan, tries] {
    if (living.plan != plan || counter(living.state, "calls") != tries) return;
    stage_.give(living, {.people = callers_, .instead = {}, .effort_min = stage_.habits.centre.call_min},
                [this](Living& l, const Worker& worker) { ring(l, worker); });
  });
}

void Review::ring(Living& living, const Worker& worker) {
  if (!stage_.may(worker, living, "call_back")) return;  // their own unit led it: the clock closes it as unreached
  auto dice = Rng{seed_of(living.seed, "call", counter(living.state, "calls"))};
  const bool reached = !living.requester.phone.empty() && dice.chance(stage_.habits.centre.reached);
  if (!reached) {
    stage_.act(worker, living, "call_back", Form{}.code("choice", "none"));
    return;
  }
  const auto& habits = stage_.habits.requester;
  const bool content = living.solved ? !dice.chance(habits.dissatisfied) : dice.chance(habits.believes_early_close);
  Form form;
  form.code("choice", content ? "solved" : "unsolved").code("resolved", content ? "yes" : "no");
  form.code("satisfied", content            ? kContent[dice.below(kContent.size())]
                         : dice.chance(0.6) ? "dissatisfied"
                                            : "neutral");
  form.word("why", stage_.say(content ? Occasion::callback_yes : Occasion::callback_no, living));
  stage_.act(worker, living, "call_back", std::move(form));
}

void Review::settled(Living& living) {
  const bool unhappy = living.state.rating.resolved == "no" || living.state.rating.satisfied == "dissatisfied";
  if (!unhappy || !living.dice("exclude").chance(stage_.habits.centre.excludes)) return;
  stage_.give(living, {.people = reviewers_, .instead = {}, .effort_min = stage_.habits.centre.review_min},
              [this](Living& l, const Worker& worker) {
                const auto why = stage_.say(Occasion::note, l);
                if (!stage_.may(worker, l, "exclude")) return;
                stage_.act(worker, l, "exclude", Form{}.code("reason", "law_enforcement").word("reason_text", why));
              });
}

}  // namespace huiyin::sim
