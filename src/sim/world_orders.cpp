#include "sim/world_orders.h"

#include <fmt/format.h>

#include "sim/chance.h"

namespace huiyin::sim {

Orders::Orders(const Stage& stage)
    : stage_(stage),
      desk_(stage.crew.with_role({Role::dispatcher, Role::intake})),
      volunteers_(stage.crew.with_role({Role::volunteer})) {}

void Orders::by_desk(Living& order, const std::string& command, FormData form) {
  stage_.give(order, {.people = desk_, .instead = {}, .effort_min = stage_.habits.desk.triage_min},
              [this, command, form = std::move(form)](Living& l, const Worker& worker) {
                stage_.act(worker, l, command, form);
              });
}

// Volunteers come in their own time: nobody's desk.
void Orders::by_taker(Living& order, const std::string& command, int64_t after_ms, FormData form) {
  stage_.plan(order, stage_.now_at_ms() + after_ms, [this, command, form = std::move(form)](Living& l) {
    for (const size_t index : volunteers_) {
      const auto& worker = stage_.crew.worker(index);
      if (worker.person.account == l.state.assignee) stage_.act(worker, l, command, form);
    }
  });
}

void Orders::moved(Living& order) {
  const auto& state = order.state.state;
  const auto round = counter(order.state, "republished");
  auto dice = order.dice(fmt::format("{} {}", state, round));
  if (state == "requested") {
    const bool refused = dice.chance(0.02);
    const auto why = stage_.say(Occasion::refusal_reason, order);
    by_desk(order, refused ? "refuse" : "publish",
            refused ? FormData(Form{}.code("reason", "not_offered").word("reason_text", why)) : FormData{});
  }
  if (state == "published") published(order);
  if (state == "claimed") by_desk(order, "confirm", {});
  if (state == "confirmed") confirmed(order);
  if (state == "serving") {
    const auto hours = dice.between(1, 3);
    by_taker(order, "done", hours * kHourMs,
             Form{}.number("hours", hours).word("reply", stage_.say(Occasion::party_done, order)));
  }
  if (state == "done") done(order);
}

void Orders::published(Living& order) {
  auto dice =
      order.dice(fmt::format("claim {} {}", counter(order.state, "republished"), counter(order.state, "no_shows")));
  if (volunteers_.empty() || dice.chance(0.08)) return;  // nobody takes it: the clock ends it
  const auto wait_ms = static_cast<int64_t>(spread(dice, 9, 0.8) * static_cast<double>(kHourMs));
  const auto who = dice.pick(volunteers_);
  stage_.plan(order, stage_.now_at_ms() + wait_ms,
              [this, who](Living& l) { stage_.act(stage_.crew.worker(who), l, "claim"); });
}

void Orders::confirmed(Living& order) {
  auto dice =
      order.dice(fmt::format("come {} {}", counter(order.state, "republished"), counter(order.state, "no_shows")));
  const auto wait_ms = dice.between(4 * kHourMs, 40 * kHourMs);
  if (dice.chance(0.03)) {
    stage_.plan(order, stage_.now_at_ms() + wait_ms, [this](Living& l) { stage_.ask(l, "no_show"); });
    return;
  }
  by_taker(order, "start", wait_ms, {});
}

void Orders::done(Living& order) {
  auto dice = order.dice("thank");
  const bool good = !dice.chance(0.03);
  if (dice.chance(0.6)) {
    stage_.plan(order, stage_.now_at_ms() + dice.between(kHourMs, 2 * kDayMs), [this, good](Living& l) {
      stage_.ask(l, "rate",
                 Form{}
                     .code("resolved", good ? "yes" : "partly")
                     .code("satisfied", good ? "very_satisfied" : "neutral")
                     .word("why", stage_.say(good ? Occasion::thanks : Occasion::rating_middling, l)));
    });
  } else if (dice.chance(0.7)) {
    stage_.plan(order, stage_.now_at_ms() + kDayMs, [this](Living& l) {
      by_desk(l, "call_back", Form{}.code("choice", "solved").code("resolved", "yes").code("satisfied", "satisfied"));
    });
  }
}

}  // namespace huiyin::sim
