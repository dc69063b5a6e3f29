#include "sim/world_requesters.h"

#include "sim/chance.h"

namespace huiyin::sim {

void Requesters::opened(Living& living) {
  const auto& habits = stage_.habits.requester;
  auto dice = living.dice("opened");
  const int64_t now_at_ms = stage_.now_at_ms();
  if (dice.chance(habits.me_too)) {
    stage_.agenda.at(now_at_ms + dice.between(kHourMs, 2 * kDayMs), [this, &living] {
      if (living.state.phase == Phase::open) stage_.ask(living, "endorse");
    });
  }
  if (living.state.lifecycle != "request") return;  // a finding has nobody who waits for it
  if (dice.chance(habits.withdraws)) {
    stage_.agenda.at(now_at_ms + dice.between(kHourMs, 3 * kDayMs), [this, &living] {
      if (living.state.phase != Phase::open) return;
      stage_.ask(living, "withdraw", Form{}.word("why", stage_.say(Occasion::withdraw_reason, living)));
    });
  }
  if (!living.requester.phone.empty() && dice.chance(habits.asks_again)) {
    stage_.agenda.at(now_at_ms + dice.between(2 * kDayMs, 8 * kDayMs), [this, &living] {
      if (living.state.phase == Phase::open && living.state.settled_as.empty()) ask_again_(living);
    });
  }
}

bool Requesters::content(const Living& living, Rng& dice) const {
  const auto& habits = stage_.habits.requester;
  return living.solved ? !dice.chance(habits.dissatisfied) : dice.chance(habits.believes_early_close);
}

void Requesters::rate(Living& living) {
  auto dice = Rng{seed_of(living.seed, "rate", living.state.settled_at_ms == 0 ? 0 : 1)};
  const bool good = content(living, dice);
  const char* satisfied = good ? (dice.chance(0.4) ? "very_satisfied" : "satisfied") : "dissatisfied";
  stage_.ask(living, "rate",
             Form{}
                 .code("resolved", good               ? "yes"
                                   : dice.chance(0.3) ? "partly"
                                                      : "no")
                 .code("satisfied", satisfied)
                 .word("why", stage_.say(good ? Occasion::rating_good : Occasion::rating_bad, living)));
}

void Requesters::answered(Living& living) {
  auto dice = Rng{seed_of(living.seed, "answered", counter(living.state, "auto_reworks"))};
  if (living.state.lifecycle != "request" || !dice.chance(stage_.habits.requester.rates)) return;
  const auto hours = spread(dice, stage_.habits.requester.answers_after_h, 0.7);
  const auto reply_n = living.state.n;
  stage_.agenda.in(static_cast<int64_t>(hours * static_cast<double>(kHourMs)), [this, &living, reply_n] {
    const auto& state = living.state;
    const bool waits = state.state == "resolved" || state.state == "checking" || state.state == "callback";
    const bool unrated = state.rating.satisfied.empty();
    if (state.n >= reply_n && (waits || (state.state == "closed" && unrated))) rate(living);
  });
}

void Requesters::closed(Living& living) {
  auto dice = Rng{seed_of(living.seed, "closed", counter(living.state, "auto_reworks"))};
  const auto at_ms = stage_.now_at_ms() + dice.between(6 * kHourMs, 5 * kDayMs);
  const bool unbelieving = !living.solved && living.state.rating.resolved != "yes";
  const bool reopens = dice.chance(stage_.habits.requester.reopens * (unbelieving ? 20 : 1));
  if (!reopens || living.reopened) return;
  stage_.plan(living, at_ms, [this](Living& l) {
    if (l.state.state != "closed") return;
    l.reopened = true;
    stage_.ask(l, "reopen", Form{}.word("why", stage_.say(Occasion::reopen_reason, l)));
  });
}

}  // namespace huiyin::sim
